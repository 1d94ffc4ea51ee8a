"""A game that ranks for users what they have not seen."""

import keras
import tensorflow as tf

from tfgan_zoo.conditions import sample_of
from tfgan_zoo.modalities import Ranking
from tfgan_zoo.networks.factor_ranker import checked_users, factor_scores


class Recommender(keras.Model):
    """A game's users, what they have seen, and its sampler, which ranks the rest.

    The game has a `generator`, as of `networks.factor_ranker`, and a `ranker`, as of `networks.unseen_ranker`.
    """

    @property
    def seen(self):
        """Which items each user has been trained on, and is not recommended again, (num_users, num_items)."""
        return self.ranker.get_layer("items").seen

    def remember(self, users, items):
        """Take items as seen, as training does: for a game that begins with a trained generator.

        Args:
            users: integers (n,).
            items: lists of items, integers (n, length); -1 is none.
        """
        users, items = tf.cast(users, tf.int32), tf.cast(items, tf.int32)
        self.ranker.get_layer("items").remember(users, items)

    def users_and_items(self, data):
        """Users and their own items, which are from now on seen."""
        batch = self.samples(data)
        users, own = tf.cast(batch["users"], tf.int32), tf.cast(sample_of(batch), tf.int32)
        self.remember(users, own)
        return users, own

    def samples(self, data):
        samples = super().samples(data)
        samples["users"] = checked_users(samples["users"], factor_scores(self.generator).num_users)
        return samples

    def checked_given(self, given, num_samples, examples):
        given = super().checked_given(given, num_samples, examples)
        checked_users(tf.convert_to_tensor(given["users"]), factor_scores(self.generator).num_users)
        return given

    # Sampling

    @property
    def sampler(self):
        """The network that ranks what a user has not seen."""
        return self.ranker

    def describe_input(self, name, class_names):
        return f"users, 0 to {factor_scores(self.generator).num_users - 1}"

    @property
    def modality(self):
        return self.chosen_modality or Ranking(factor_scores(self.generator).num_items)
