"""What cannot be written is named, and what was there stays."""

import errno
import os
import signal
import subprocess
import sys

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.full_disk import files_end_after
from tfgan_zoo import modalities, plots
from tfgan_zoo.callbacks import Table
from tfgan_zoo.metrics import FeatureStatistics
from tfgan_zoo.saving.atomic import atomic_write, naming, remove_left_over, temporary_prefix

NOISE = np.random.default_rng(0).integers(0, 256, (64, 64, 3), "uint8")


def save_game(path):
    with atomic_write(path) as temporary:
        keras.Sequential([keras.Input((100,)), keras.layers.Dense(100)]).save(temporary)


WRITERS = {
    "table.csv": lambda path: Table(path).append([{"steps": steps} for steps in range(5000)]),
    "grid.png": lambda path: plots.save_png(path, NOISE),
    "curves.png": lambda path: plots.curves(path, [0, 1], {"loss": {"a": [1.0, 2.0]}}),
    "game.keras": save_game,
    "statistics.npz": lambda path: FeatureStatistics(np.zeros(50), np.eye(50), 2, "any", "test").save(path),
    "0007.png": lambda path: modalities.Image().write(path.parent, NOISE[None] / 127.5 - 1, 7),
}


@pytest.mark.parametrize("name", WRITERS)
def test_whatever_is_written_to_a_full_disk_is_named_and_what_was_there_stays(tmp_path, name):
    path = tmp_path / name
    path.write_text("steps\n" if name == "table.csv" else "before")
    with files_end_after(1000), pytest.raises(OSError, match=f"{name} cannot be written .*; what was there .* kept"):
        WRITERS[name](path)
    assert [entry.name for entry in tmp_path.iterdir()] == [name]
    assert path.read_text() in ("steps\n", "before")


@pytest.mark.parametrize(
    ("number", "remedy"),
    [(errno.ENOSPC, "Make room on its disk"), (errno.EACCES, "Give a folder that may be written"), (errno.EIO, "Mend")],
)
def test_the_error_keeps_its_number_and_says_what_to_do(tmp_path, number, remedy):
    with pytest.raises(OSError, match=f"a.txt cannot be written .*{remedy}") as full, atomic_write(tmp_path / "a.txt"):
        raise OSError(number, "what the system says")
    assert full.value.errno == number


def test_an_error_of_tensorflows_is_one_of_the_system(tmp_path):
    message = "{{function_node x}} /tmp/events.out.v2; No space left on device\n\tFailed to flush 11 events"
    expected = r"events cannot be written \(No space left on device\)"
    with pytest.raises(OSError, match=expected) as full, naming(tmp_path / "events"):
        raise tf.errors.ResourceExhaustedError(None, None, message)
    assert full.value.errno == errno.ENOSPC


def test_an_error_about_another_file_stays_as_it_is(tmp_path):
    with pytest.raises(FileNotFoundError, match="No such file.*nowhere"), atomic_write(tmp_path / "a.txt"):
        open("/nowhere/at/all").close()


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file/a.txt cannot be written"), atomic_write(tmp_path / "file" / "a.txt"):
        pass


def test_two_writers_of_the_same_file_do_not_meet(tmp_path):
    path = tmp_path / "a.txt"
    with atomic_write(path) as first:
        first.write_text("first")
        with atomic_write(path) as second:
            second.write_text("second")
        assert path.read_text() == "second"
    assert path.read_text() == "first"
    assert list(tmp_path.iterdir()) == [path]


WRITE = "import sys, time; from tfgan_zoo.saving.atomic import atomic_write\n"
WRITE += "with atomic_write(sys.argv[1]) as path: path.touch(); print('begun', flush=True); time.sleep(600)"


def test_what_a_killed_process_was_writing_is_removed_and_what_a_living_one_writes_stays(tmp_path):
    process = subprocess.Popen(
        [sys.executable, "-c", WRITE, str(tmp_path / "below" / "a.txt")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "begun\n"
    (unfinished,) = (tmp_path / "below").iterdir()
    remove_left_over(tmp_path)
    assert unfinished.exists()
    process.send_signal(signal.SIGKILL)
    process.wait()
    remove_left_over(tmp_path)
    assert not unfinished.exists()


def test_left_over_folders_go_and_so_does_what_had_this_process_number_before(tmp_path):
    (tmp_path / f"{temporary_prefix()}folder").mkdir()
    (tmp_path / f"{temporary_prefix()}folder" / "1").touch()
    (tmp_path / f"{temporary_prefix()}file.csv").touch()
    (tmp_path / ".writing-of-somebody-else").touch()
    os.symlink(tmp_path, tmp_path / f"{temporary_prefix()}link")
    remove_left_over(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [".writing-of-somebody-else"]
