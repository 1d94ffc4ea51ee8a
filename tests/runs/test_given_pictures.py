"""A game that makes pictures from pictures is given those of a folder."""

import numpy as np
import pytest
from PIL import Image

from tests.helpers.tiny import players
from tfgan_zoo import cli, models, networks
from tfgan_zoo.runs import sources
from tfgan_zoo.runs.given_pictures import given_pictures


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """The file of a game whose sources are gray and of 8 x 8 pixels."""
    game = models.Pix2Pix(
        networks.unet_generator((8, 8, 1), 3, 2, dropout_rate=0.0),
        networks.patchgan_discriminator((8, 8, 3), 2, 1, (8, 8, 1)),
    )
    path = tmp_path_factory.mktemp("game") / "game.keras"
    game.save(path)
    return path


@pytest.fixture
def pictures(tmp_path):
    """A folder of three pictures, each of one gray level."""
    for number in range(3):
        Image.new("L", (16, 16), 60 * number).save(tmp_path / f"{number}.png")
    return tmp_path


def test_the_first_pictures_of_a_folder_are_given_in_the_games_shape(saved, pictures):
    given = given_pictures(sources.generator(saved), pictures, 2)
    assert list(given) == ["source"] and given["source"].shape == (2, 8, 8, 1)
    np.testing.assert_allclose(given["source"][:, 0, 0, 0], [-1, 60 / 127.5 - 1], atol=1e-6)
    assert len(given_pictures(sources.generator(saved), pictures, 16)["source"]) == 3


def test_the_command_draws_each_picture_above_its_translation(saved, pictures):
    out = pictures / "drawn" / "samples.png"
    out.parent.mkdir()
    assert cli.main(["sample", str(saved), "--inputs", str(pictures), "--out", str(out)]) == 0
    drawn = np.asarray(Image.open(out))
    assert drawn.shape[1] > drawn.shape[0]  # three columns, two rows
    assert {0, 60, 120} <= set(drawn[: drawn.shape[0] // 2].ravel())


def test_the_command_makes_as_many_as_are_asked_for_of_the_first_pictures(saved, pictures, capsys):
    out = saved.parent / "made"

    def made(*flags):
        return cli.main(["sample", str(saved), "--inputs", str(pictures), "--out", str(out), *flags])

    assert made("--num", "2") == 0
    assert len(list(out.iterdir())) == 2
    assert made("--num", "4") == 2
    assert "received 4 as the number of samples, but each needs one of the 3 pictures in" in capsys.readouterr().err


def test_missing_and_empty_folders_and_games_without_picture_inputs_are_refused(saved, tmp_path):
    with pytest.raises(FileNotFoundError, match="There is no folder .*nowhere"):
        given_pictures(sources.generator(saved), tmp_path / "nowhere", 4)
    with pytest.raises(FileNotFoundError, match="holds no images"):
        given_pictures(sources.generator(saved), tmp_path, 4)
    drawn = sources.GameSource("run", models.GAN(*players()))
    with pytest.raises(ValueError, match="run samples from no inputs; expected one input that takes pictures"):
        given_pictures(drawn, tmp_path, 4)
