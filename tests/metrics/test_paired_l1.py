import numpy as np
import pytest

from tests.helpers.tiny import images
from tfgan_zoo import metrics


def test_it_is_the_mean_distance_over_all_pairs_whatever_the_batches():
    real, fake = images(7), images(7, seed=1)
    metric = metrics.PairedL1("held-out")
    for rows in (slice(0, 4), slice(4, 7)):
        metric.update({"sample": real[rows], "source": fake[rows]}, fake[rows])
    result = metric.result()
    assert result.value == pytest.approx(np.abs(real - fake).mean(), rel=1e-6)
    assert (result.metric, result.n_real, result.split) == ("l1", 7, "held-out")
    assert not metric.higher_is_better


def test_images_of_other_shapes_are_refused():
    with pytest.raises(ValueError, match="the same for both"):
        metrics.PairedL1().update(images(4), images(4, shape=(8, 8, 3)))
