"""Generative stochastic network."""

import keras
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.losses.variational import sums
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import check_logit_for_each_value, functional
from tfgan_zoo.models.base.uniform_sampling import SampledFromUniforms
from tfgan_zoo.networks.denoiser import corrupted, denoising_sampler, drawn


@keras.saving.register_keras_serializable("tfgan_zoo")
class GSN(SampledFromUniforms, Game):
    """A chain that generates: it learns one step of a Markov chain whose stationary distribution is the data's.

    A step corrupts a sample, and draws another from what the network says of the clean one. The network learns to
    denoise, also what the chain itself makes of a sample in several steps ("walk-back"), so that wherever the chain
    strays, it is taught the way back. This is the smallest such network: a denoising autoencoder, whose hidden units
    have no state and no noise of their own, as the paper's have.

    No likelihood is known, and a sample takes as many passes as the chain has steps. A step draws each bit by itself,
    so even with the best denoiser the chain's distribution is the data's only as the corruption goes to 0, where it
    seldom leaves a mode: on four patterns of 8 bits, at least four apart, the total variation between both is 0.04
    with a corruption of 0.1, and 0.51 with 0.4.

    Args:
        network: functional `keras.Model` from samples to logits of the same shape, as of `networks.denoiser`.
        corruption: probability that a value is replaced by a fair one in a step. Little of it, and the chain seldom
            leaves a mode.
        walk_back_steps: steps of the chain in training; 1 is the plain denoising autoencoder.
        chain_steps: steps of the chain that draws samples for users, which begins at fair bits.
        seed: seed of every draw the model makes.
        **kwargs: `modality`, as in `Game`.

    Input shape: samples (batch, ...) of -1 and 1; `predict` takes uniform numbers.
    Output shape: samples of -1 and 1.

    Raises:
        ValueError: if the network's logits are not of its input's shape, or a number is out of range.

    Example:
        >>> model = tfgan_zoo.models.GSN(tfgan_zoo.networks.denoiser((28, 28, 1)))
        >>> model.compile(optimizer=keras.optimizers.Adam(1e-3))
        >>> history = model.fit(data.binarized(data.load("digits")).batches(100), steps_per_epoch=600)

    Reference:
        Bengio et al. 2014, https://arxiv.org/abs/1306.1091; walk-back: Bengio et al. 2013,
        https://arxiv.org/abs/1305.6663, algorithm 1, with a fixed number of steps, as in the authors' code.
    """

    terms = ("denoising",)

    def __init__(self, network, corruption=0.4, walk_back_steps=4, chain_steps=100, seed=0, **kwargs):
        super().__init__(self.terms, seed, **kwargs)
        check_at_least_one(self, walk_back_steps=walk_back_steps, chain_steps=chain_steps)
        self.network = functional(network, "network")
        check_logit_for_each_value(self.network, "denoiser")
        self.corruption = corruption
        self.walk_back_steps = walk_back_steps
        self.chain_steps = chain_steps
        self.chain_sampler = denoising_sampler(self.network, corruption, chain_steps)

    @property
    def players(self):
        return {"network": self.network.trainable_variables}

    def train_step(self, data):
        real = ops.cast(sample_of(self.samples(data)), "float32")
        uniforms = self.fresh_uniforms(ops.shape(real)[0], (self.walk_back_steps, 2, *real.shape[1:]))
        return self.report(self.descend(lambda: {"denoising": self.walk_back_loss(real, uniforms)}, "network"))

    def walk_back_loss(self, real, uniforms):
        """The cross-entropy of the clean sample at every step of the chain that begins at it: nats, summed over steps.

        Args:
            real: samples of -1 and 1, (batch, ...).
            uniforms: in [0, 1), (batch, walk_back_steps, 2, ...): to corrupt by, and to draw by.
        """
        samples, loss = real, 0.0
        for step in range(self.walk_back_steps):
            noisy = corrupted(samples, uniforms[:, step, 0], self.corruption)
            logits = ops.cast(self.forward_pass(self.network, noisy), "float32")
            loss += ops.mean(sums(ops.softplus(logits) - 0.5 * (real + 1) * logits))
            samples = drawn(logits, uniforms[:, step, 1])
        return loss

    # Sampling

    @property
    def sampler(self):
        """The network that runs the chain, from uniform numbers."""
        return self.chain_sampler
