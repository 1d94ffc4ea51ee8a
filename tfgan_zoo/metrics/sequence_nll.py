"""The negative log-likelihood of sequences: of generated ones under an oracle, of real ones under the generator."""

import tensorflow as tf

from tfgan_zoo import losses
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.frechet_metric import identity_of
from tfgan_zoo.metrics.result import Result


class SequenceNLL:
    """The mean negative log-likelihood of a token, in nats: per token, not per sequence.

    Args:
        network: functional model from tokens (batch, length) to logits (batch, length, V), such as that of
            `networks.lstm_oracle`.
        split: name of the real samples' split.

    Raises:
        ValueError: from `result`, if no sequence was seen.
    """

    name = "nll_per_token"
    higher_is_better = False

    def __init__(self, network, split="test"):
        self.network = network
        self.split = split
        self._sum = tf.Variable(tf.zeros((), tf.float64), trainable=False)  # over sequences, of a token's mean
        self._seen = tf.Variable(tf.zeros(2, tf.int64), trainable=False)  # real sequences, generated ones

    def reset(self):
        """Discard all sequences."""
        for variable in (self._sum, self._seen):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Add a batch of sequences."""
        real, fake = sample_of(real), sample_of(fake)
        tokens = self.judged(real, fake)
        nll = losses.sequence_nll(self.network(tokens, training=False), tokens)
        self._sum.assign_add(tf.cast(nll, tf.float64) * tf.cast(tf.shape(tokens)[0], tf.float64))
        self._seen.assign_add(tf.stack([tf.shape(real, tf.int64)[0], tf.shape(fake, tf.int64)[0]]))

    def judged(self, real, fake):
        """Which of the sequences are judged."""
        raise NotImplementedError

    def judge(self):
        """What the network is called."""
        raise NotImplementedError

    def result(self):
        """The likelihood as a `Result`; its network says the unit."""
        n_real, n_fake = (int(count) for count in self._seen.numpy())
        count = self.judged(n_real, n_fake)
        if not count:
            raise ValueError("no sequence was seen yet: update with (real, generated) sequences first.")
        judge = f"{self.judge()}, nats per token, {self.network.input_shape[1]} tokens a sequence"
        return Result(self.name, float(self._sum.numpy()) / count, judge, n_real, n_fake, self.split)


class OracleNLL(SequenceNLL):
    """How likely generated sequences are under the oracle that wrote the real ones: in nats per token.

    The lower the better; the scale's ends are known: what uniform tokens have, and what the oracle's own sequences
    have, which is its entropy (11.42 and 5.756 with the weights of the paper's authors). It does not see whether a
    generator writes the same few likely sequences again and again, and may then fall below the oracle's own.

    Args:
        network: the oracle, of `networks.lstm_oracle`.
        split: name of the real samples' split; they are counted and not looked at.

    Example:
        >>> metric = OracleNLL(networks.lstm_oracle(50, 8))
        >>> metric.update(np.zeros((4, 8), "int32"), np.ones((4, 8), "int32"))

    Reference:
        Yu et al. 2017 (SeqGAN), https://arxiv.org/abs/1609.05473, eq. 9, which is the sum over a sequence; the table's
        results are per token.
    """

    name = "oracle_nll"

    def judged(self, real, fake):
        return fake

    def judge(self):
        return identity_of(self.network)


class HeldOutNLL(SequenceNLL):
    """How likely real sequences are under the generator: in nats per token, the logarithm of its perplexity.

    It sees what `OracleNLL` does not: a generator that leaves out what is real has a high one.

    Args:
        network: the generator.
        split: name of the real samples' split.

    Example:
        >>> metric = HeldOutNLL(networks.recurrent_generator(50, 8))
        >>> metric.update(np.zeros((4, 8), "int32"), np.ones((4, 8), "int32"))

    Reference:
        Yu et al. 2017 (SeqGAN), https://arxiv.org/abs/1609.05473, section 4.1, on what maximum likelihood minimizes.
    """

    name = "held_out_nll"

    def judged(self, real, fake):
        return real

    def judge(self):
        return "the generator itself"
