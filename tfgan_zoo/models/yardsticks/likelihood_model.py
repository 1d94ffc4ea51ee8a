"""The base of models that maximize a likelihood they can compute."""

from keras import ops

from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import functional


class LikelihoodModel(Game):
    """One network without an adversary, which minimizes the mean of -log p(x) of real samples.

    A subclass defines `log_likelihoods`, and its sampler.

    Args:
        network: functional `keras.Model` of which the likelihood is computed.
        seed: seed of every draw the model makes.
        **kwargs: `modality`, as in `Game`.
    """

    terms = ("nll",)

    def __init__(self, network, seed=0, **kwargs):
        super().__init__(self.terms, seed, **kwargs)
        self.network = functional(network, "network")

    @property
    def players(self):
        return {"network": self.network.trainable_variables}

    def train_step(self, data):
        real, seed = self.samples(data), self.next_seed()
        return self.report(self.descend(lambda: self.likelihood_loss(real, seed), "network"))

    def likelihood_loss(self, real, seed):
        """Named terms whose sum the network minimizes: nats per sample."""
        return {"nll": -ops.mean(self.log_likelihoods(real, seed, training=True))}

    def log_likelihoods(self, samples, seed, training=False):
        """log p(x) of each sample: float32 (batch,) in nats, for `metrics.BitsPerDimension`.

        Args:
            samples: as `samples` gives them.
            seed: integers of shape (2,), for models that draw.
            training: whether the network's layers run as in training.
        """
        raise NotImplementedError(f"{type(self).__name__} must override `log_likelihoods`.")
