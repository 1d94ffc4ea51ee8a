"""Two real workers train one run: the chief writes it, and a lost worker costs at most one epoch."""

import signal
import time

import pytest

from tests.distribution import games
from tests.distribution.pair import LIMIT, Pair
from tests.distribution.test_runs import train
from tests.helpers.run_bits import differences
from tfgan_zoo import models
from tfgan_zoo.runs.folder import Folder
from tfgan_zoo.saving.lock import locked

pytestmark = pytest.mark.slow


def files_of(folder):
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if "events" not in path.name}


def test_two_workers_train_as_one_device_and_only_the_chief_writes(tmp_path):
    with Pair(tmp_path / "shared", tmp_path, "--epochs", "2") as pair:
        assert pair.codes() == [0, 0], pair.output(0) + pair.output(1)
    alone, shared = train(tmp_path / "alone"), Folder(tmp_path / "shared")
    games.assert_close(models.load(shared.checkpoint("last")), models.load(alone.checkpoint("last")), 1e-5)
    assert files_of(shared.path) == files_of(alone.path)
    writers = {path.name.split(".")[-3] for path in shared.events.iterdir()}  # the process's number stands in the name
    assert len(writers) == 1
    assert list((tmp_path / "temporary").iterdir()) == []
    assert "Epoch 2/2" in pair.output(0)
    assert pair.output(1).startswith("Worker 1 of 2")
    assert "Epoch" not in pair.output(1)


def killed_after_an_epoch(pair, index, number, folder):
    """Send a worker a signal once the first checkpoint exists; returns the exit codes of both."""
    deadline = time.monotonic() + LIMIT
    while not folder.checkpoint("last").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    pair.processes[index].send_signal(number)
    return pair.codes()


@pytest.mark.parametrize("lost", [0, 1], ids=["chief", "other"])
def test_a_killed_worker_ends_the_run_which_then_resumes_to_the_same_bits(lost, tmp_path, whole):
    folder, words = Folder(tmp_path / "run"), ("--epochs", "8", "--steps", "40")
    with Pair(folder.path, tmp_path / "first", *words, recipe="tiny_gan.py") as pair:
        codes = killed_after_an_epoch(pair, lost, signal.SIGKILL, folder)
        assert codes[lost] == -signal.SIGKILL
        assert codes[1 - lost] == 75, pair.output(1 - lost)
        assert "another worker of this run is lost" in pair.output(1 - lost)
    with Pair(folder.path, tmp_path / "second", *words, recipe="tiny_gan.py") as pair:
        assert pair.codes() == [0, 0], pair.output(0) + pair.output(1)
        assert "Resuming after epoch" in pair.output(0)
    assert differences(folder.path, whole) == []


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    """The folder of an uninterrupted run of two workers."""
    folder = tmp_path_factory.mktemp("whole")
    with Pair(folder / "run", folder, "--epochs", "8", "--steps", "40", recipe="tiny_gan.py") as pair:
        assert pair.codes() == [0, 0], pair.output(0) + pair.output(1)
    return folder / "run"


def test_a_signal_ends_a_worker_at_once_and_the_others_after_it(tmp_path):
    folder = Folder(tmp_path / "run")
    with Pair(folder.path, tmp_path, "--epochs", "400", "--steps", "4000") as pair:
        codes = killed_after_an_epoch(pair, 1, signal.SIGTERM, folder)
    assert codes == [75, 128 + signal.SIGTERM]
    assert "stopped, and with it all workers" in pair.output(1)


def test_workers_with_different_flags_refuse_to_train(tmp_path):
    with Pair(tmp_path / "run", tmp_path, own_flags=(("--seed", "1"), ("--seed", "2"))) as pair:
        assert pair.codes() == [2, 2]
    for index in (0, 1):
        assert "have different settings" in pair.output(index)
    assert not (tmp_path / "run").exists()


def test_workers_leave_a_folder_that_another_run_writes(tmp_path):
    with locked(tmp_path / "run"), Pair(tmp_path / "run", tmp_path) as pair:
        assert pair.codes() == [2, 2]
    assert "is being written by another process" in pair.output(0)
    assert "the chief cannot write" in pair.output(1)
