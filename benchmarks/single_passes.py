"""A training step that makes each pass through a network once, against one that repeats it.

    python benchmarks/single_passes.py | tee benchmarks/results/single_passes.txt

Tricks take the scores that the loss has computed: LeCam, the adaptive balance and ADA's tally would each run the
discriminator again. CycleGAN's discriminators learn from the translations that its generators have just learned from,
as in the authors' code: computed again, they cost two more passes. Both forms are timed in turn, in one process.
"""

import statistics
import time

import keras
import tensorflow as tf

from tfgan_zoo import models, networks, tricks

ROUNDS = 8
STEPS = 20


class ForgetfulGAN(models.GAN):
    """Runs the discriminator whenever somebody asks for a score."""

    def discriminate(self, samples, training=True):
        return self.forward_pass(self.discriminator, self.discriminator_inputs(samples), training)


class RepeatingCycleGAN(models.CycleGAN):
    """Translates again for its discriminators."""

    def discriminator_loss(self, real, fake):
        first, second = real
        fake = self.forward_pass(self.second_to_first, second), self.forward_pass(self.first_to_second, first)
        return super().discriminator_loss(real, fake)


def gan(kind):
    """DCGAN at 28 x 28 with three tricks that look at the scores."""
    looking = [tricks.LeCam(), tricks.AdaptiveBalance(), tricks.AdaptiveAugmentation()]
    networks_of_both = networks.dcgan_generator((28, 28, 1), 16), networks.dcgan_discriminator((28, 28, 1), 16)
    return kind(*networks_of_both, tricks=looking), tf.random.uniform((64, 28, 28, 1), -1, 1)


def cyclegan(kind):
    """CycleGAN at 28 x 28 x 3, as its recipe has it."""
    shape = (28, 28, 3)
    game = kind(
        *(networks.residual_translator(shape, 3, 8, 2) for _ in range(2)),
        *(networks.patchgan_discriminator(shape, 8, 2) for _ in range(2)),
        identity_weight=0.0,
    )
    return game, tuple(tf.random.uniform((4, *shape), -1, 1) for _ in range(2))


ROWS = {
    "GAN with LeCam, AdaptiveBalance, AdaptiveAugmentation": (gan, models.GAN, ForgetfulGAN),
    "CycleGAN": (cyclegan, models.CycleGAN, RepeatingCycleGAN),
}


def compare(name, build, once, again):
    """Print the median time of a step of both forms, and their ratio."""
    trained = {}
    for kind in (once, again):
        game, batch = build(kind)
        game.compile(keras.optimizers.Adam(2e-4), keras.optimizers.Adam(2e-4))
        batches = tf.data.Dataset.from_tensors(batch).repeat()
        game.fit(batches, steps_per_epoch=3, verbose=0)
        trained[kind] = game, batches, []
    for _ in range(ROUNDS):
        for game, batches, times in trained.values():
            start = time.process_time()
            game.fit(batches, steps_per_epoch=STEPS, verbose=0)
            times.append((time.process_time() - start) / STEPS * 1e3)
    medians = {kind: statistics.median(times) for kind, (_, _, times) in trained.items()}
    print(
        f"{name}: {medians[once]:.1f} ms of processor time a step, {medians[again]:.1f} with repeated passes: "
        f"{medians[once] / medians[again]:.2f} of it"
    )


def main():
    print("$ python benchmarks/single_passes.py")
    for name, (build, once, again) in ROWS.items():
        compare(name, build, once, again)


if __name__ == "__main__":
    main()
