"""Matrix factorization: scores of items for a user, and the network that ranks the items by them."""

import keras
import numpy as np
import tensorflow as tf
from keras import ops

from tfgan_zoo.checks import check_at_least_one, checked_arguments
from tfgan_zoo.modalities.ranking import NO_ITEM
from tfgan_zoo.networks.layer_search import only_layer
from tfgan_zoo.saving.arrays import read_arrays

ADVICE = "the factors of users and of items and the biases: give the file of the same data, or its num_factors"


@keras.saving.register_keras_serializable("tfgan_zoo")
class FactorScores(keras.layers.Layer):
    """The score u . v + b of each item for a user: a vector for each user and each item, and a bias for each item.

    Args:
        num_users, num_items: how many there are; they are the integers from 0 on.
        num_factors: size of the vectors.
        limit: the vectors are initially uniform on [-limit, limit], the biases 0.

    Input shape: users (batch,), int32.
    Output shape: scores of all items, (batch, num_items), float32.

    Raises:
        ValueError: if a count is not an integer of at least 1.

    Example:
        >>> FactorScores(4, 6)(np.array([0, 3])).shape
        TensorShape([2, 6])
    """

    def __init__(self, num_users, num_items, num_factors=5, limit=0.05, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})
        check_at_least_one(self, num_users=num_users, num_items=num_items, num_factors=num_factors)
        self.num_users = num_users
        self.num_items = num_items
        self.num_factors = num_factors
        self.limit = limit

    def build(self, input_shape):
        def factors(name, count):
            initializer = keras.initializers.RandomUniform(-self.limit, self.limit)
            return self.add_weight(name=name, shape=(count, self.num_factors), initializer=initializer)

        self.user_factors = factors("user_factors", self.num_users)
        self.item_factors = factors("item_factors", self.num_items)
        self.biases = self.add_weight(name="biases", shape=(self.num_items,), initializer="zeros")

    def call(self, users):
        scores = ops.matmul(tf.gather(self.user_factors.value, users), ops.transpose(self.item_factors))
        return scores + self.biases

    def rows(self, users, items):
        """What makes up the scores of pairs: u (n, num_factors), v (n, num_factors) and b (n,)."""
        items = [tf.gather(variable.value, items) for variable in (self.item_factors, self.biases)]
        return tf.gather(self.user_factors.value, users), *items

    def compute_output_spec(self, users):
        return keras.KerasTensor((*users.shape, self.num_items), dtype="float32")

    def get_config(self):
        names = ("num_users", "num_items", "num_factors", "limit")
        return {**super().get_config(), **{name: getattr(self, name) for name in names}}


@keras.saving.register_keras_serializable("tfgan_zoo")
class UnseenRanking(keras.layers.Layer):
    """All items that a user has not seen, from the highest score on.

    Args:
        num_users, num_items: how many there are.

    Attributes:
        seen: which items each user has seen, (num_users, num_items), 0 or 1; at first none. It is saved as a weight.

    Input shape: users (batch,), int32, and scores (batch, num_items).
    Output shape: items (batch, num_items), int32; behind the last unseen one, -1. Of equal scores the lower item is
        first.
    """

    def __init__(self, num_users, num_items, **kwargs):
        super().__init__(**{**kwargs, "dtype": "float32"})
        self.num_users = num_users
        self.num_items = num_items

    def build(self, users_shape, scores_shape):
        shape = (self.num_users, self.num_items)
        self.seen = self.add_weight(name="seen", shape=shape, dtype="uint8", initializer="zeros", trainable=False)

    def call(self, users, scores):
        seen = tf.gather(self.seen.value, users) > 0
        order = tf.argsort(tf.where(seen, -np.inf, scores), axis=-1, direction="DESCENDING", stable=True)
        is_seen = tf.gather(seen, order, batch_dims=1)
        return tf.where(is_seen, NO_ITEM, order)

    def remember(self, users, items):
        """Take items as seen by users.

        Args:
            users: int32 (batch,).
            items: lists of items, int32 (batch, length); -1 is none.
        """
        rows, places = tf.unstack(tf.cast(tf.where(items >= 0), tf.int32), axis=1)
        pairs = tf.stack([tf.gather(users, rows), tf.gather_nd(items, tf.stack([rows, places], axis=1))], axis=1)
        ones = tf.ones(tf.shape(pairs)[:1], "uint8")
        self.seen.assign(tf.tensor_scatter_nd_update(self.seen.value, pairs, ones))

    def compute_output_spec(self, users, scores):
        return keras.KerasTensor(scores.shape, dtype="int32")

    def get_config(self):
        return {**super().get_config(), "num_users": self.num_users, "num_items": self.num_items}


