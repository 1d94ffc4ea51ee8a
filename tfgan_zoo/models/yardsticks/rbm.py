"""Restricted Boltzmann machine."""

import math

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.distribution.replicas import replica_rows
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.models.base.uniform_sampling import SampledFromUniforms, uniform
from tfgan_zoo.models.yardsticks.annealing import log_weights
from tfgan_zoo.networks import gibbs_sampler, machine_of


@keras.saving.register_keras_serializable("tfgan_zoo")
class RBM(SampledFromUniforms, Game):
    """An undirected model that learns by lowering the free energy of the data, and raising that of its own samples.

    The gradient of the log-likelihood is the difference between both, where the model's samples are the end of a Gibbs
    chain, and constant. Contrastive divergence begins the chain at the data at every step; persistent contrastive
    divergence goes on from where it ended, so that these chains are part of the model, saved and resumed with it.

    Args:
        network: functional `keras.Model` with a `networks.BoltzmannMachine`, as of `networks.boltzmann_machine`.
        gibbs_steps: k, steps of the chain in a training step.
        num_chains: number of persistent chains; None begins at the data.
        chain_steps: steps of the chain that draws samples for users, which begins at fair bits.
        seed: seed of every draw the model makes.
        **kwargs: `modality`, as in `Game`.

    Input shape: samples (batch, ...) of -1 and 1; gray values count as the mean of a bit. `predict` takes uniform
        numbers.
    Output shape: samples of -1 and 1.

    Raises:
        ValueError: if the network has no such layer, or a count is not at least 1.

    Example:
        >>> model = tfgan_zoo.models.RBM(tfgan_zoo.networks.boltzmann_machine((28, 28, 1), 500))
        >>> model.compile(optimizer=keras.optimizers.SGD(0.1))
        >>> history = model.fit(data.binarized(data.load("digits")).batches(100), steps_per_epoch=600)

    Reference:
        Hinton 2002, https://doi.org/10.1162/089976602760128018; persistent: Tieleman 2008,
        https://doi.org/10.1145/1390156.1390290.
    """

    terms = ("free_energy", "pseudo_nll")

    def __init__(self, network, gibbs_steps=5, num_chains=100, chain_steps=100, seed=0, **kwargs):
        super().__init__(self.terms, seed, **kwargs)
        check_at_least_one(self, gibbs_steps=gibbs_steps, chain_steps=chain_steps)
        if num_chains is not None:
            check_at_least_one(self, num_chains=num_chains)
        self.network = functional(network, "network")
        self.machine = machine_of(self.network)
        self.gibbs_steps = gibbs_steps
        self.num_chains = num_chains
        self.chain_steps = chain_steps
        self.chain_sampler = gibbs_sampler(self.network, chain_steps)
        if num_chains is not None:
            shape = (num_chains, self.machine.num_visible)
            self.chains = self.add_weight(name="chains", shape=shape, initializer="zeros", trainable=False)

    @property
    def players(self):
        return {"machine": self.network.trainable_variables}

    def train_step(self, data):
        real = self.samples(data)
        model = self.model_samples(real)
        terms = self.descend(lambda: {"free_energy": self.contrast(real, model)}, "machine")
        return self.report({**terms, "pseudo_nll": -ops.mean(self.one_flip(real, self.steps.value))})

    def contrast(self, real, model):
        """The mean free energy of real samples minus that of the model's bits, which are constant."""
        model = self.machine.free_energy(ops.stop_gradient(model))
        return ops.mean(self.free_energies(real)) - ops.mean(model)

    def free_energies(self, samples):
        """F(v) of each sample: float32 (batch,)."""
        return self.forward_pass(self.network, ops.cast(sample_of(samples), "float32"))

    def model_samples(self, real):
        """Bits at the end of the chains, (chains, visible); persistent ones are there the next time."""
        seeds = tf.random.experimental.stateless_split(self.next_seed(), self.gibbs_steps + 1, alg="philox")
        if self.num_chains is not None:
            # The same on every replica: all draws are of the same seed.
            self.chains.assign(self.run_chain(self.chains.value, lambda count, step: self.uniforms(count, seeds[step])))
            return self.chains.value

        def own(count, step):
            return replica_rows(lambda count: self.uniforms(count, seeds[step]), count)

        means = self.machine.bits(ops.cast(sample_of(real), "float32"))
        first = own(ops.shape(means)[0], self.gibbs_steps)[:, self.machine.num_hidden :]
        return self.run_chain(ops.cast(first < means, "float32"), own)

    def run_chain(self, visible, uniforms):
        """`gibbs_steps` steps from some bits, with numbers of a function of (count, step)."""
        for step in range(self.gibbs_steps):
            visible = self.machine.gibbs(visible, uniforms(ops.shape(visible)[0], step))
        return visible

    def uniforms(self, count, seed):
        """Numbers in [0, 1) for a step of so many chains."""
        return uniform((count, self.machine.num_bits), seed)

    # How likely samples are

    def one_flip(self, samples, step):
        """An estimate of the log-pseudo-likelihood, (batch,), by one bit, another one at every step."""
        visible = self.machine.bits(ops.cast(sample_of(samples), "float32"))
        count = self.machine.num_visible
        flipped = ops.one_hot(ops.reshape(ops.cast(step % count, "int32"), (1,)), count)
        other = visible + flipped * (1 - 2 * visible)
        gap = self.machine.free_energy(other) - self.machine.free_energy(visible)
        return -count * ops.softplus(-gap)

    def pseudo_likelihoods(self, samples, seed=None):
        """The sum over all bits of log p(bit | all others): float32 (batch,) in nats, without a partition function."""
        visible = self.machine.bits(ops.cast(sample_of(samples), "float32"))
        hidden_logits = self.machine.hidden_bias + ops.matmul(visible, self.machine.kernel)
        change = 1 - 2 * visible  # (batch, visible)
        moved = hidden_logits[:, None] + change[..., None] * self.machine.kernel  # (batch, visible, hidden)
        gap = -change * self.machine.visible_bias - ops.sum(
            ops.softplus(moved) - ops.softplus(hidden_logits)[:, None], axis=-1
        )
        return -ops.sum(ops.softplus(-gap), axis=-1)

    def log_densities(self, samples, seed=None):
        """log p(v) + log Z = -F(v): float32 (batch,); with `log_partition`, for `metrics.BitsPerDimension`."""
        return -self.free_energies(samples)

    def log_partition(self, num_weights=100, num_temperatures=2000, seed=0):
        """log Z by annealed importance sampling, an estimate that is too low rather than too high.

        Args:
            num_weights: number of importance weights.
            num_temperatures: temperatures of each; the more, the nearer.
            seed: an integer.

        Raises:
            ValueError: if a number is not at least 1.
        """
        check_at_least_one(self, num_weights=num_weights, num_temperatures=num_temperatures)
        weights = log_weights(self.machine, num_weights, num_temperatures, (seed, 0))
        return float(ops.logsumexp(weights)) - math.log(num_weights)

    # Sampling

    @property
    def sampler(self):
        """The network that runs the Gibbs chain, from uniform numbers."""
        return self.chain_sampler
