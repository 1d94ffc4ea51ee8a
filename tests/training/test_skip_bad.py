"""The flag --skip-bad reaches the data of a run, whatever the recipe."""

import pytest
from PIL import Image

from tfgan_zoo import data
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.runs import setup


def pictures(folder):
    for number in range(4):
        Image.new("L", (8, 8), number).save(folder / f"{number}.png")
    (folder / "2.png").write_bytes(b"no picture")


def examples(folder, *argv):
    source = recipe_source.find("dcgan")
    return setup.examples(source.load(), source, flags_of(source, ["--dataset", str(folder), *argv]), "train")


def test_a_run_refuses_a_damaged_picture_unless_it_may_skip_it(tmp_path):
    pictures(tmp_path)
    with pytest.raises(data.DamagedData, match="2.png"):
        examples(tmp_path)
    with pytest.warns(UserWarning, match="1 damaged pictures"):
        assert examples(tmp_path, "--skip-bad", "1").num_examples == 3


def test_damaged_test_pictures_do_not_change_the_evaluation_data(tmp_path):
    for split in ("train", "test"):
        (tmp_path / split).mkdir()
        pictures(tmp_path / split)
    source = recipe_source.find("dcgan")
    with pytest.raises(data.DamagedData, match="test/2.png"):
        setup.test_examples(source.load(), source, flags_of(source, ["--dataset", str(tmp_path)]))


def test_a_negative_number_is_refused(capsys):
    with pytest.raises(SystemExit):
        flags_of(recipe_source.find("dcgan"), ["--skip-bad", "-1"])
    assert "--skip-bad: -1 is not an integer of at least 0" in capsys.readouterr().err
