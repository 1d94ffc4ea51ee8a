"""`tfgan-zoo sample`, of games that take labels and of games that take none."""

import numpy as np
import pytest
from PIL import Image

from tests.helpers.tiny import players
from tests.helpers.tiny_cgan import black_and_white
from tfgan_zoo import cli, models
from tfgan_zoo.serving import export

BLACK, WHITE = 0, 255


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a conditional game, its export, and a game without labels."""
    folder = tmp_path_factory.mktemp("games")
    game = black_and_white()
    game.save(folder / "labeled.keras")
    export.export_generator(game, folder / "served")
    models.GAN(*players()).save(folder / "plain.keras")
    return folder


def sample(folder, sample_source, *flags):
    """Exit code of the command, and the picture that it drew."""
    path = folder / "samples.png"
    path.unlink(missing_ok=True)
    code = cli.main(["sample", str(folder / sample_source), *flags, "--out", str(path)])
    if code:
        return code, None
    return code, np.asarray(Image.open(path).convert("L"))


def column(picture, index, count):
    """The middle of a column of a grid, from top to bottom."""
    width = picture.shape[1] / count
    return picture[:, int((index + 0.5) * width)]


@pytest.mark.parametrize("sample_source", ["labeled.keras", "served/1"])
def test_the_requested_labels_are_sampled_in_turn(folder, sample_source):
    code, picture = sample(folder, sample_source, "--labels", "1", "--num", "4")
    assert code == 0
    assert picture.min() == WHITE
    _, picture = sample(folder, sample_source, "--labels", "0,1", "--num", "4")
    assert np.median(column(picture, 0, 2)) == BLACK
    assert column(picture, 1, 2).min() == WHITE


def test_all_classes_are_sampled_without_the_flag_in_a_column_each(folder):
    _, picture = sample(folder, "labeled.keras", "--num", "6")
    assert np.median(column(picture, 0, 2)) == BLACK
    assert column(picture, 1, 2).min() == WHITE


@pytest.mark.parametrize(
    ("sample_source", "flags", "message"),
    [
        ("labeled.keras", ["--labels", "0,2"], "labels out of range: from 0 to 2; expected 0 to 1"),
        ("served/1", ["--labels=-1"], "labels out of range: from -1 to -1; expected 0 to 1"),
        ("served/1", [], "samples from seeds with labels, but received nothing"),
        ("plain.keras", ["--labels", "1"], "GAN is given nothing to sample from, not labels"),
    ],
)
def test_labels_that_cannot_be_sampled_are_named_in_one_line(folder, capsys, sample_source, flags, message):
    code, _ = sample(folder, sample_source, *flags)
    error = capsys.readouterr().err
    assert code == 2
    assert error.count("\n") == 1
    assert message in error
    assert not (folder / "samples.png").exists()


@pytest.mark.parametrize("labels", ["three", "1.5", "1,,2", ""])
def test_labels_that_are_not_integers_are_named_in_one_line(capsys, labels):
    with pytest.raises(SystemExit):
        cli.main(["sample", "anything", "--labels", labels])
    assert f"{labels!r} is not a comma-separated list of integers, such as 3,7" in capsys.readouterr().err


def test_the_folder_of_versions_stands_for_its_highest(folder):
    (_, version), (code, whole) = (sample(folder, place, "--labels", "0,1") for place in ("served/1", "served"))
    assert code == 0
    assert np.array_equal(whole, version)


@pytest.mark.parametrize("name", ["pictures", "dated.1"])
def test_one_file_each_goes_into_a_folder_that_has_no_ending_or_is_there(folder, tmp_path, name):
    out = tmp_path / name
    if out.suffix:
        out.mkdir()
    assert cli.main(["sample", str(folder / "plain.keras"), "--num", "2", "--out", str(out)]) == 0
    assert len(list(out.iterdir())) == 2
