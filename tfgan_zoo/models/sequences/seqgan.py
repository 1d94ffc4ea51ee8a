"""SeqGAN."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import check_at_least_one
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.modalities import Text
from tfgan_zoo.models.base.averaging import moving_average, update_average
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import check_logits, functional
from tfgan_zoo.models.base.phases import Phase
from tfgan_zoo.models.base.uniform_sampling import SampledFromUniforms
from tfgan_zoo.models.sequences.rollouts import over_others, rollout_rewards
from tfgan_zoo.models.sequences.rounds import in_parts, mean_terms
from tfgan_zoo.networks import language_model, token_sampler

DISCRIMINATOR_TERMS = ("discriminator", "regularization")


@keras.saving.register_keras_serializable("tfgan_zoo")
class SeqGAN(SampledFromUniforms, Game):
    """A generator of discrete tokens, trained by policy gradients, because no gradient passes through a token.

    The generator is a policy: the tokens so far are its state, the next token is its action, and the discriminator's
    probability that the finished sequence is real is its reward. The reward of a token in the middle is estimated by
    completing the sequence several times from there (roll-outs). Training has three phases: the generator learns by
    likelihood, the discriminator learns to tell its sequences from real ones, then both learn in turn.

    A training step, in each phase, is a round over several batches of real sequences: what `fit` gives is split into as
    many parts, and each is a step of an optimizer. With all data in a round, a step is an epoch, as the authors count.

    Args:
        generator: functional `keras.Model` from tokens to the next tokens' logits, with a `networks.LanguageModel`
            within, such as `networks.recurrent_generator`.
        discriminator: functional `keras.Model` from tokens to raw logits, such as `networks.text_discriminator`.
        batches_per_round: parts of a round.
        likelihood_steps: rounds in which the generator learns by likelihood.
        pretraining_steps: rounds in which the discriminator learns alone.
        num_rollouts: N, how often a sequence is completed from each of its tokens.
        generator_steps: g, steps of the policy in an adversarial round, on a part's number of sequences each.
        discriminator_steps: d, how often as many sequences as a round's real ones are then generated.
        discriminator_epochs: k, the discriminator's epochs over both each time; in its pre-training too, where
            they are generated once a round.
        rollout_momentum: momentum of the roll-outs' policy, a moving average of the generator; None completes sequences
            with the generator itself.
        baseline: whether a token's reward is relative to the mean reward, at its place, of the other sequences of its
            batch (on several devices, of those on its own): the same expected gradient with less variance. The paper
            has none.
        temperature: of sampling, what the logits are divided by; training draws at 1.
        seed: seed of every draw the game makes.
        **kwargs: `modality`, as in `Game`: `Text` with the generator's number of tokens where none is given.

    Input shape: real tokens (batch, length), int32; `predict` takes uniform numbers in [0, 1), (batch, length).
    Output shape: tokens (batch, length), int32.

    Raises:
        ValueError: if the networks or the modality do not fit each other, a phase has no steps, or another number is
            out of range.

    Example:
        >>> generator = tfgan_zoo.networks.recurrent_generator(100, 20)
        >>> discriminator = tfgan_zoo.networks.text_discriminator(100, 20, share=0.1)
        >>> seqgan = tfgan_zoo.models.SeqGAN(generator, discriminator, likelihood_steps=10, pretraining_steps=5)
        >>> seqgan.compile("adam", "adam", "adam")
        >>> seqgan.sample(3).shape
        (3, 20)

    Reference:
        Yu et al. 2017, https://arxiv.org/abs/1609.05473, algorithm 1; eq. 4 for the reward, eq. 8 for the gradient. The
        authors' code means to keep 0.8 of the roll-outs' policy at each step, but its graph reads the generator's own
        weights, as with None here.
    """

    terms = ("likelihood", "policy", "reward", *DISCRIMINATOR_TERMS)

    def __init__(
        self,
        generator,
        discriminator,
        batches_per_round=8,
        likelihood_steps=100,
        pretraining_steps=50,
        num_rollouts=16,
        generator_steps=1,
        discriminator_steps=1,
        discriminator_epochs=1,
        rollout_momentum=None,
        baseline=False,
        temperature=1.0,
        seed=0,
        **kwargs,
    ):
        super().__init__(self.terms, seed, **kwargs)
        counts = {
            "batches_per_round": batches_per_round,
            "likelihood_steps": likelihood_steps,
            "pretraining_steps": pretraining_steps,
            "num_rollouts": num_rollouts,
            "generator_steps": generator_steps,
            "discriminator_steps": discriminator_steps,
            "discriminator_epochs": discriminator_epochs,
        }
        check_at_least_one(self, **counts)
        for name, count in counts.items():
            setattr(self, name, count)
        self.generator = functional(generator, "generator")
        self.discriminator = functional(discriminator, "discriminator")
        check_logits(discriminator, "discriminator")
        check_fit(generator, discriminator, self.modality)
        self.rollout_momentum = rollout_momentum
        self.baseline = baseline
        self.temperature = temperature
        with self.on_device_of(generator.weights):
            self.writer = token_sampler(generator)
            self.tempered = self.writer if temperature == 1 else token_sampler(generator, temperature)
            self.rollout_generator = moving_average(generator, rollout_momentum, "rollout_momentum")

    @property
    def players(self):
        """The policy is the generator again: its optimizer starts without the moments of the likelihood's."""
        return {
            "generator": self.generator.trainable_variables,
            "policy": self.generator.trainable_variables,
            "discriminator": self.discriminator.trainable_variables,
        }

    @property
    def phases(self):
        return (
            Phase("likelihood", self.likelihood_steps, self.likelihood_step, ("likelihood",)),
            Phase("discriminator", self.pretraining_steps, self.discriminator_step, DISCRIMINATOR_TERMS),
            Phase("adversarial", None, self.adversarial_step, ("policy", "reward", *DISCRIMINATOR_TERMS)),
        )

    @property
    def batches_per_step(self):
        return self.batches_per_round

    # The phases' steps

    def likelihood_step(self, data):
        """One step of the generator on each part, on the real sequences' likelihood."""
        real = self.parts(sample_of(self.samples(data)))

        def turn(number):
            return self.descend(lambda: {"likelihood": self.nll(real[number])}, "generator")

        return self.report(mean_terms(turn, self.batches_per_round, ("likelihood",)))

    def discriminator_step(self, data):
        """k epochs of the discriminator alone."""
        return self.report(self.discriminator_turn(self.parts(sample_of(self.samples(data)))))

    def adversarial_step(self, data):
        """g steps of the policy, then d times k epochs of the discriminator on what the policy generates now."""
        real = self.parts(sample_of(self.samples(data)))
        policy = mean_terms(lambda _: self.policy_turn(real[0]), self.generator_steps, ("policy", "reward"))
        discriminator = mean_terms(
            lambda _: self.discriminator_turn(real), self.discriminator_steps, DISCRIMINATOR_TERMS
        )
        return self.report({**policy, **discriminator})

    def policy_turn(self, real):
        """One step of the policy, on as many sequences of its own as there are real ones."""
        tokens = self.generate_fake(real)
        rewards = self.rewards(tokens)
        advantages = over_others(rewards) if self.baseline else rewards
        terms = self.descend(lambda: {"policy": self.policy_loss(tokens, advantages)}, "policy")
        return {**terms, "reward": ops.mean(rewards[:, -1])}

    def discriminator_turn(self, real):
        """k epochs of the discriminator over real sequences (parts, batch, length) and as many generated now."""
        (uniforms,) = self.fresh_inputs(tf.reshape(real, (-1, real.shape[-1]))).values()
        # A part at a time: at every position the logits of all tokens are in memory.
        fake = tf.map_fn(
            lambda part: self.forward_pass(self.writer, part),
            self.parts(uniforms),
            parallel_iterations=1,
            fn_output_signature=tf.int32,
        )

        def turn(number):
            part = number % self.batches_per_round
            return self.descend(lambda: self.discriminator_loss(real[part], fake[part]), "discriminator")

        return mean_terms(turn, self.batches_per_round * self.discriminator_epochs, DISCRIMINATOR_TERMS)

    def parts(self, sequences):
        """A round's sequences, or their numbers, (batch, length) as (parts, batch of a part, length)."""
        return in_parts(sequences, self.batches_per_round)

    # Losses and rewards

    def nll(self, tokens):
        """The generator's mean negative log-likelihood of a token, in nats."""
        return losses.sequence_nll(self.forward_pass(self.generator, tokens), tokens)

    def policy_loss(self, tokens, rewards):
        """The REINFORCE loss of sequences that the policy has generated, with a reward for each token."""
        logits = self.forward_pass(self.generator, tokens)
        return losses.policy_gradient(losses.token_log_probabilities(logits, tokens), rewards)

    def discriminator_loss(self, real, fake):
        """Cross-entropy, averaged over real and generated sequences together, and the network's own weight decay."""
        return {
            "discriminator": 0.5 * losses.minimax_discriminator(self.score(real), self.score(fake)),
            "regularization": ops.cast(sum(self.discriminator.losses, 0.0), "float32"),
        }

    def rewards(self, tokens):
        """The reward of each token: the mean probability of being real of sequences that begin as this one up to it.

        Args:
            tokens: sequences of the policy, int32 (batch, length).

        Returns:
            float32 (batch, length); the last token's is that of the sequence itself.
        """
        length = tokens.shape[1]
        uniforms = self.fresh_uniforms(tf.shape(tokens)[0], (length - 1, self.num_rollouts, length))
        policy = language_model(self.generator if self.rollout_generator is None else self.rollout_generator)
        return rollout_rewards(tokens, uniforms, policy.complete, self.realness)

    def realness(self, tokens):
        """The discriminator's probability that sequences are real, without dropout, (batch,)."""
        return ops.sigmoid(self.score(tokens, training=False)[:, 0])

    def score(self, samples, training=True):
        """The discriminator's raw logits, float32 (batch, 1)."""
        return ops.cast(self.forward_pass(self.discriminator, sample_of(samples), training), "float32")

    def after_step(self, terms):
        """The roll-outs' policy follows the generator; before the adversarial phase it equals it."""
        update_average(self.rollout_generator, self.generator, self.rollout_momentum if "policy" in terms else 0.0)
        return {}

    # Sampling

    @property
    def sampler(self):
        """The network that generates sequences at the game's temperature, from uniform numbers."""
        return self.tempered

    @property
    def sampler_in_training(self):
        """The network that generates sequences as the policy does, whose gradient holds at temperature 1 alone."""
        return self.writer

    def at_temperature(self, temperature):
        """A copy of the game that samples at another temperature: below 1 likelier sequences, which are more alike.

        Args:
            temperature: what the logits are divided by, above 0.

        Returns:
            a game of the same class, which can be sampled, evaluated, saved and exported; not compiled.

        Raises:
            ValueError: if the temperature is not above 0.
        """
        copy = type(self).from_config({**self.get_config(), "temperature": temperature})
        copy.set_weights(self.get_weights())
        return copy

    @property
    def modality(self):
        return self.chosen_modality or Text(vocabulary_size=self.generator.output_shape[-1])


def check_fit(generator, discriminator, modality):
    """Refuse networks and a modality that do not fit each other."""
    language_model(generator)  # refuses a generator without one
    generated, taken, size = generator.input_shape, discriminator.input_shape, generator.output_shape[-1]
    if generated != taken:
        raise ValueError(
            f"the generator makes sequences of length {generated[1:]}, but the discriminator takes {taken[1:]}: build "
            "both for the same length."
        )
    if modality.vocabulary_size != size:
        raise ValueError(
            f"the generator makes {size} different tokens, but the modality has {modality.vocabulary_size}: build the "
            "networks for the data's vocabulary."
        )
