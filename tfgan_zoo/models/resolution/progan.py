"""ProGAN: networks that grow from the smallest pictures to the full size."""

import keras

from tfgan_zoo import penalties
from tfgan_zoo.checks import NOT_NEGATIVE_INTEGER, check_not_negative, check_range
from tfgan_zoo.conditions import sample_of, with_sample
from tfgan_zoo.layers import MinibatchStandardDeviation
from tfgan_zoo.models.base.descent import reset_optimizer
from tfgan_zoo.models.base.phases import Phase
from tfgan_zoo.models.objectives.wgan_gp import WGANGP
from tfgan_zoo.models.resolution.growth import Growth
from tfgan_zoo.networks import fades_of, refuse_batch_dependence


@keras.saving.register_keras_serializable("tfgan_zoo")
class ProGAN(WGANGP):
    """WGAN-GP that learns small pictures first, and larger ones when the smaller have settled.

    Each size is a phase of training, and so is the fading in of the next: generator, discriminator and real pictures
    are mixed with those of half the size, by a share that rises from 0 to 1. Only the layers of the size that is
    learned, and of smaller ones, are computed and trained; both optimizers begin anew with each phase.

    Samples always have the full size: those of a lower level are enlarged by repeating pixels. The moving average has
    the same share as the generator; it is updated before the generator's step. The critic's minibatch deviation mixes
    a batch despite the gradient penalty, as the authors' does.

    Args:
        generator, discriminator: such as `networks.progan_generator` and `networks.progan_discriminator`, whose levels
            are faded in by `layers.FadeIn`. Other networks do not grow.
        settling_steps: training steps at each size before the next is faded in; the last size has no end.
        fading_steps: training steps in which a size is faded in; 0 for both trains at the full size from the start.
        drift_weight: epsilon_drift, of the mean square of the scores of real pictures.
        discriminator_steps, ema_momentum: as in `GAN`, with the paper's values.
        **kwargs: those of `WGANGP`.

    Raises:
        ValueError: if the networks grow differently, or not although steps are given; or a number is out of range.

    Example:
        >>> shape = (32, 32, 1)
        >>> players = networks.progan_generator(shape, width=8), networks.progan_discriminator(shape, width=8)
        >>> progan = tfgan_zoo.models.ProGAN(*players, settling_steps=500, fading_steps=500)
        >>> progan.compile(*(keras.optimizers.Adam(1e-3, 0.0, 0.99, epsilon=1e-8) for _ in range(2)))

    Reference:
        Karras et al. 2018, https://arxiv.org/abs/1710.10196, sections 2 to 4 and appendix A.
    """

    terms = ("critic", "gradient_penalty", "drift", "generator")

    def __init__(
        self,
        generator,
        discriminator,
        settling_steps=0,
        fading_steps=0,
        drift_weight=1e-3,
        discriminator_steps=1,
        ema_momentum=0.999,
        **kwargs,
    ):
        super().__init__(
            generator, discriminator, discriminator_steps=discriminator_steps, ema_momentum=ema_momentum, **kwargs
        )
        check_range(self, NOT_NEGATIVE_INTEGER, settling_steps=settling_steps, fading_steps=fading_steps)
        check_not_negative(self, drift_weight=drift_weight)
        self.settling_steps = settling_steps
        self.fading_steps = fading_steps
        self.drift_weight = drift_weight
        self.growth = Growth(self.generator, self.discriminator, settling_steps, fading_steps)
        self.set_shares()

    def check_critic(self):
        refuse_batch_dependence(self.discriminator, "arXiv:1704.00028, section 4", allowed=MinibatchStandardDeviation)

    def discriminator_loss(self, real, fake):
        return {
            **super().discriminator_loss(real, fake),
            "drift": self.drift_weight * penalties.drift(self.score(real)),
        }

    # Growing

    @property
    def phases(self):
        terms = tuple(tracker.name for tracker in self.trackers)
        return tuple(
            Phase(stage.name, stage.num_steps, self.growing_step, terms) for stage in self.growth.stages.values()
        )

    @property
    def stage(self):
        """The stage of the next training step."""
        return self.growth.stages[self.phase.name]

    @property
    def players(self):
        stage = self.stage
        return {
            "generator": stage.generator.trainable_variables,
            "discriminator": stage.discriminator.trainable_variables,
        }

    @property
    def all_players(self):
        return super().players

    def begin_phase(self):
        with self.distribute_strategy.scope():
            for player, variables in self.all_players.items():
                reset_optimizer(self.optimizers[player], variables)

    def train_step(self, data):
        """The current phase's step."""
        return self.phase.step(data)

    def growing_step(self, data):
        """A step of WGAN-GP at the current size."""
        self.set_shares()
        return super().train_step(data)

    def set_shares(self):
        """Let all networks have the share of each level that the next training step has."""
        for network in filter(None, (self.generator, self.discriminator, self.average_generator)):
            for level, fade in enumerate(fades_of(network), start=1):
                fade.share.assign(self.growth.share(level, self.steps.value))

    def split_batch(self, data):
        return [self.grown(real) for real in super().split_batch(data)]

    def grown(self, real):
        """Real samples as they are at the current size."""
        stage = self.stage
        share = fades_of(self.generator)[stage.level - 1].share if stage.fading else None
        return with_sample(real, self.growth.pictures(sample_of(real), stage, share))

    def forward_pass(self, network, inputs, training=True):
        """As in `Game`; in training only of the layers of the current size."""
        if training and network is self.generator:
            network = self.stage.generator
        elif training and network is self.discriminator:
            network = self.stage.discriminator
        return super().forward_pass(network, inputs, training)

    # The moving average, which the authors update with the critic's step

    def after_discriminator_step(self):
        super().after_discriminator_step()
        super().average_weights()

    def average_weights(self):
        """Done before the generator's step."""
