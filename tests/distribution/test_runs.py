"""A run on several devices has the same folder and the same results as a run on one."""

import pathlib

import numpy as np
import pytest

from tests.distribution import games
from tfgan_zoo import models, training
from tfgan_zoo.callbacks import Table
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of

TESTS = pathlib.Path(__file__).parent.parent
TEXT = ("seconds", "metric", "network", "split", "better")  # columns without numbers that must be equal


def train(out, *argv, recipe="tiny_recipe.py"):
    source = recipe_source.find(str(TESTS / "helpers" / recipe))
    flags = flags_of(source, ["--epochs", "2", *argv, "--out", str(out)])
    return training.train(source, flags, flags.pop("out"))


def values_of(table):
    """The numbers in a table of losses or metrics."""
    return [[float(row[name]) for name in row if name not in TEXT] for row in Table(table).rows()]


@pytest.fixture(scope="module")
def alone(tmp_path_factory):
    return train(tmp_path_factory.mktemp("runs") / "alone")


@pytest.mark.slow
def test_a_mirrored_run_writes_the_same_files_as_a_run_on_one_device(alone, tmp_path):
    mirrored = train(tmp_path / "mirrored", "--strategy", "mirrored")
    files = {path.relative_to(alone.path).parts[0] for path in alone.path.rglob("*")}
    assert {path.relative_to(mirrored.path).parts[0] for path in mirrored.path.rglob("*")} == files
    games.assert_close(models.load(mirrored.checkpoint("last")), models.load(alone.checkpoint("last")), 1e-5)
    for table in ("losses", "metrics"):
        np.testing.assert_allclose(values_of(getattr(mirrored, table)), values_of(getattr(alone, table)), atol=1e-5)


@pytest.mark.slow
def test_a_flag_synchronizes_batch_norm(tmp_path):
    folder = train(tmp_path / "run", "--steps", "2", "--synchronized-batch-norm", recipe="tiny_gan.py")
    assert models.load(folder.checkpoint("last")).discriminator.get_layer("features").synchronized is True


def test_a_batch_that_cannot_be_split_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(ValueError, match="--batch-size 14 or 16"):
        train(tmp_path / "run", "--strategy", "mirrored", "--batch-size", "15")
    assert not (tmp_path / "run").exists()
