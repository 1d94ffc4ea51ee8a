"""Losses of rankers: scores of a user's own items against those of others, in pairs, and the reward of a chosen one."""

from keras import ops

from tfgan_zoo.losses.checks import checked, checked_pair


def ranking_discriminator(real_scores, fake_scores, weights):
    """Cross-entropy of telling the items of users from chosen ones, averaged over both (arXiv:1705.10513, eq. 3).

    Args:
        real_scores: of items that are a user's own, (n,).
        fake_scores: of items that were chosen for the same users, (n,).
        weights: of the pairs, (n,): 0 for one that only fills the batch. The sum is divided by 2 n all the same.

    Returns:
        float32 scalar.

    Example:
        >>> float(ranking_discriminator([0.0, 9.0], [0.0, 9.0], [1.0, 0.0]))
        0.3465735912322998
    """
    real, fake = checked_pair(real_scores, fake_scores)
    return 0.5 * ops.mean(checked(weights, "weights") * (ops.softplus(-real) + ops.softplus(fake)))


def pairwise_ranking(real_scores, fake_scores, weights):
    """-log sigmoid(s_real - s_fake): a user's own item should have a higher score than another one.

    Args:
        real_scores, fake_scores, weights: as for `ranking_discriminator`; the sum is divided by n.

    Returns:
        float32 scalar.

    Reference:
        Rendle et al. 2009 (BPR), https://arxiv.org/abs/1205.2618, section 4.1, without its weight decay.
    """
    real, fake = checked_pair(real_scores, fake_scores)
    return ops.mean(checked(weights, "weights") * ops.softplus(fake - real))


def squared_norm(rows, weights):
    """Half the sum of squares of the rows of a batch, each with its weight.

    Args:
        rows: (n, size) or (n,).
        weights: (n,).

    Returns:
        float32 scalar.

    Example:
        >>> float(squared_norm([[1.0, 2.0], [3.0, 0.0]], [1.0, 0.0]))
        2.5
    """
    rows, weights = checked(rows, "rows"), checked(weights, "weights")
    squares = ops.sum(ops.square(rows), axis=-1) if len(rows.shape) > 1 else ops.square(rows)
    return 0.5 * ops.sum(weights * squares)


def ranking_reward(scores):
    """2 (sigmoid(s) - 0.5), in (-1, 1): the reward of an item with score s (arXiv:1705.10513, eq. 16).

    Args:
        scores: of the discriminator, any shape.

    Example:
        >>> float(ranking_reward([0.0])[0])
        0.0
    """
    return 2 * ops.sigmoid(checked(scores, "scores")) - 1
