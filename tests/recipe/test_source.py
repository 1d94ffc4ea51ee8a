"""A recipe's flags are read from its source."""

import pathlib

import pytest

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


def test_every_recipe_of_the_zoo_can_be_read():
    assert "dcgan" in recipe_source.names()
    for name in recipe_source.names():
        assert recipe_source.find(name).name == name


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("STEPS = 8", "STEPS = 2 * 4", "lacks STEPS"),
        ("def evaluation_metrics", "def gauges", r"lacks evaluation_metrics\(\)"),
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
