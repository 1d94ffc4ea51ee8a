"""Files from the Hugging Face Hub: `hf://user/repository`, by the library huggingface_hub."""

import contextlib
import fnmatch
import hashlib
import pathlib
import re

PREFIX = "hf://"
ADDRESS = re.compile(r"hf://(?P<repository>[\w.-]+/[\w.-]+)(@(?P<revision>[\w./-]+))?")
MOST = 2 * 1024**3  # bytes of a repository that are downloaded
SHA256_LENGTH = 64  # hexadecimal digits
WANTED = ("*.keras", "*saved_model.pb", "*fingerprint.pb", "*variables/*", "*assets/*", "*assets.extra/*", "*README.md")


def is_address(where):
    """Whether a text is an address of the hub.

    Example:
        >>> is_address("hf://user/repository"), is_address("saved_models/dcgan_digits")
        (True, False)
    """
    return str(where).startswith(PREFIX)


def download(address):
    """Download what a generator or a game needs of a repository, unless it is there already.

    Where the hub cannot be asked, what the library has downloaded before is taken; it keeps each file under its hash.

    Args:
        address: "hf://user/repository", or with the commit, tag or branch, "hf://user/repository@v1".

    Returns:
        pathlib.Path of the folder with its files.

    Raises:
        ValueError: if it is no such address, or the repository is too large.
        ImportError: without huggingface_hub.
        OSError: if it cannot be downloaded.
    """
    found = ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(f"received {address!r}; expected hf://user/repository, or hf://user/repository@revision.")
    try:
        import huggingface_hub
    except ImportError as error:
        raise ImportError(f'{address} needs huggingface_hub: pip install "tfgan-zoo[hub]".') from error
    repository, revision = found.group("repository", "revision")
    hub = huggingface_hub.HfApi()
    try:
        with as_os_error(address):
            info = hub.repo_info(repository, revision=revision, files_metadata=True)
    except OSError as error:
        return downloaded_before(hub, address, error)
    files = [file for file in info.siblings if any(fnmatch.fnmatchcase(file.rfilename, name) for name in WANTED)]
    size = sum(file.size or 0 for file in files)
    if size > MOST:
        raise ValueError(f"{address} has {size} bytes, more than {MOST}: download it, and give its folder.")
    with as_os_error(address):  # the commit that was looked at, whatever the branch points to by now
        folder = hub.snapshot_download(repository, revision=info.sha, allow_patterns=list(WANTED))
    for file in files:
        path = pathlib.Path(folder, file.rfilename)
        if not path.is_file() or not is_whole(path, file):
            raise OSError(f"{path} is not the file that {address} has: delete it, and download it again.")
    return pathlib.Path(folder)


def downloaded_before(hub, address, reason):
    """The folder that an earlier download has left.

    Raises:
        OSError: if there is none, or a file is not what the name says under which it is kept; or for the reason given.
    """
    repository, revision = ADDRESS.fullmatch(address).group("repository", "revision")
    try:
        folder = hub.snapshot_download(
            repository, revision=revision, allow_patterns=list(WANTED), local_files_only=True
        )
    except Exception:
        raise reason from None
    for path in pathlib.Path(folder).rglob("*"):
        kept = path.resolve()
        if path.is_file() and kept.name != digest_of(kept, is_large=len(kept.name) == SHA256_LENGTH):
            raise OSError(f"{path} is not the file that {address} had: delete it, and download it again.") from reason
    return pathlib.Path(folder)


def is_whole(path, file):
    """Whether a file has the hash that the hub says."""
    if file.lfs is None:
        return digest_of(path, is_large=False) == file.blob_id
    return digest_of(path, is_large=True) == file.lfs.sha256


def digest_of(path, is_large):
    """The hash of a file by which the hub knows it, hexadecimal: SHA-256, or git's own of small files."""
    digest = hashlib.sha256() if is_large else hashlib.sha1(b"blob %d\0" % path.stat().st_size)
    with open(path, "rb") as content:
        return hashlib.file_digest(content, lambda: digest).hexdigest()


@contextlib.contextmanager
def as_os_error(address):
    """Raise whatever goes wrong in a download as an OSError: errors of the network are of many kinds."""
    try:
        yield
    except Exception as error:
        raise OSError(f"{address} cannot be downloaded: {str(error)[:300]}") from error
