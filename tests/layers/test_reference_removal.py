import numpy as np
import pytest

from tfgan_zoo import layers


def test_what_a_reference_batch_puts_ahead_is_cut_off():
    latents = np.random.default_rng(0).normal(size=(4, 2)).astype("float32")
    np.testing.assert_array_equal(layers.ReferenceRemoval(3)(layers.ReferenceBatch(3)(latents)), latents)


def test_fewer_examples_than_the_reference_has_are_refused():
    with pytest.raises(ValueError, match="ReferenceBatch\\(5\\)"):
        layers.ReferenceRemoval(5)(np.ones((4, 2), "float32"))
