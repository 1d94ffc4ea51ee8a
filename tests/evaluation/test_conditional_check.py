"""An exported generator that takes labels is measured under those of the data."""

import numpy as np
import pytest

from tests.helpers.tiny import SHAPE
from tests.helpers.tiny_cgan import black_and_white, brightness
from tfgan_zoo import data, metrics
from tfgan_zoo.evaluation import record_check
from tfgan_zoo.runs import setup
from tfgan_zoo.serving import Generator, export


def test_an_export_samples_the_labels_of_the_data(tmp_path):
    served = Generator(export.export_generator(black_and_white(), tmp_path / "served"))
    examples = data.from_arrays(np.full((10, *SHAPE), 255, "uint8"), np.arange(10) % 2)
    batches = setup.evaluation_batches(examples, batch_size=4)
    of_fake, of_real = record_check.of_served(served, [metrics.LabelAgreement(brightness())], batches, seed=5)
    assert (of_fake.value, of_fake.n_fake) == (1.0, 10)
    assert of_real.value == pytest.approx(0.5)  # all are white, half are said to be black
