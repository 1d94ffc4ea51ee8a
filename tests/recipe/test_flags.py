"""Flags take the numbers in their range and no others, whatever is typed."""

import argparse
import functools
import math

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tfgan_zoo.checks import COUNT, FRACTION, NUMBER, POSITIVE, SEED, check_numbers, checked_arguments, range_of
from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import common_names, flags_of, number_in, recipe_parser

SOURCES = [recipe_source.find(name) for name in recipe_source.names()]
ODD = [
    "",
    "-",
    "--",
    "nan",
    "-inf",
    "inf",
    "1e999",
    "-0",
    "0",
    "1.5",
    "-1",
    "1_0",
    "0x10",
    "None",
    "True",
    "[1",
    "(" * 300,
]
VALUES = st.one_of(
    st.sampled_from(ODD),
    st.integers().map(str),
    st.floats().map(str),
    st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12),
)


@functools.cache
def options_of(name):
    parser = recipe_parser(recipe_source.find(name))
    return [option for action in parser._actions for option in action.option_strings]


FLAGS = st.sampled_from(SOURCES).flatmap(
    lambda source: st.tuples(
        st.just(source), st.lists(st.tuples(st.sampled_from(options_of(source.name)), VALUES), max_size=5)
    )
)


@settings(max_examples=300, deadline=None)
@given(FLAGS)
def test_whatever_is_typed_becomes_flags_in_range_or_one_line(flags):
    source, given_flags = flags
    try:
        values = flags_of(source, [f"{option}={value}" for option, value in given_flags])
    except SystemExit as end:
        assert end.code in (0, 2)  # 0 for the help
        return
    for name, value in values.items():
        assert not isinstance(value, float) or math.isfinite(value)
        if allowed := range_of(name, {flag.name: flag.default for flag in source.flags}.get(name)):
            assert value is None or value in allowed, name


@settings(deadline=None)
@given(st.one_of(st.integers(), st.floats(), st.sampled_from([True, "1", None, [1], 1j, np.int8(1), np.float32(0.5)])))
@example(float("nan"))
@example(float("inf"))
@example(2**31)
@example(np.int64(0))
def test_a_range_holds_what_it_says(value):
    is_number = isinstance(value, (int, float, np.integer, np.floating)) and not isinstance(value, bool)
    is_integer = is_number and isinstance(value, (int, np.integer))
    is_finite = is_number and abs(value) <= 3.4028234663852886e38
    assert (value in COUNT) == (is_integer and 1 <= value < 2**31)
    assert (value in SEED) == (is_integer and 0 <= value < 2**31)
    assert (value in NUMBER) == is_finite
    assert (value in POSITIVE) == (is_finite and value > 0)
    assert (value in FRACTION) == (is_finite and 0 <= value < 1)


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_every_default_of_a_recipe_and_every_number_of_its_paper_is_in_its_range(source):
    defaults = {**flags_of(source, []), **{flag.name: flag.default for flag in source.flags}}
    for name, value in [*defaults.items(), *source.constants["PAPER"].items()]:
        allowed = range_of(name, defaults[name])
        assert allowed is None or value is None or value in allowed, name


@pytest.mark.parametrize(
    ("recipe", "words", "message"),
    [
        ("dcgan", ["--learning-rate=nan"], "nan is not a number above 0"),
        ("dcgan", ["--learning-rate=-1e-3"], "-1e-3 is not a number above 0"),
        ("dcgan", ["--learning-rate=1e39"], "1e39 is not a number of at most 3.40282e+38"),
        ("dcgan", ["--width=0"], "0 is not an integer of at least 1"),
        ("dcgan", ["--width=1.5"], "1.5 is not an integer of at least 1"),
        ("dcgan", ["--width=99999999999"], "not an integer of at most 2147483647"),
        ("dcgan", ["--latent-size=-1"], "-1 is not an integer of at least 1"),
        ("dcgan", ["--beta-1=1"], "1 is not a number in [0, 1)"),
        ("dcgan", ["--ema-momentum=1.0"], "1.0 is not a number in [0, 1)"),
        ("dcgan", ["--seed=-1"], "-1 is not an integer from 0 to 2147483647"),
        ("dcgan", ["--seed=4294967296"], "is not an integer from 0 to 2147483647"),
        ("dcgan", ["--inception=nothing.npz"], "there is no file nothing.npz"),
        ("pix2pix", ["--lpips=nothing.h5"], "there is no file nothing.h5"),
        ("srgan", ["--perceptual=nothing.npz"], "there is no file nothing.npz"),
        ("wavegan", ["--rate=0"], "0 is neither None nor an integer of at least 1"),
        ("wavegan", ["--max-shift=-1"], "-1 is not an integer of at least 0"),
        ("pix2pix", ["--dropout-rate=1"], "1 is not a number in [0, 1)"),
        ("began", ["--gamma=1"], "1 is not a number in (0, 1)"),
        ("began", ["--gamma=0"], "0 is not a number in (0, 1)"),
        ("r1_gan", ["--gamma=-1"], "-1 is not a number of at least 0"),
        ("wgan_gp", ["--penalty-weight=inf"], "inf is not a number of at least 0"),
    ],
)
def test_a_number_out_of_range_is_named_with_the_range(capsys, recipe, words, message):
    with pytest.raises(SystemExit):
        flags_of(recipe_source.find(recipe), words)
    assert message in capsys.readouterr().err


def test_a_default_is_always_in_the_range_of_its_flag():
    assert 0 in range_of("num_codes", 0)
    assert -1.0 in range_of("penalty_weight", -1.0)
    assert range_of("labels_from", "folder") is None and range_of("flip", False) is None


def test_what_is_a_share_in_one_recipe_is_a_weight_in_another():
    assert 1.0 not in range_of("gamma", 0.9, "began") and 1.0 in range_of("gamma", 10.0, "r1_gan")
    assert range_of("num_codes", 3, "began") == COUNT


def test_every_recipe_has_the_common_flags():
    names = set(common_names())
    assert {"out", "dataset", "steps", "seed", "paper"} <= names and "width" not in names
    for source in SOURCES:
        assert names.isdisjoint(flag.name for flag in source.flags)
        own = {flag.name for flag in source.flags}
        assert {action.dest for action in recipe_parser(source)._actions} == {"help", *names, *own}


def test_a_number_is_read_or_refused_in_words():
    assert number_in(COUNT)("3") == 3
    with pytest.raises(argparse.ArgumentTypeError, match="x is not an integer of at least 1"):
        number_in(COUNT)("x")


def test_arguments_are_checked_by_name_before_a_function_runs():
    @checked_arguments
    def network(width=4, num_codes=0, seed=None):
        return width, num_codes, seed

    assert network(np.int64(2)) == (2, 0, None)
    assert network(num_codes=0, seed=3) == (4, 0, 3)
    for wrong in ({"width": 0}, {"width": 1.5}, {"width": None}, {"num_codes": -1}, {"seed": -1}, {"seed": 2**32}):
        with pytest.raises(ValueError, match=f"network takes {next(iter(wrong))} as an integer"):
            network(**wrong)
    with pytest.raises(ValueError, match="dcgan takes ema_momentum as a number in"):
        check_numbers("dcgan", ema_momentum=1.0, width=None)
