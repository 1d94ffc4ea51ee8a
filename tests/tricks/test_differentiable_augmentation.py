import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import images, linear_players, players
from tfgan_zoo import models, tricks


def test_real_and_generated_images_are_augmented_in_both_turns_with_gradients():
    seen = []

    class RecordingGAN(models.GAN):
        def discriminator_loss(self, real, fake):
            seen.extend([real, fake])
            return super().discriminator_loss(real, fake)

        def generator_loss(self, real, fake):
            seen.append(fake)
            return super().generator_loss(real, fake)

    gan = RecordingGAN(*players(), tricks=[tricks.DifferentiableAugmentation()])
    real, fake = tf.constant(images(4)), tf.constant(images(4, seed=1))
    gan.discriminator_terms(real, fake)
    with tf.GradientTape() as tape:
        tape.watch(fake)
        loss = gan.generator_terms(real, fake)["generator"]
    assert float(tf.norm(tape.gradient(loss, fake))) > 0
    for before, after in zip([real, fake, fake], seen, strict=True):
        assert not np.isclose(before, after).all(axis=(1, 2, 3)).any()
    assert not np.allclose(seen[1], seen[2])


@pytest.mark.parametrize("only", ["color", "translation", "cutout"])
def test_each_augmentation_can_be_used_alone(only):
    chosen = {name: name == only for name in ("color", "translation", "cutout")}
    ones = np.ones((50, 8, 8, 1), "float32")
    after = np.asarray(tricks.DifferentiableAugmentation(**chosen).transform(tf.constant(ones), (0, 1)))
    assert (after == 0).any() == (only != "color")
    assert (after[after != 0] == 1).all() == (only != "color")
    assert (after[:, 1:-1, 1:-1] == 0).any() == (only == "cutout")  # an eighth of the size is the outermost pixel


def test_no_augmentation_at_all_is_refused():
    with pytest.raises(ValueError, match="nothing to augment"):
        tricks.DifferentiableAugmentation(color=False, translation=False, cutout=False)


def test_samples_that_are_not_images_are_refused():
    with pytest.raises(ValueError, match=r"DifferentiableAugmentation changes images .* of shape \(2,\): remove it"):
        models.GAN(*linear_players(), tricks=[tricks.DifferentiableAugmentation()])
