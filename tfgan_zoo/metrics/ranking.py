"""How good rankings are: precision, normalized discounted gain, average precision, reciprocal rank."""

import tensorflow as tf

from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.metrics.result import Result


class RankingQuality:
    """The quality of whole rankings, averaged over users: each has a list of relevant items, the real ones.

    - precision at k: the share of relevant items among the first k;
    - NDCG at k: the sum of 1 / log2(place + 1) over the relevant items among the first k, relative to that of the best
      order of the same ranking;
    - mean average precision: the precision at each relevant item's place, averaged over those in the ranking;
    - mean reciprocal rank: one over the place of the first relevant item, 0 where there is none.

    A checkpoint is chosen by the precision at `judged_at`, the first result.

    Args:
        split: name of the real samples' split.
        cutoffs: all k.
        judged_at: the k of the first result, one of the cutoffs.

    Raises:
        ValueError: if a cutoff is not an integer of at least 1, or `judged_at` is none of them; from `result`, if no
            user was seen.

    Example:
        >>> metric = RankingQuality(cutoffs=(2,), judged_at=2)
        >>> metric.update(tf.constant([[4, 0]]), tf.constant([[4, 1, 0, 2, 3]]))
        >>> metric.result()[0].value
        0.5

    Reference:
        Wang et al. 2017 (IRGAN), https://arxiv.org/abs/1705.10513, table 3, and the authors' evaluation.
    """

    name = "precision_at_5"
    higher_is_better = True
    all_results_judge = True

    def __init__(self, split="test", cutoffs=(3, 5, 10), judged_at=5):
        for cutoff in cutoffs:
            check_at_least_one(self, cutoff=cutoff)
        if judged_at not in cutoffs:
            raise ValueError(f"judged_at={judged_at} is none of the cutoffs {tuple(cutoffs)}; add it to them.")
        self.split = split
        self.cutoffs = (judged_at, *(cutoff for cutoff in cutoffs if cutoff != judged_at))
        self.name = f"precision_at_{judged_at}"
        names = [f"{kind}_at_{cutoff}" for kind in ("precision", "ndcg") for cutoff in self.cutoffs]
        self._names = [*names, "mean_average_precision", "mean_reciprocal_rank"]
        self._sums = tf.Variable(tf.zeros(len(self._names), tf.float64), trainable=False)
        self._seen = tf.Variable(0, dtype=tf.int64, trainable=False)

    def reset(self):
        """Discard all users."""
        for variable in (self._sums, self._seen):
            variable.assign(tf.zeros_like(variable))

    def update(self, real, fake):
        """Add a batch: the relevant items and the rankings of users, integers with -1 behind the last."""
        hits = is_relevant(sample_of(real), sample_of(fake))
        values = [precision(hits, cutoff) for cutoff in self.cutoffs]
        values += [normalized_gain(hits, cutoff) for cutoff in self.cutoffs]
        values += [average_precision(hits), reciprocal_rank(hits)]
        self._sums.assign_add(tf.stack([tf.reduce_sum(value) for value in values]))
        self._seen.assign_add(tf.shape(hits, tf.int64)[0])

    def result(self):
        """A `Result` for each measure, the judging one first."""
        count = int(self._seen.numpy())
        if not count:
            raise ValueError("no user was seen yet: update with (relevant items, rankings) first.")
        means = (self._sums / count).numpy().tolist()
        return tuple(
            Result(name, value, "none", count, count, self.split)
            for name, value in zip(self._names, means, strict=True)
        )


def is_relevant(relevant, rankings):
    """Whether each item of a ranking is relevant to its user: float64 (users, length).

    Args:
        relevant: items, int32 (users, any), -1 behind the last.
        rankings: items, int32 (users, length), -1 behind the last.
    """
    num_items = 1 + tf.maximum(tf.reduce_max(relevant), tf.reduce_max(rankings))
    places = tf.where(relevant >= 0)
    pairs = tf.stack([places[:, 0], tf.cast(tf.gather_nd(relevant, places), tf.int64)], axis=1)
    shape = tf.cast(tf.stack([tf.shape(relevant)[0], num_items]), tf.int64)
    known = tf.scatter_nd(pairs, tf.ones(tf.shape(pairs)[:1], tf.float64), shape)
    found = tf.gather(known, tf.maximum(rankings, 0), batch_dims=1)
    return tf.where(rankings >= 0, tf.minimum(found, 1.0), 0.0)


def precision(hits, cutoff):
    """The share of relevant items among the first ones, (users,)."""
    return tf.reduce_sum(hits[:, :cutoff], axis=1) / cutoff


def normalized_gain(hits, cutoff):
    """The discounted gain of the first items, relative to that of the best order of the ranking, (users,)."""
    best = tf.sort(hits, axis=1, direction="DESCENDING")
    return tf.math.divide_no_nan(discounted_gain(hits, cutoff), discounted_gain(best, cutoff))


def discounted_gain(hits, cutoff):
    """The sum of 1 / log2(place + 1) over the relevant items among the first ones, (users,)."""
    hits = hits[:, :cutoff]
    places = tf.range(1, tf.shape(hits)[1] + 1)
    return tf.reduce_sum(hits * tf.math.log(tf.constant(2.0, tf.float64)) / tf.math.log1p(as_doubles(places)), axis=1)


def average_precision(hits):
    """The precision at the place of each relevant item, averaged, (users,)."""
    at_place = tf.cumsum(hits, axis=1) / as_doubles(tf.range(1, tf.shape(hits)[1] + 1))
    return tf.math.divide_no_nan(tf.reduce_sum(hits * at_place, axis=1), tf.reduce_sum(hits, axis=1))


def reciprocal_rank(hits):
    """One over the place of the first relevant item, (users,)."""
    return tf.reduce_max(hits / as_doubles(tf.range(1, tf.shape(hits)[1] + 1)), axis=1)


def as_doubles(integers):
    return tf.cast(integers, tf.float64)
