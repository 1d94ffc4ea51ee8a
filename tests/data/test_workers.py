"""Several workers share each batch, and none reads the rows of another."""

import types

import numpy as np
import pytest
import tensorflow as tf
from PIL import Image

from tfgan_zoo import data
from tfgan_zoo.data import storage
from tfgan_zoo.data.on_demand import OnDemand
from tfgan_zoo.runs import setup

NUM_EXAMPLES = 20
NOISE = np.random.default_rng(0).integers(0, 256, (NUM_EXAMPLES, 8, 8, 3), "uint8")
LABELS = np.arange(NUM_EXAMPLES, dtype="int32") % 4
AUGMENTATION = data.Augmentation(flip=True, crop=2, rotation=20, jitter=3)


def sets():
    examples = data.from_arrays(NOISE, LABELS)
    other = data.from_arrays(NOISE[::-1].copy(), LABELS)
    return {
        "examples": examples,
        "unpaired": data.unpaired(examples, other),
        "paired": data.paired(examples, other, augmentation=data.Augmentation(flip=True, crop=2)),
        "partly labeled": data.partly_labeled(examples, 8),
    }


def gathered(examples, count, steps=7, **options):
    """The batches of all workers, put together in order."""
    parts = [list(examples.for_worker(index, count).batches(8, **options).take(steps)) for index in range(count)]
    return [tf.nest.map_structure(lambda *rows: np.concatenate(rows), *step) for step in zip(*parts, strict=True)]


@pytest.mark.parametrize(("name", "count"), [*((name, 2) for name in sets()), ("examples", 4)])
def test_the_rows_of_all_workers_are_the_batch_of_one(name, count):
    examples = sets()[name]
    options = {"labels": name != "paired", "seed": 3, "skip": 2}
    whole = list(examples.batches(8, **options).take(7))
    for batch, expected in zip(gathered(examples, count, **options), whole, strict=True):
        tf.nest.map_structure(np.testing.assert_array_equal, batch, expected)


@pytest.mark.parametrize(
    "augment",
    [AUGMENTATION, lambda images, seed: tf.cumsum(images)],
    ids=["the package's", "a function that looks at several rows"],
)
def test_rows_change_as_in_the_whole_batch(augment):
    examples = data.from_arrays(NOISE)
    for batch, expected in zip(
        gathered(examples, 2, augment=augment), examples.batches(8, augment=augment).take(7), strict=True
    ):
        np.testing.assert_allclose(batch, expected, atol=1e-6)


@pytest.mark.parametrize("count", [1, 2, 4])
def test_each_worker_reads_its_share_of_the_rows_and_no_other(count):
    everything = []
    for index in range(count):
        read = []
        samples = OnDemand(lambda row, read=read: read.append(row) or NOISE[row], NUM_EXAMPLES, (8, 8, 3), "uint8")
        examples = data.Examples("counted", "train", samples)
        batches = list(examples.for_worker(index, count).batches(8, repeat=False).take(2))
        assert [len(batch) for batch in batches] == [8 // count] * 2
        assert len(read) == 2 * 8 // count
        everything += read
    assert len(set(everything)) == len(everything) == 16


def test_a_run_gives_each_replica_of_each_worker_its_rows(monkeypatch):
    """Two workers of two replicas, without their processes: TensorFlow takes an element for each replica in turn."""
    strategy = types.SimpleNamespace(distribute_datasets_from_function=lambda of_worker: of_worker)
    game = types.SimpleNamespace(
        distribute_strategy=strategy, batches_per_step=2, labeled=True, steps=types.SimpleNamespace(numpy=lambda: 3)
    )
    flags, examples = {"batch_size": 4, "seed": 5}, data.from_arrays(NOISE, LABELS)
    monkeypatch.setattr(setup.workers, "is_single_worker", lambda strategy: False)
    of_worker = setup.worker_batches(game, examples, flags)
    contexts = [tf.distribute.InputContext(2, index, 4) for index in range(2)]
    elements = [list(of_worker(context).take(4)) for context in contexts]  # two for each of two steps
    for step, (images, labels) in enumerate(setup.training_batches(game, examples, flags).take(2)):
        shares = [element for worker in elements for element in worker[2 * step : 2 * step + 2]]
        assert [len(share[1]) for share in shares] == [2] * 4
        np.testing.assert_array_equal(np.concatenate([share[0] for share in shares]), images)
        np.testing.assert_array_equal(np.concatenate([share[1] for share in shares]), labels)


def test_what_cannot_be_shared_is_refused():
    examples = data.from_arrays(NOISE)
    with pytest.raises(ValueError, match="worker 0 of 3 was asked for batches of 8; expected .* a multiple of 3"):
        examples.for_worker(0, 3).batches(8)
    with pytest.raises(ValueError, match="worker 2 of 2 .* expected an index below 2"):
        examples.for_worker(2, 2).batches(8)
    with pytest.raises(ValueError, match="asked for all examples in order"):
        examples.for_worker(0, 2).batches(8, shuffle=False, repeat=False)


@pytest.fixture
def pictures(tmp_path, monkeypatch):
    """Two folders of classes, too large to be decoded whole."""
    monkeypatch.setattr(storage, "MEMORY_LIMIT", 0)
    for number in range(8):
        (tmp_path / f"class {number % 2}").mkdir(exist_ok=True)
        Image.fromarray(NOISE[number]).save(tmp_path / f"class {number % 2}" / f"{number}.png")
    return tmp_path


def test_a_large_folder_of_several_workers_is_decoded_on_demand(pictures):
    whole = data.load(pictures)
    assert isinstance(whole.samples, np.memmap)
    with data.decoding_on_demand(), pytest.warns(UserWarning, match="8 were left to be decoded on demand"):
        examples = data.load(pictures)
    assert isinstance(examples.samples, data.OnDemand)
    for batch, expected in zip(examples.batches(4, labels=True).take(3), whole.batches(4, labels=True), strict=False):
        tf.nest.map_structure(np.testing.assert_array_equal, batch, expected)
    np.testing.assert_array_equal(examples.arrays(5)[0], whole.arrays(5)[0])
    for part, expected in zip(data.hold_out(examples, 0.5), data.hold_out(whole, 0.5), strict=True):
        assert isinstance(part.samples, data.OnDemand)
        np.testing.assert_array_equal(part.samples, expected.samples)
        np.testing.assert_array_equal(part.labels, expected.labels)


def test_a_picture_that_proves_damaged_when_it_is_wanted_is_named(pictures):
    (pictures / "class 1" / "7.png").write_text("no picture")
    with data.decoding_on_demand(), pytest.warns(UserWarning, match="on demand"):
        batches = data.load(pictures).batches(8)
    expected = "7.png cannot be read as an image .*; repair or remove"
    with pytest.raises(data.DamagedData, match=expected), data.readable_damage():
        next(iter(batches))
