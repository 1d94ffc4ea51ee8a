"""The commit of this package's source."""

import pathlib
import subprocess

CHECKOUT = pathlib.Path(__file__).resolve().parents[2]
TIMEOUT = 10  # seconds


def commit_of(checkout=CHECKOUT):
    """The commit of a git checkout, ending in "-dirty" where files were changed since.

    Args:
        checkout: its folder; that of this package if not given.

    Returns:
        str; None for an installed package, or without git.

    Example:
        >>> commit_of("/tmp") is None
        True
    """
    if not (pathlib.Path(checkout) / ".git").exists():
        return None
    command = ["git", "-C", str(checkout), "describe", "--always", "--dirty", "--abbrev=12", "--exclude=*"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=TIMEOUT).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return None
