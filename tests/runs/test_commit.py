"""The commit of a checkout, and that of files without one."""

import subprocess

from tfgan_zoo.runs.commit import commit_of


def git(folder, *words):
    command = ["git", "-C", str(folder), "-c", "user.name=a", "-c", "user.email=a@b", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def test_a_commit_is_named_and_changes_since_are_said(tmp_path):
    git(tmp_path, "init", "--quiet")
    (tmp_path / "file").write_text("1")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--quiet", "--message", "first")
    commit = git(tmp_path, "rev-parse", "--short=12", "HEAD")
    assert commit_of(tmp_path) == commit
    (tmp_path / "file").write_text("2")
    assert commit_of(tmp_path) == f"{commit}-dirty"


def test_what_is_no_checkout_has_no_commit(tmp_path):
    assert commit_of(tmp_path) is None
    (tmp_path / ".git").write_text("damaged")
    assert commit_of(tmp_path) is None
