"""A run remembers absolute paths, so that it can be used from any directory."""

import pytest

from tfgan_zoo.runs.paths import absolute_paths


@pytest.fixture
def place(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for folder in ("pictures", "digits", "cycle_gan/horse2zebra", "hinge"):
        (tmp_path / folder).mkdir(parents=True)
    for file in ("words.txt", "network.keras"):
        (tmp_path / file).touch()
    return tmp_path


@pytest.mark.parametrize(
    ("name", "value", "path"),
    [
        ("dataset", "pictures", "pictures"),
        ("dataset", "./digits", "digits"),
        ("dataset", "cycle_gan/horse2zebra", "cycle_gan/horse2zebra"),
        ("dataset", "words.txt", "words.txt"),
        ("data_dir", "tfds", "tfds"),
        ("classifier", "to_be_made.keras", "to_be_made.keras"),
        ("inception", "network", "network"),
        ("lpips", "network", "network"),
        ("perceptual", "network", "network"),
        ("own_network", "network.keras", "network.keras"),
        ("own_folder", "./hinge", "hinge"),
    ],
)
def test_a_path_becomes_absolute(place, name, value, path):
    assert absolute_paths({name: value}) == {name: str(place / path)}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("dataset", "digits"),  # a data set of the zoo, though there is a folder of that name
        ("dataset", "mnist"),
        ("dataset", "mnist:3.0.1"),
        ("data_dir", None),
        ("data_dir", "gs://bucket/tfds"),
        ("loss", "hinge"),
        ("width", 8),
        ("sizes", (8, 16)),
        ("own_network", "missing.keras"),
    ],
)
def test_anything_else_stays(place, name, value):
    assert absolute_paths({name: value}) == {name: value}
