"""Every penalty has a test."""

import inspect
import pathlib

from tfgan_zoo import penalties


def test_every_penalty_is_tested():
    tests = "".join(path.read_text() for path in pathlib.Path(__file__).parent.glob("test_*.py"))
    for name, value in vars(penalties).items():
        if inspect.isfunction(value):
            assert f"penalties.{name}" in tests, name
