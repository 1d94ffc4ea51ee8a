"""Adam for a player whose regularization has optimizer steps of its own."""

import keras

from tfgan_zoo.checks import check_at_least_one


def lazy_adam(learning_rate, beta_1, beta_2, interval, epsilon=1e-8):
    """Adam that moves as far in k steps and one of regularization as the given one in k steps.

    With c = k / (k + 1): the rate is c times the given one, the decays are taken to the power c.

    Args:
        learning_rate, beta_1, beta_2, epsilon: those of Adam without lazy regularization.
        interval: k, the steps between two of regularization; None for a player without.

    Returns:
        `keras.optimizers.Adam`.

    Raises:
        ValueError: if the interval is not an integer of at least 1.

    Example:
        >>> round(float(tfgan_zoo.models.lazy_adam(1e-3, 0.0, 0.99, interval=4).learning_rate), 6)
        0.0008

    Reference:
        Karras et al. 2020, https://arxiv.org/abs/1912.04958, section 3.1 and appendix B.
    """
    if interval is None:
        return keras.optimizers.Adam(learning_rate, beta_1, beta_2, epsilon)
    check_at_least_one("lazy_adam", interval=interval)
    share = interval / (interval + 1)
    return keras.optimizers.Adam(share * learning_rate, beta_1**share, beta_2**share, epsilon)
