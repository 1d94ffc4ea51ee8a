import numpy as np
import pytest

from tfgan_zoo import layers


def test_the_examples_that_a_reference_batch_prepends_are_removed():
    latents = np.random.default_rng(0).normal(size=(4, 2)).astype("float32")
    np.testing.assert_array_equal(layers.ReferenceRemoval(3)(layers.ReferenceBatch(3)(latents)), latents)


def test_fewer_examples_than_in_the_reference_are_refused():
    with pytest.raises(ValueError, match="ReferenceBatch\\(5\\)"):
        layers.ReferenceRemoval(5)(np.ones((4, 2), "float32"))