@keras.saving.register_keras_serializable("tfgan_zoo")
class KnownUsers(keras.layers.Layer):
    """Users as they are, after a check of their range wherever it runs; int32 (batch,).

    Args:
        num_users: how many there are.
    """

    def __init__(self, num_users, **kwargs):
        super().__init__(**{**kwargs, "dtype": "int32"})
        self.num_users = num_users

    def call(self, users):
        return checked_users(users, self.num_users)

    def get_config(self):
        return {**super().get_config(), "num_users": self.num_users}


def checked_users(users, num_users):
    """Users as they are, after a check of their range.

    Raises:
        ValueError: eagerly, if one is out of range.
        tf.errors.InvalidArgumentError: in a graph, if one is.
    """
    outside = tf.boolean_mask(users, (users < 0) | (users >= num_users))
    expected = f"; expected 0 to {num_users - 1}: build the networks for all users of the data."
    if tf.executing_eagerly():
        if len(outside):
            raise ValueError(f"received the user {int(outside[0])}{expected}")
        return users
    assertion = tf.debugging.Assert(tf.size(outside) == 0, ["received the user", outside, expected])
    with tf.control_dependencies([assertion]):
        return tf.identity(users)


@checked_arguments
def factor_ranker(num_users, num_items, num_factors=5, limit=0.05, file=None):
    """The scores of all items for a user, by matrix factorization.

    Args:
        num_users, num_items, num_factors, limit: as for `FactorScores`.
        file: an npz file of its weights instead: user factors (num_users, num_factors), item factors (num_items,
            num_factors) and biases (num_items,), in this order.

    Returns:
        `keras.Model` from users (batch,), int32, to scores (batch, num_items), float32.

    Raises:
        ValueError: if the file has arrays of other shapes.

    Example:
        >>> tfgan_zoo.networks.factor_ranker(943, 1683).output_shape
        (None, 1683)

    Reference:
        Wang et al. 2017 (IRGAN), https://arxiv.org/abs/1705.10513, eq. 15.
    """
    users = keras.Input((), dtype="int32", name="users")
    layer = FactorScores(num_users, num_items, num_factors, limit, name="scores")
    network = keras.Model(users, layer(users), name="factor_ranker")
    if file is not None:
        shapes = [tuple(weight.shape) for weight in network.weights]
        network.set_weights(read_arrays(file, shapes, ADVICE))
    return network


def factor_scores(network):
    """The `FactorScores` within a network.

    Raises:
        ValueError: if it has none.
    """
    return only_layer(network, FactorScores, "factor_ranker")


def unseen_ranker(network):
    """The network that ranks, by another's scores, the items that a user has not seen.

    Args:
        network: as of `factor_ranker`.

    Returns:
        `keras.Model` from users (batch,) to items (batch, num_items), int32, with -1 in place of seen ones at the end.

    Raises:
        ValueError: if the network has no `FactorScores`.

    Example:
        >>> unseen_ranker(factor_ranker(4, 6))(np.array([1])).shape
        TensorShape([1, 6])
    """
    scores = factor_scores(network)
    users = keras.Input((), dtype="int32", name="users")
    ranking = UnseenRanking(scores.num_users, scores.num_items, name="items")
    known = KnownUsers(scores.num_users, name="known_users")(users)
    return keras.Model(users, ranking(known, network(known)), name="unseen_ranker")
