"""A learned model of an environment."""

import keras
import numpy as np
from keras import ops

from tfgan_zoo import losses, penalties
from tfgan_zoo.checks import POSITIVE, check_not_negative, check_range
from tfgan_zoo.conditions import sample_of, with_sample
from tfgan_zoo.models.objectives.wgan_gp import WGANGP

CONDITIONS = ("observations", "actions")


@keras.saving.register_keras_serializable("tfgan_zoo")
class EnvironmentModel(WGANGP):
    """What an environment does next, drawn from what it may do: the next observation given observation and action.

        min_G max_D  E D(s' | s, a) - E D(G(z | s, a) | s, a)  +  beta E |s' - G(z | s, a)|^2

    Fed with its own predictions it is an environment to plan in, or to train a policy in. Learned by the squared error
    alone it predicts the mean of what may come next, which itself may never come: of two equally likely gusts of wind
    it predicts none. The critic sees a prediction with what led to it, and knows the mean from either.

    Changes of an observation are measured by typical ones, in the squared error and in the gradient that the critic's
    penalty bounds, so that numbers of other units count alike.

    Args:
        generator: functional `keras.Model` from latents, "observations" and one-hot "actions" to the next observations,
            such as `networks.dynamics_generator`.
        discriminator: functional `keras.Model`, the critic, from the next observations and the same conditions to raw
            scores, such as `networks.dynamics_discriminator`.
        scales: typical change of each number of an observation in a step, above 0, (size,).
        adversarial_weight: of the critic's judgment in the generator's loss; 0 is regression, the plain model.
        distance_weight: beta, of the squared error.
        **kwargs: those of `WGANGP`.

    Input shape: `fit` takes batches {"sample": next observations (batch, size), "observations": (batch, size),
        "actions": one-hot (batch, num_actions)}, as of `data.transitions`; `predict` takes the generator's inputs.
    Output shape: next observations (batch, size), float32, in the environment's units.

    Raises:
        ValueError: if a network does not take observations and actions, the scales do not fit them, or a weight is
            negative.

    Example:
        >>> typical = {"scales": [0.1, 0.2], "mean": [0.0, 0.0], "variance": [1.0, 1.0]}
        >>> builders = networks.dynamics_generator, networks.dynamics_discriminator
        >>> model = models.EnvironmentModel(*(build(2, 3, **typical) for build in builders), typical["scales"])
        >>> model.compile("adam", "adam")
        >>> model.sample(observations=np.zeros((5, 2), "float32"), actions=np.eye(3, dtype="float32")[[0] * 5]).shape
        (5, 2)

    Reference:
        The game is that of Gulrajani et al. 2017, https://arxiv.org/abs/1704.00028, on conditions as of Mirza and
        Osindero 2014, https://arxiv.org/abs/1411.1784; a learned model to plan with: Sutton 1991 (Dyna),
        https://doi.org/10.1145/122344.122377.
    """

    terms = ("critic", "gradient_penalty", "generator", "squared_error")

    def __init__(self, generator, discriminator, scales, adversarial_weight=1.0, distance_weight=0.0, **kwargs):
        super().__init__(generator, discriminator, **kwargs)
        check_not_negative(self, adversarial_weight=adversarial_weight, distance_weight=distance_weight)
        self.scales = np.asarray(scales, "float32").tolist()
        check_scales(self, self.scales, generator.output_shape)
        self.adversarial_weight = adversarial_weight
        self.distance_weight = distance_weight

    def check_networks(self):
        super().check_networks()
        for network in (self.generator, self.discriminator):
            names = tuple(tensor.name for tensor in network.inputs[1:])
            if set(names) != set(CONDITIONS):
                raise ValueError(
                    f"{network.name!r} is given {', '.join(names) or 'nothing'}; expected {' and '.join(CONDITIONS)}: "
                    "take networks.dynamics_generator and networks.dynamics_discriminator."
                )

    def discriminator_loss(self, real, fake):
        between = penalties.interpolate(self.in_changes(real), self.in_changes(fake), self.next_seed())

        def score(changes):
            return self.score(with_sample(real, changes * ops.convert_to_tensor(self.scales)))

        return {
            "critic": losses.wasserstein_discriminator(self.score(real), self.score(fake)),
            "gradient_penalty": self.penalty_weight * penalties.gradient_norm(score, between),
        }

    def generator_loss(self, real, fake):
        missed = ops.mean(ops.square(self.in_changes(real) - self.in_changes(fake)))
        fooled = losses.wasserstein_generator(self.score(fake))
        return {"generator": self.adversarial_weight * fooled, "squared_error": self.distance_weight * missed}

    def describe_input(self, name, class_names):
        described = {
            "observations": f"observations of {len(self.scales)} numbers each, in the environment's units",
            "actions": "the actions that are taken there, one-hot",
        }
        return described.get(name) or super().describe_input(name, class_names)

    def in_changes(self, samples):
        """Observations in units of typical changes, float32."""
        return ops.cast(sample_of(samples), "float32") / ops.convert_to_tensor(self.scales)


def check_scales(game, scales, shape):
    """Refuse scales that are not one number above 0 for each of an observation's."""
    if np.shape(scales) != tuple(shape[1:]):
        raise ValueError(
            f"received scales of shape {np.shape(scales)} for observations of shape {tuple(shape[1:])}; expected one "
            "for each number: the deviation of its changes in the data."
        )
    for at, scale in enumerate(scales):
        check_range(game, POSITIVE, **{f"scales[{at}]": scale})
