"""A variational autoencoder's bounds on -log p(x) of held-out data."""

import tensorflow as tf

from tfgan_zoo.losses.variational import importance_weighted_bounds
from tfgan_zoo.metrics.result import Result
from tfgan_zoo.metrics.running_mean import RunningMean

NETWORK = "the autoencoder itself"


class EvidenceBound:
    """The negative evidence lower bound of held-out samples, in nats per sample, and its two terms.

    It bounds -log p(x) from above. One code per sample is drawn, with a seed that depends only on the batch's index, so
    that the same game on the same data has the same value.

    Args:
        terms: function of (samples, seed) that returns a dict of the terms of each sample (batch,), whose sum is the
            bound, such as `VAE.bound_terms`.
        split: name of the samples' split.

    Example:
        >>> metric = EvidenceBound(vae.bound_terms)

    Reference:
        Kingma & Welling 2014, https://arxiv.org/abs/1312.6114, eq. 3.
    """

    name = "negative_elbo"
    higher_is_better = False

    def __init__(self, terms, split="test"):
        self.terms = terms
        self.split = split
        self._means = {name: RunningMean() for name in (self.name, "reconstruction", "kl")}
        self._batches = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Discard all samples."""
        self._batches.assign(0)
        for mean in self._means.values():
            mean.reset()

    def update(self, real, fake):
        """Add the terms of a batch of real samples; generated ones are ignored."""
        terms = self.terms(real, tf.stack([self._batches, tf.zeros((), tf.int64)]))
        for name, values in {self.name: sum(terms.values()), **terms}.items():
            self._means[name].add(values)
        self._batches.assign_add(1)

    def result(self):
        """The bound, then its terms, each a `Result`.

        Raises:
            ValueError: if there are no samples yet.
        """
        return tuple(
            Result(name, mean.value(), NETWORK, mean.count(), 0, self.split) for name, mean in self._means.items()
        )


class ImportanceWeightedBound:
    """A tighter bound on -log p(x) of held-out samples, in nats per sample, from several codes each.

    With one code it is an estimate of the `EvidenceBound`; on average it falls with the number of codes.

    Args:
        log_weights: function of (samples, num_codes, seed) that returns the logarithms of importance weights
            (batch, num_codes), such as `VAE.log_weights`.
        num_codes: codes drawn for each sample; 5,000 in the paper.
        split: name of the samples' split.

    Example:
        >>> metric = ImportanceWeightedBound(vae.log_weights, num_codes=50)

    Reference:
        Burda et al. 2016, https://arxiv.org/abs/1509.00519, eq. 8.
    """

    higher_is_better = False

    def __init__(self, log_weights, num_codes=50, split="test"):
        self.name = f"importance_weighted_bound_{num_codes}"
        self.log_weights = log_weights
        self.num_codes = num_codes
        self.split = split
        self._mean = RunningMean()
        self._batches = tf.Variable(tf.zeros((), tf.int64), trainable=False)

    def reset(self):
        """Discard all samples."""
        self._batches.assign(0)
        self._mean.reset()

    def update(self, real, fake):
        """Add the bounds of a batch of real samples; generated ones are ignored."""
        seed = tf.stack([self._batches, tf.ones((), tf.int64)])
        self._mean.add(importance_weighted_bounds(self.log_weights(real, self.num_codes, seed)))
        self._batches.assign_add(1)

    def result(self):
        """The mean as a `Result`.

        Raises:
            ValueError: if there are no samples yet.
        """
        return Result(self.name, self._mean.value(), NETWORK, self._mean.count(), 0, self.split)
