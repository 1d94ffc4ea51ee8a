"""tanh of places, Gumbel softmax of modes and categories."""

import numpy as np
import pytest

from tfgan_zoo import latents, layers

BLOCKS = [("one_hot", 2), ("place", 1), ("one_hot", 3)]


def test_each_block_has_its_activation_and_its_own_noise():
    draws = np.random.default_rng(0)
    logits, noise = draws.normal(size=(2, 4, 6)).astype("float32")
    made = layers.RowActivation(BLOCKS, temperature=0.5)(logits, noise).numpy()
    np.testing.assert_allclose(made[:, 2], np.tanh(logits[:, 2]), rtol=1e-5)
    for block in (slice(0, 2), slice(3, 6)):
        powers = np.exp((logits + noise)[:, block] / 0.5)
        np.testing.assert_allclose(made[:, block], powers / powers.sum(axis=1, keepdims=True), rtol=1e-4)


def test_with_gumbel_noise_the_greatest_is_a_draw_from_the_softmax():
    logits = np.tile(np.log([[0.5, 0.3, 0.2]]), (20_000, 1)).astype("float32")
    made = layers.RowActivation([("one_hot", 3)])(logits, latents.gumbel(logits.shape, (0, 1))).numpy()
    np.testing.assert_allclose(np.bincount(made.argmax(axis=1)) / 20_000, [0.5, 0.3, 0.2], atol=0.015)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: layers.RowActivation([("number", 1)]), "blocks of kind 'place' and 'one_hot', not 'number'"),
        (lambda: layers.RowActivation(BLOCKS, temperature=0.0), "temperature as a number above 0"),
        (lambda: layers.RowActivation(BLOCKS)(np.zeros((2, 5)), np.zeros((2, 5))), r"logits and noise \(batch, 6\)"),
    ],
)
def test_what_does_not_fit_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
