"""f-divergences as GAN losses: the discriminator bounds one from below, the generator minimizes the bound.

For a convex f with conjugate f* and any function T of samples,

    D_f(P || Q) = E_Q[f(p/q)] >= E_P[T(x)] - E_Q[f*(T(x))],

with equality at T = f'(p/q). The discriminator's raw logits v become T = g_f(v), where g_f keeps T in the domain of f*.

Reference:
    Nowozin et al. 2016, arXiv:1606.00709: eq. 4 for the bound, table 2 for g_f and f*, section 3.2 for the generators.
"""

import keras
from keras import ops

from tfgan_zoo.losses.checks import checked, checked_pair
from tfgan_zoo.losses.exponential import exponential

LOG_2 = 0.6931471805599453


class Divergence:
    """The losses of an f-divergence; a subclass defines `activation` g_f and `conjugate` f*.

    It has no state, and is saved with a game by its class name.

    Example:
        >>> divergence = tfgan_zoo.losses.KullbackLeibler()
        >>> loss = divergence.discriminator([[2.0]], [[-3.0]])
    """

    def conjugate_of(self, logits):
        """f*(g_f(v)), in a form that neither overflows nor takes the logarithm of a rounded zero."""
        return self.conjugate(self.activation(logits))

    def bound(self, real_logits, fake_logits):
        """E_P[g_f(v)] - E_Q[f*(g_f(v))], at most the divergence of P from Q (arXiv:1606.00709, eq. 4)."""
        real, fake = checked_pair(real_logits, fake_logits)
        return ops.mean(self.activation(real)) - ops.mean(self.conjugate_of(fake))

    def discriminator(self, real_logits, fake_logits):
        """The negative of the bound."""
        return -self.bound(real_logits, fake_logits)

    def generator(self, fake_logits):
        """-E_Q[f*(g_f(v))], the generator's part of the bound (arXiv:1606.00709, algorithm 1)."""
        return -ops.mean(self.conjugate_of(checked(fake_logits)))

    def non_saturating_generator(self, fake_logits):
        """-E_Q[g_f(v)], which does not saturate early in training (arXiv:1606.00709, section 3.2)."""
        return -ops.mean(self.activation(checked(fake_logits)))

    def get_config(self):
        return {}

    @classmethod
    def from_config(cls, config):
        return cls(**config)


@keras.saving.register_keras_serializable("tfgan_zoo")
class KullbackLeibler(Divergence):
    """E_P[log(p/q)], from f(u) = u log u; the bound is tight at v = 1 + log(p/q)."""

    def activation(self, logits):
        return logits

    def conjugate(self, outputs):
        return exponential(outputs - 1)


@keras.saving.register_keras_serializable("tfgan_zoo")
class ReverseKullbackLeibler(Divergence):
    """E_Q[log(q/p)], from f(u) = -log u; the bound is tight at v = log(p/q)."""

    def activation(self, logits):
        return -exponential(-logits)

    def conjugate(self, outputs):
        return -1 - ops.log(-outputs)

    def conjugate_of(self, logits):
        return logits - 1


@keras.saving.register_keras_serializable("tfgan_zoo")
class Pearson(Divergence):
    """E_Q[(p/q - 1)^2], Pearson's chi-squared, from f(u) = (u - 1)^2; the bound is tight at v = 2 (p/q - 1)."""

    def activation(self, logits):
        return logits

    def conjugate(self, outputs):
        return ops.square(outputs) / 4 + outputs


@keras.saving.register_keras_serializable("tfgan_zoo")
class SquaredHellinger(Divergence):
    """E_Q[(sqrt(p/q) - 1)^2], from f(u) = (sqrt(u) - 1)^2; the bound is tight at v = log(p/q) / 2."""

    def activation(self, logits):
        return 1 - exponential(-logits)

    def conjugate(self, outputs):
        return outputs / (1 - outputs)

    def conjugate_of(self, logits):
        return exponential(logits) - 1


@keras.saving.register_keras_serializable("tfgan_zoo")
class JensenShannon(Divergence):
    """E_P[log(2p/(p+q))] + E_Q[log(2q/(p+q))]; the bound is tight at v = log(p/q).

    From f(u) = u log u - (u + 1) log((u + 1)/2). This is twice the Jensen-Shannon divergence: the paper's table 1 has a
    factor 1/2 before the integral that its f lacks; this class follows f.
    """

    def activation(self, logits):
        return LOG_2 - ops.softplus(-logits)

    def conjugate(self, outputs):
        return -ops.log(2 - ops.exp(outputs))

    def conjugate_of(self, logits):
        return ops.softplus(logits) - LOG_2


@keras.saving.register_keras_serializable("tfgan_zoo")
class OriginalGAN(Divergence):
    """`JensenShannon` minus log 4, the objective of the first GAN; tight at v = log(p/q), the logit of its D."""

    def activation(self, logits):
        return -ops.softplus(-logits)

    def conjugate(self, outputs):
        return -ops.log(1 - ops.exp(outputs))

    def conjugate_of(self, logits):
        return ops.softplus(logits)
