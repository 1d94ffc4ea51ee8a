"""IRGAN."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import PROBABILITY, check_at_least_one, check_not_negative, check_positive, check_range
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import functional
from tfgan_zoo.models.base.phases import Phase
from tfgan_zoo.models.base.uniform_sampling import uniform
from tfgan_zoo.models.decisions.one_device import check_execution, check_one_device
from tfgan_zoo.models.decisions.pairs import in_minibatches
from tfgan_zoo.models.decisions.recommender import Recommender
from tfgan_zoo.models.decisions.sampling import inverse_cdf, mixture, others
from tfgan_zoo.models.sequences.rounds import mean_terms
from tfgan_zoo.networks.factor_ranker import factor_scores, unseen_ranker

DISCRIMINATOR_TERMS = ("discriminator", "regularization")


@keras.saving.register_keras_serializable("tfgan_zoo")
class IRGAN(Recommender, Game):
    """A generator that ranks items for users, by policy gradients on the rewards of a discriminator.

    The generator's softmax over all items is a policy, from which items are drawn; the discriminator learns to tell
    them from the user's own items, and how real it finds a drawn item is the item's reward. The generator may first
    learn by itself, from pairs of a user's own item and the highest scored of a few others ("dynamic negative
    sampling"); the discriminator begins from scratch.

    A training step is a round over a batch of users: the discriminator's epochs, in minibatches of pairs, then the
    generator's, a step a user. With all users in a batch it is the authors' round.

    Args:
        generator: functional `keras.Model` from users to scores of all items, as of `networks.factor_ranker`.
        discriminator: another one.
        pretraining_steps: epochs over a batch in which the generator learns by itself; may be 0.
        num_candidates: items of which pre-training takes the highest scored as a negative; 1 for uniform sampling.
        num_draws: how often in a round items are drawn for the discriminator.
        epochs_per_draw: epochs over them each time.
        generator_epochs: epochs of the generator in a round.
        pairs_per_step: pairs of an own and a drawn item in a step of the discriminator and of pre-training.
        draw_temperature: of the softmax that the discriminator's items are drawn from; the policy's own is 1.
        own_share: lambda, the share of own items among those that the generator is rewarded for; the others are drawn
            from its policy, and all are weighted by their importance.
        regularization: weight of half the squares of a minibatch's rows in the discriminator's loss.
        pretraining_regularization: the same in pre-training.
        seed: seed of every draw the game makes.
        **kwargs: `modality`, as in `Game`: `Ranking` of the generator's items where none is given.

    Input shape: a dict of the users' own items, "sample": int32 (batch, length) with -1 behind the last, and "users":
        int32 (batch,). `predict` takes users.
    Output shape: all items that a user has not been trained on, best first, then -1: int32 (batch, num_items).

    Raises:
        ValueError: if the networks or the modality do not fit each other, a number is out of range, or there are
            several devices.

    Example:
        >>> generator, discriminator = (tfgan_zoo.networks.factor_ranker(20, 30) for _ in range(2))
        >>> irgan = tfgan_zoo.models.IRGAN(generator, discriminator)
        >>> irgan.compile("sgd", "sgd", "sgd")
        >>> irgan.sample(users=[3, 7]).shape
        (2, 30)

    Reference:
        Wang et al. 2017, https://arxiv.org/abs/1705.10513, algorithm 1, eq. 3 and 8; counts, temperature and mixture
        from geek-ai/irgan, `item_recommendation/cf_gan.py`.
    """

    terms = ("pretraining", "policy", "reward", *DISCRIMINATOR_TERMS)
    conditions = ("users",)

    def __init__(
        self,
        generator,
        discriminator,
        pretraining_steps=0,
        num_candidates=5,
        num_draws=20,
        epochs_per_draw=5,
        generator_epochs=50,
        pairs_per_step=16,
        draw_temperature=0.2,
        own_share=0.2,
        regularization=0.1 / 16,
        pretraining_regularization=0.0,
        seed=0,
        **kwargs,
    ):
        super().__init__(self.terms, seed, **kwargs)
        check_one_device(self)
        counts = {
            "num_candidates": num_candidates,
            "num_draws": num_draws,
            "epochs_per_draw": epochs_per_draw,
            "generator_epochs": generator_epochs,
            "pairs_per_step": pairs_per_step,
        }
        check_at_least_one(self, **counts)
        check_positive(self, draw_temperature=draw_temperature)
        check_range(self, PROBABILITY, own_share=own_share)
        weights = {"regularization": regularization, "pretraining_regularization": pretraining_regularization}
        check_not_negative(self, pretraining_steps=pretraining_steps, **weights)
        for name, value in {**counts, **weights}.items():
            setattr(self, name, value)
        self.pretraining_steps = pretraining_steps
        self.draw_temperature = draw_temperature
        self.own_share = own_share
        self.generator = functional(generator, "generator")
        self.discriminator = functional(discriminator, "discriminator")
        check_fit(generator, discriminator, self.modality)
        with self.on_device_of(generator.weights):
            self.ranker = unseen_ranker(generator)

    @property
    def players(self):
        """The policy is the generator again: what it is pre-trained by has an optimizer of its own."""
        return {
            "generator": self.generator.trainable_variables,
            "policy": self.generator.trainable_variables,
            "discriminator": self.discriminator.trainable_variables,
        }

    @property
    def phases(self):
        adversarial = Phase("adversarial", None, self.adversarial_step, ("policy", "reward", *DISCRIMINATOR_TERMS))
        if not self.pretraining_steps:
            return (adversarial,)
        return Phase("pretraining", self.pretraining_steps, self.pretraining_step, ("pretraining",)), adversarial

    def compile(self, *optimizers, **kwargs):
        check_execution(self, kwargs)
        super().compile(*optimizers, **kwargs)

    # The phases' steps

    def pretraining_step(self, data):
        """An epoch of the generator over all pairs of an own item and one of a few others."""
        users, own = self.users_and_items(data)
        minibatches = self.minibatches(users, own, self.hard_negatives(users, own))
        loss = self.pretraining_loss
        return self.report(self.learn_from_pairs(loss, "generator", minibatches, 1, ("pretraining",)))

    def adversarial_step(self, data):
        """The discriminator's epochs, then the generator's."""
        users, own = self.users_and_items(data)
        discriminator = mean_terms(lambda _: self.discriminator_turn(users, own), self.num_draws, DISCRIMINATOR_TERMS)
        policy = mean_terms(lambda _: self.policy_epoch(users, own), self.generator_epochs, ("policy", "reward"))
        return self.report({**policy, **discriminator})

    def discriminator_turn(self, users, own):
        """Some epochs of the discriminator on one draw of items, as many as the users have of their own."""
        minibatches = self.minibatches(users, own, self.drawn_negatives(users, own))
        loss = self.discriminator_loss
        return self.learn_from_pairs(loss, "discriminator", minibatches, self.epochs_per_draw, DISCRIMINATOR_TERMS)

    def policy_epoch(self, users, own):
        """A step of the policy for each user."""
        uniforms = uniform((tf.shape(own)[0], 2 * own.shape[1]), self.next_seed())

        def turn(number):
            row = own[number]
            return self.policy_turn(users[number], row[row >= 0], uniforms[number])

        return mean_terms(turn, tf.shape(users)[0], ("policy", "reward"))

    def policy_turn(self, user, own, uniforms):
        """A step of the policy on twice as many items as a user has, drawn from its mixture with these."""
        logits = self.logits(self.generator, user)
        probabilities = ops.softmax(logits)
        mixed = mixture(probabilities, own, self.own_share)
        items = inverse_cdf(mixed[None], uniforms[None, : 2 * tf.size(own)])[0]
        importance = tf.gather(probabilities, items) / tf.gather(mixed, items)
        rewards = losses.ranking_reward(tf.gather(self.logits(self.discriminator, user), items))
        terms = self.descend(lambda: {"policy": self.policy_loss(user, items, rewards * importance)}, "policy")
        return {**terms, "reward": ops.mean(rewards)}

    def one_turn(self, data):
        """An update on a minibatch, and in the adversarial phase one of the policy for the first user."""
        users, own = self.users_and_items(data)
        if self.phase.name == "pretraining":
            pairs = [stack[0] for stack in self.minibatches(users, own, self.hard_negatives(users, own))]
            self.descend(lambda: self.pretraining_loss(*pairs), "generator")
            return
        pairs = [stack[0] for stack in self.minibatches(users, own, self.drawn_negatives(users, own))]
        self.descend(lambda: self.discriminator_loss(*pairs), "discriminator")
        self.policy_turn(users[0], own[0][own[0] >= 0], uniform((2 * own.shape[1],), self.next_seed()))

    def learn_from_pairs(self, loss, player, minibatches, num_epochs, names):
        """Epochs of a player over minibatches of pairs, one loop that XLA compiles: its steps are small, and many.

        Args:
            loss: function of (users, own items, other items, weights) to named terms.
            minibatches: their stacks, each (steps, pairs_per_step).
            names: of the terms.
        """

        def play(*minibatches):
            num_steps = tf.shape(minibatches[0])[0]

            def turn(number):
                pairs = [tf.gather(stack, number % num_steps) for stack in minibatches]
                return self.descend(lambda: loss(*pairs), player)

            return mean_terms(turn, num_epochs * num_steps, names)

        if not (tf.executing_eagerly() or self.placed_elsewhere):
            play = tf.function(play, jit_compile=True, autograph=False)
        return play(*minibatches)

    # Pairs

    def minibatches(self, users, own, negatives):
        """The pairs of all users' own items and as many others, as stacks of minibatches."""
        return in_minibatches(users, own, negatives, self.pairs_per_step)

    def drawn_negatives(self, users, own):
        """Items from the generator's softmax at the drawing temperature; own items are not left out.

        Returns:
            int32, one for each place of `own`.
        """
        probabilities = ops.softmax(self.forward_pass(self.generator, users) / self.draw_temperature)
        return inverse_cdf(probabilities, uniform(tf.shape(own), self.next_seed()))

    def hard_negatives(self, users, own):
        """Of a few items that are not a user's own, the highest scored; int32, one for each place of `own`."""
        count, length = tf.shape(own)[0], own.shape[1]
        uniforms = uniform((count, length * self.num_candidates), self.next_seed())
        candidates = others(tf.gather(self.seen.value, users), uniforms)
        scores = tf.gather(self.forward_pass(self.generator, users), candidates, batch_dims=1)
        candidates, scores = (
            tf.reshape(values, (count, length, self.num_candidates)) for values in (candidates, scores)
        )
        return tf.gather(candidates, tf.argmax(scores, axis=-1), batch_dims=2)

    # Losses

    def discriminator_loss(self, users, own, drawn, weights):
        """Cross-entropy, averaged over own and drawn items together, with the decay of a minibatch's rows."""
        scores = factor_scores(self.discriminator)
        real, fake = scores.rows(users, own), scores.rows(users, drawn)
        decay = sum(losses.squared_norm(rows, weights) for rows in (*real, *fake))
        return {
            "discriminator": losses.ranking_discriminator(score_of(real), score_of(fake), weights),
            # Less in an incomplete minibatch, whose gradient is divided by a whole one's number of pairs too.
            "regularization": self.regularization * ops.mean(weights) * decay,
        }

    def pretraining_loss(self, users, own, negatives, weights):
        """The pairwise loss, with the decay of a minibatch's rows."""
        scores = factor_scores(self.generator)
        real, fake = scores.rows(users, own), scores.rows(users, negatives)
        decay = sum(losses.squared_norm(rows, weights) for rows in (*real, *fake)) / self.pairs_per_step
        pairwise = losses.pairwise_ranking(score_of(real), score_of(fake), weights)
        return {"pretraining": pairwise + self.pretraining_regularization * decay}

    def policy_loss(self, user, items, rewards):
        """-mean log p(item) r, with the softmax over all items."""
        log_probabilities = ops.log_softmax(self.logits(self.generator, user))
        return losses.policy_gradient(tf.gather(log_probabilities, items), rewards)

    def logits(self, network, user):
        """The scores of all items for one user, (num_items,)."""
        return self.forward_pass(network, user[None])[0]


def score_of(rows):
    """u . v + b of each pair, (n,)."""
    users, items, biases = rows
    return ops.sum(users * items, axis=-1) + biases


def check_fit(generator, discriminator, modality):
    """Refuse networks and a modality that do not fit each other."""
    ours, theirs = factor_scores(generator), factor_scores(discriminator)
    sizes = [(layer.num_users, layer.num_items) for layer in (ours, theirs)]
    if sizes[0] != sizes[1]:
        raise ValueError(
            f"the generator ranks {sizes[0][1]} items for {sizes[0][0]} users, but the discriminator takes "
            f"{sizes[1][1]} and {sizes[1][0]}: build both for the same data."
        )
    if modality.num_items != ours.num_items:
        raise ValueError(
            f"the generator ranks {ours.num_items} items, but the modality has {modality.num_items}: build the "
            "networks for the data's items."
        )
