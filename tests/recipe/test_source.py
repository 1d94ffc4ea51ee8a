"""A recipe's flags are read from its source."""

import pathlib
import re
import sys

import pytest

from tfgan_zoo.recipe import families
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of

TINY = pathlib.Path(__file__).parents[1] / "helpers" / "tiny_recipe.py"


def test_every_keyword_with_a_default_is_a_flag_with_the_comment_as_help():
    source = recipe_source.read(TINY)
    assert [(flag.name, flag.default, flag.help) for flag in source.flags] == [
        ("width", 8, "units of a layer"),
        ("ema_momentum", None, "of the average"),
        ("clipped", False, "whether anything is clipped"),
    ]
    assert source.arguments("model", {"width": 1, "ema_momentum": 2, "clipped": 3, "seed": 4}) == {
        "width": 1,
        "ema_momentum": 2,
        "clipped": 3,
    }
    assert (source.title, source.constants["STEPS"]) == ("Tiny", 8)


def test_flags_have_the_type_of_their_default():
    source = recipe_source.read(TINY)
    flags = flags_of(source, ["--width", "16", "--ema-momentum", "0.5", "--clipped"])
    assert (flags["width"], flags["ema_momentum"], flags["clipped"]) == (16, 0.5, True)
    with pytest.raises(SystemExit):
        flags_of(source, ["--width", "1.5"])


def test_the_papers_values_replace_defaults_but_not_explicit_flags():
    source = recipe_source.read(TINY)
    assert flags_of(source, [])["steps"] == 8
    flags = flags_of(source, ["--paper", "--width", "4"])
    assert (flags["steps"], flags["width"], flags["batch_size"]) == (400, 4, 16)


def test_every_recipe_of_the_zoo_can_be_read_and_has_a_family():
    assert "dcgan" in recipe_source.names()
    for name in recipe_source.names():
        source = recipe_source.find(name)
        assert source.name == name
        assert source.family, f"{name} takes no game from `models`"
        assert families.description(source.family)


def test_the_family_is_that_of_the_game_that_the_recipe_builds():
    assert {name: recipe_source.find(name).family for name in ("dcgan", "began", "infogan", "cyclegan")} == {
        "dcgan": "objectives",  # models.GAN, which stands in no family's package
        "began": "energy",
        "infogan": "conditional",
        "cyclegan": "translation",
    }


def without(text, function):
    """A recipe's source without one of its functions."""
    return re.sub(rf"def {function}\(.*?\n\n\n", "", text, flags=re.DOTALL)


def test_a_recipe_on_images_without_functions_of_its_own_has_the_flags_of_the_defaults(tmp_path):
    text = TINY.read_text(encoding="utf-8").replace("WIDTH = 8", "IMAGE_SIZE = 16  # pixels\nWIDTH = 8")
    (tmp_path / "odd.py").write_text(without(without(text, "dataset"), "evaluation_metrics"), encoding="utf-8")
    source = recipe_source.read(tmp_path / "odd.py")
    flags = {flag.name: flag for flag in source.flags}
    assert (flags["image_size"].default, flags["image_size"].help) == (16, "pixels")
    assert flags["inception"].default is None
    assert flags["inception"].help
    assert source.arguments("dataset", {"image_size": 8, "inception": "x"}) == {"image_size": 8}
    files = {"inception": "x", "classifier": "y"}
    assert source.arguments("evaluation_metrics", files) == files


def test_a_recipe_on_points_without_functions_of_its_own_has_no_more_flags(tmp_path):
    text = without(without(TINY.read_text(encoding="utf-8"), "dataset"), "evaluation_metrics")
    (tmp_path / "odd.py").write_text(text, encoding="utf-8")
    assert [flag.name for flag in recipe_source.read(tmp_path / "odd.py").flags] == ["width", "ema_momentum", "clipped"]


def test_a_recipe_that_is_the_running_script_is_not_imported_again(monkeypatch):
    monkeypatch.setattr(sys.modules["__main__"], "__file__", str(TINY), raising=False)
    assert recipe_source.read(TINY).load() is sys.modules["__main__"] is sys.modules["recipe_tiny_recipe"]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("STEPS = 8", "STEPS = 2 * 4", "lacks STEPS"),
        ("def model(", "def game(", r"lacks model\(\)"),
        ("width=WIDTH", "width=8 * 2", "'8 \\* 2'"),
        ('"width": 128', '"size": 128', "PAPER names size"),
        ("data_dir=None)", "data_dir=None, width=3)", "'width' has two defaults, 3 in dataset and 8 in model"),
        ("def model(", "def model(:", "line "),
    ],
)
def test_a_recipe_of_another_shape_is_refused_with_the_reason(tmp_path, old, new, message):
    text = TINY.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "odd.py"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(ValueError, match=message):
        recipe_source.read(path)


def test_an_unknown_recipe_is_answered_with_its_like():
    with pytest.raises(ValueError, match="Did you mean dcgan"):
        recipe_source.find("dcgann")
