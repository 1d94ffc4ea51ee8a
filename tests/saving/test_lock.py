"""One process at a time writes a folder, and a killed one leaves nothing locked."""

import os
import re
import signal
import socket
import subprocess
import sys

import pytest

from tfgan_zoo.saving import lock
from tfgan_zoo.saving.lock import locked

HOLD = "import sys, time; from tfgan_zoo.saving.lock import locked\n"
HOLD += "with locked(sys.argv[1]): print('held', flush=True); time.sleep(600)"


def holder(folder):
    """A process that holds a folder."""
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(folder)], stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_writer_is_refused_and_told_who_holds_the_folder(tmp_path):
    process = holder(tmp_path)
    try:
        named = rf"by another process \(process {process.pid} on {re.escape(socket.gethostname())}, since \d{{4}}-"
        with pytest.raises(ValueError, match=named), locked(tmp_path):
            pass
    finally:
        process.kill()
        process.wait()


def test_a_killed_writer_leaves_no_lock(tmp_path):
    process = holder(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert (tmp_path / lock.LOCK).exists()
    with locked(tmp_path):
        pass
    assert list(tmp_path.iterdir()) == []


def test_two_writers_in_one_process_are_two(tmp_path):
    with locked(tmp_path), pytest.raises(ValueError, match=f"process {os.getpid()} on"), locked(tmp_path):
        pass
    with locked(tmp_path):
        pass


def test_a_folder_is_made_and_goes_again_unless_something_was_written(tmp_path):
    with locked(tmp_path / "made"):
        assert (tmp_path / "made").is_dir()
    assert not (tmp_path / "made").exists()
    with locked(tmp_path / "made"):
        (tmp_path / "made" / "file").touch()
    assert [path.name for path in (tmp_path / "made").iterdir()] == ["file"]


def test_who_waits_for_a_lock_file_that_goes_takes_the_next_one(tmp_path, monkeypatch):
    flock, path = lock.fcntl.flock, tmp_path / lock.LOCK
    replaced = []

    def after_the_last_writer_has_gone(descriptor, operation):
        if not replaced:
            path.unlink()
            path.touch()  # that of the next writer
            replaced.append(path.stat().st_ino)
        flock(descriptor, operation)

    monkeypatch.setattr(lock.fcntl, "flock", after_the_last_writer_has_gone)
    descriptor = lock.taken(path)
    assert os.fstat(descriptor).st_ino == replaced[0]
    os.close(descriptor)


def test_a_file_system_without_locks_is_said_and_written(tmp_path, monkeypatch, capsys):
    def none(descriptor, operation):
        raise OSError(lock.errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock.fcntl, "flock", none)
    with locked(tmp_path):
        assert "has no file locks" in capsys.readouterr().out


def test_a_link_in_place_of_the_lock_is_not_followed(tmp_path):
    (tmp_path / "precious").write_text("kept")
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / lock.LOCK).symlink_to(tmp_path / "precious")
    with pytest.raises(OSError, match=r"\.lock"), locked(tmp_path / "run"):
        pass
    assert (tmp_path / "precious").read_text() == "kept"


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"process": 1}', '{"process": "\\u001b[2J", "host": 1, "since": 2}'])
def test_what_the_file_says_of_its_holder_is_not_trusted(tmp_path, text):
    path = tmp_path / lock.LOCK
    path.write_text(text)
    assert lock.holder_of(path) in ("which has just begun", "unknown")


def test_a_writer_can_be_waited_for(tmp_path, capsys):
    with locked(tmp_path), pytest.raises(ValueError, match="wait for its end"), locked(tmp_path, patience=0.01):
        pass
    assert "Waiting: another process" in capsys.readouterr().out
