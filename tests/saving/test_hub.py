"""Downloads of the Hugging Face Hub, with a stand-in for its library."""

import hashlib
import sys
import types

import pytest

from tfgan_zoo.saving import hub


class Library(types.ModuleType):
    """A stand-in for huggingface_hub with one repository, whose files lie in a folder."""

    def __init__(self, folder, lfs=()):
        super().__init__("huggingface_hub")
        self.asked = []
        self.has_downloaded = False

        class HfApi:
            def repo_info(api, repository, revision, files_metadata):
                self.asked.append((repository, revision))
                return types.SimpleNamespace(sha="c0ffee", siblings=[sibling(path) for path in sorted(files)])

            def snapshot_download(api, repository, revision, allow_patterns, local_files_only=False):
                if local_files_only and not self.has_downloaded:
                    raise FileNotFoundError
                self.asked.append((repository, revision))
                return str(folder)

        def sibling(path):
            content = files[path]
            known = types.SimpleNamespace(sha256=hashlib.sha256(content).hexdigest()) if path in lfs else None
            blob = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            return types.SimpleNamespace(rfilename=path, size=len(content), lfs=known, blob_id=blob)

        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
        self.HfApi = HfApi


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "game.keras").write_bytes(b"weights")
    (tmp_path / "README.md").write_bytes(b"# A card\n")
    return tmp_path


def install(monkeypatch, library):
    monkeypatch.setitem(sys.modules, "huggingface_hub", library)
    return library


@pytest.mark.parametrize(("address", "revision"), [("hf://user/gan", None), ("hf://user/gan@v1.0", "v1.0")])
def test_the_commit_that_was_looked_at_is_the_one_that_is_downloaded(folder, monkeypatch, address, revision):
    library = install(monkeypatch, Library(folder))
    assert hub.download(address) == folder
    assert library.asked == [("user/gan", revision), ("user/gan", "c0ffee")]


@pytest.mark.parametrize("lfs", [(), ("game.keras",)], ids=["by git's hash", "by SHA-256"])
def test_a_file_that_is_not_the_one_of_the_hub_is_refused(folder, monkeypatch, lfs):
    install(monkeypatch, Library(folder, lfs))
    (folder / "game.keras").write_bytes(b"Weights")
    with pytest.raises(OSError, match="game.keras is not the file that hf://user/gan has"):
        hub.download("hf://user/gan")


@pytest.mark.parametrize("address", ["hf://gan", "hf://user/gan/file", "hf://user/gan@", "hf://../gan x"])
def test_other_addresses_are_refused(address):
    with pytest.raises(ValueError, match="expected hf://user/repository"):
        hub.download(address)


def test_a_repository_that_is_too_large_is_refused_before_its_download(folder, monkeypatch):
    library = install(monkeypatch, Library(folder))
    monkeypatch.setattr(hub, "MOST", 15)
    with pytest.raises(ValueError, match="has 16 bytes, more than 15"):
        hub.download("hf://user/gan")
    assert len(library.asked) == 1


def test_a_file_that_was_not_downloaded_to_the_end_is_named(folder, monkeypatch):
    install(monkeypatch, Library(folder))
    (folder / "game.keras").unlink()
    with pytest.raises(OSError, match="game.keras is not the file that hf://user/gan has"):
        hub.download("hf://user/gan")


def test_files_that_are_not_wanted_are_neither_counted_nor_missed(folder, monkeypatch):
    (folder / "huge.bin").write_bytes(bytes(100))
    install(monkeypatch, Library(folder))
    (folder / "huge.bin").unlink()
    monkeypatch.setattr(hub, "MOST", 16)
    assert hub.download("hf://user/gan") == folder


@pytest.fixture
def offline(tmp_path, monkeypatch):
    """A snapshot as the library keeps it, links to files named after their hashes, and a library without a network."""
    started = {"game.keras": (b"weights", hashlib.sha256()), "README.md": (b"# A", hashlib.sha1(b"blob 3\0"))}
    for name, (content, digest) in started.items():
        digest.update(content)
        blob = tmp_path / "blobs" / digest.hexdigest()
        blob.parent.mkdir(exist_ok=True)
        blob.write_bytes(content)
        (tmp_path / "snapshot").mkdir(exist_ok=True)
        (tmp_path / "snapshot" / name).symlink_to(blob)
    library = install(monkeypatch, Library(tmp_path / "snapshot"))

    def without_network(*arguments, **named):
        raise ConnectionError("no route to host")

    library.HfApi.repo_info, library.has_downloaded = without_network, True
    return tmp_path / "snapshot"


def test_without_a_network_an_earlier_download_is_taken(offline):
    assert hub.download("hf://user/gan") == offline


def test_without_a_network_a_file_is_still_compared_with_its_hash(offline):
    (offline / "game.keras").resolve().write_bytes(b"Weights")
    with pytest.raises(OSError, match="game.keras is not the file that hf://user/gan had"):
        hub.download("hf://user/gan")


def test_without_the_library_its_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "huggingface_hub", None)
    with pytest.raises(ImportError, match=r'pip install "tfgan-zoo\[hub\]"'):
        hub.download("hf://user/gan")


def test_what_goes_wrong_in_the_library_is_an_os_error(folder, monkeypatch):
    library = install(monkeypatch, Library(folder))

    def failing(*args, **kwargs):
        raise RuntimeError("no route to host")

    monkeypatch.setattr(library.HfApi, "repo_info", failing)
    with pytest.raises(OSError, match="hf://user/gan cannot be downloaded: no route to host"):
        hub.download("hf://user/gan")
