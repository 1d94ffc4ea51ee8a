"""TimeGAN."""

import keras
import tensorflow as tf
from keras import ops

from tfgan_zoo import losses
from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER, check_at_least_one, check_not_negative, check_range
from tfgan_zoo.conditions import sample_of
from tfgan_zoo.distribution.replicas import gather_rows, num_replicas
from tfgan_zoo.models.base.game import Game
from tfgan_zoo.models.base.network_checks import check_logits, functional
from tfgan_zoo.models.base.phases import Phase
from tfgan_zoo.models.base.uniform_sampling import SampledFromUniforms
from tfgan_zoo.models.sequences.rounds import in_parts, mean_terms

TURN_TERMS = ("generator", "supervised", "moments", "reconstruction", "embedder_supervised")


@keras.saving.register_keras_serializable("tfgan_zoo")
class TimeGAN(SampledFromUniforms, Game):
    """A GAN of series in the codes of an autoencoder, with a network that predicts the code of the next step.

    Four networks write codes or read them: the embedder E and the recovery R are an autoencoder of series, the
    generator G makes codes from uniform numbers, and the supervisor S makes from the codes up to a step that of the
    next, which the discriminator D alone would teach a generator only roundabout. Samples are R(S(G(z))).

    Training has three phases: the autoencoder learns; the supervisor learns on real codes; then all learn together.
    A step of the last takes several batches: on each but the last the generator and the supervisor learn, then the
    autoencoder; on the last the discriminator does, but only where its loss is above a threshold.

    Args:
        generator: functional `keras.Model` from "uniforms" (batch, length, size) to codes (batch, length, width).
        discriminator: functional `keras.Model` from codes to raw logits (batch, length, 1).
        embedder: functional `keras.Model` from series to codes.
        recovery: functional `keras.Model` from codes to series in [-1, 1].
        supervisor: functional `keras.Model` from codes to codes.
        embedding_steps: steps of the first phase.
        supervised_steps: steps of the second phase; 0 for none.
        generator_steps: turns of generator and autoencoder in a step of the third, each on a batch of its own.
        reconstruction_weight: of the root of the mean squared error of reconstructions.
        supervised_weight: eta, of the root of the supervisor's error, which the generator's player minimizes.
        embedder_weight: lambda, of the supervisor's error, which the autoencoder minimizes.
        moment_weight: of the distance of means and deviations of real and generated series.
        gamma: weight of codes that the supervisor has not changed, in either side's adversarial loss.
        threshold: the discriminator learns only where its loss is above it.
        seed: seed of every draw the game makes.
        **kwargs: `modality`, as in `Game`.

    Input shape: `fit` takes series (batch, length, variables) in [-1, 1], a batch for each turn and one for the
        discriminator, so a multiple of `batches_per_step`; the first two phases use the first of these batches.
        `predict` takes uniform numbers in [0, 1), (batch, length, size).
    Output shape: series (batch, length, variables), float32.

    Raises:
        ValueError: if the networks do not fit each other, or a number is out of range.

    Example:
        >>> waves = tfgan_zoo.data.load("sines")
        >>> timegan = tfgan_zoo.models.TimeGAN(
        ...     tfgan_zoo.networks.timegan_generator(waves.shape),
        ...     tfgan_zoo.networks.timegan_discriminator(waves.shape[0]),
        ...     tfgan_zoo.networks.timegan_embedder(waves.shape),
        ...     tfgan_zoo.networks.timegan_recovery(waves.shape),
        ...     tfgan_zoo.networks.timegan_supervisor(waves.shape[0]),
        ...     modality=waves.modality,
        ... )
        >>> timegan.compile()
        >>> timegan.sample(3).shape
        (3, 24, 5)

    Reference:
        Yoon, Jarrett and van der Schaar 2019, NeurIPS, https://papers.nips.cc/paper/8789, eqs. 7 to 11; weights, roots
        and moments as in the authors' code, https://github.com/jsyoon0823/TimeGAN. It works on series in [0, 1]: so do
        the losses here.
    """

    terms = (*TURN_TERMS, "discriminator")

    def __init__(
        self,
        generator,
        discriminator,
        embedder,
        recovery,
        supervisor,
        embedding_steps=50_000,
        supervised_steps=50_000,
        generator_steps=2,
        reconstruction_weight=10.0,
        supervised_weight=100.0,
        embedder_weight=0.1,
        moment_weight=100.0,
        gamma=1.0,
        threshold=0.15,
        seed=0,
        **kwargs,
    ):
        super().__init__(self.terms, seed, **kwargs)
        check_at_least_one(self, embedding_steps=embedding_steps, generator_steps=generator_steps)
        check_range(self, NOT_NEGATIVE_INTEGER, supervised_steps=supervised_steps)
        self.embedding_steps = embedding_steps
        self.supervised_steps = supervised_steps
        self.generator_steps = generator_steps
        weights = {
            "reconstruction_weight": reconstruction_weight,
            "supervised_weight": supervised_weight,
            "embedder_weight": embedder_weight,
            "moment_weight": moment_weight,
            "gamma": gamma,
            "threshold": threshold,
        }
        check_not_negative(self, **weights)
        for name, weight in weights.items():
            setattr(self, name, weight)
        self.generator = functional(generator, "generator")
        self.discriminator = functional(discriminator, "discriminator")
        self.embedder = functional(embedder, "embedder")
        self.recovery = functional(recovery, "recovery")
        self.supervisor = functional(supervisor, "supervisor")
        self.check_networks()
        with self.on_device_of(generator.weights):
            uniforms = keras.Input(generator.input_shape[1:], name="uniforms")
            self.writer = keras.Model(uniforms, recovery(supervisor(generator(uniforms))), name="timegan")

    def check_networks(self):
        """Refuse networks that do not fit each other."""
        codes = self.generator.output_shape
        check_logits(self.discriminator, "discriminator")
        for name in ("discriminator", "recovery", "supervisor"):
            if getattr(self, name).input_shape != codes:
                raise ValueError(
                    f"the generator makes codes of shape {codes[1:]}, but the {name} takes "
                    f"{getattr(self, name).input_shape[1:]}: build all networks with one length and width."
                )
        if self.embedder.output_shape != codes or self.supervisor.output_shape != codes:
            raise ValueError(
                f"the generator makes codes of shape {codes[1:]}, the embedder {self.embedder.output_shape[1:]} and "
                f"the supervisor {self.supervisor.output_shape[1:]}; expected the same: build them with one width."
            )
        if self.embedder.input_shape != self.recovery.output_shape:
            raise ValueError(
                f"the embedder takes series of shape {self.embedder.input_shape[1:]}, but the recovery makes "
                f"{self.recovery.output_shape[1:]}: build both for the same series."
            )
        if self.discriminator.output_shape != (*codes[:2], 1):
            raise ValueError(
                f"the discriminator has logits of shape {self.discriminator.output_shape[1:]}; expected "
                f"({codes[1]}, 1), one at every step."
            )

    @property
    def players(self):
        """Two nets learn in two phases: each time with an optimizer of their own, which starts without moments."""
        autoencoder = [*self.embedder.trainable_variables, *self.recovery.trainable_variables]
        return {
            "autoencoder": autoencoder,
            "supervisor": self.supervisor.trainable_variables,
            "generator": [*self.generator.trainable_variables, *self.supervisor.trainable_variables],
            "embedder": autoencoder,
            "discriminator": self.discriminator.trainable_variables,
        }

    @property
    def sampler(self):
        return self.writer

    @property
    def phases(self):
        embedding = Phase("embedding", self.embedding_steps, self.embedding_step, ("reconstruction",))
        joint = Phase("joint", None, self.joint_step, self.terms)
        if not self.supervised_steps:
            return embedding, joint
        return embedding, Phase("supervised", self.supervised_steps, self.supervised_step, ("supervised",)), joint

    @property
    def batches_per_step(self):
        return self.generator_steps + 1

    # The phases' steps

    def embedding_step(self, data):
        """One step of the autoencoder."""
        real = self.parts(data)[0]
        return self.report(self.descend(lambda: self.reconstruction_loss(real, self.embed(real)), "autoencoder"))

    def supervised_step(self, data):
        """One step of the supervisor on real codes."""
        codes = self.embed(self.parts(data)[0])
        return self.report(self.descend(lambda: {"supervised": self.supervised_error(codes)}, "supervisor"))

    def joint_step(self, data):
        """Turns of generator and autoencoder, then one of the discriminator."""
        parts = self.parts(data)
        terms = mean_terms(lambda number: self.generator_turn(parts[number]), self.generator_steps, TURN_TERMS)
        return self.report({**terms, **self.discriminator_turn(parts[-1])})

    def generator_turn(self, real):
        """One step of generator and supervisor, then one of the autoencoder."""
        uniforms = self.fresh_inputs(real)
        with self.tape("embedder") as embedding:
            codes = self.embed(real)
        terms = self.descend(lambda: self.generator_loss(real, codes, uniforms), "generator")
        return {**terms, **self.descend(lambda: self.embedder_loss(real, codes), "embedder", embedding)}

    def discriminator_turn(self, real):
        """One step of the discriminator where its loss is above the threshold."""
        codes, generated = self.embed(real), self.forward_pass(self.generator, self.fresh_inputs(real))
        supervised = self.forward_pass(self.supervisor, generated)
        gradients, terms = self.gradients(
            lambda: self.discriminator_loss(codes, supervised, generated), "discriminator"
        )
        loss = terms["discriminator"]
        if num_replicas() > 1:  # all of them learn, or none
            loss = tf.distribute.get_replica_context().all_reduce(tf.distribute.ReduceOp.MEAN, loss)
        states = [*self.players["discriminator"], *self.optimizers["discriminator"].variables]
        before = [tf.identity(state.value) for state in states]
        terms = self.update("discriminator", gradients, terms)
        for state, value in zip(states, before, strict=True):
            state.assign(ops.where(loss > self.threshold, state.value, value))
        return terms

    def parts(self, data):
        """The batches of a step, (number, batch, length, variables)."""
        return in_parts(sample_of(self.samples(data)), self.batches_per_step)

    # Losses. Roots and moments are of the whole batch, so the replicas' rows are gathered first.

    def reconstruction_loss(self, real, codes):
        """The autoencoder's loss: eq. 7, but for the root."""
        real, restored = gather_rows(unit(real)), gather_rows(unit(self.forward_pass(self.recovery, codes)))
        return {"reconstruction": self.reconstruction_weight * ops.sqrt(ops.mean(ops.square(real - restored)))}

    def supervised_error(self, codes, predicted=None):
        """The supervisor's error on codes, one step ahead: eq. 9."""
        predicted = self.predict_codes(codes) if predicted is None else predicted
        return losses.one_step_ahead(gather_rows(codes), gather_rows(predicted))

    def generator_loss(self, real, codes, uniforms):
        """Named terms whose sum generator and supervisor minimize (eq. 11), on series and their codes."""
        generated = self.forward_pass(self.generator, uniforms)
        # The supervisor, and then the discriminator, see two sets as one batch: a recurrent pass costs as much.
        supervised, predicted = ops.split(self.predict_codes(ops.concatenate([generated, codes])), 2)
        of_supervised, of_generated = ops.split(self.score_codes(ops.concatenate([supervised, generated])), 2)
        fake = unit(self.forward_pass(self.recovery, supervised))
        fooled = losses.non_saturating_generator(of_supervised)
        return {
            "generator": fooled + self.gamma * losses.non_saturating_generator(of_generated),
            "supervised": self.supervised_weight * ops.sqrt(self.supervised_error(codes, predicted)),
            "moments": self.moment_weight * losses.moment_distance(gather_rows(unit(real)), gather_rows(fake)),
        }

    def embedder_loss(self, real, codes):
        """Named terms whose sum the autoencoder minimizes: eq. 10."""
        supervised = self.embedder_weight * self.supervised_error(codes)
        return {**self.reconstruction_loss(real, codes), "embedder_supervised": supervised}

    def discriminator_loss(self, codes, supervised, generated):
        """The discriminator's term on real codes and both kinds of generated ones: eq. 8."""
        real, fake, plain = ops.split(self.score_codes(ops.concatenate([codes, supervised, generated])), 3)
        return {"discriminator": losses.minimax_discriminator(real, fake) + self.gamma * ops.mean(ops.softplus(plain))}

    def embed(self, real):
        """The codes of series, float32."""
        return ops.cast(self.forward_pass(self.embedder, real), "float32")

    def predict_codes(self, codes):
        """The supervisor's prediction at each step of the next step's code, float32."""
        return ops.cast(self.forward_pass(self.supervisor, codes), "float32")

    def score_codes(self, codes):
        """The discriminator's raw logits of codes at each step, float32."""
        return ops.cast(self.forward_pass(self.discriminator, codes), "float32")


def unit(series):
    """Series in [-1, 1] as in [0, 1]."""
    return (ops.cast(series, "float32") + 1) / 2
