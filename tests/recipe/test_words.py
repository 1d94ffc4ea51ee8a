"""Flags become words that give the same flags again."""

import shlex

import pytest

from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.recipe.flags import flags_of
from tfgan_zoo.recipe.words import command_of, words_of

TINY = str(recipe_source.FOLDER.parent / "tests" / "helpers" / "tiny_recipe.py")


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--width=16", "--clipped", "--ema-momentum=0.99"],
        ["--seed=5", "--jit-compile", "--steps-per-execution=3"],
        ["--no-jit-compile", "--dataset=my pictures", "--out=here/it is"],
        ["--ema-momentum=1e-05", "--epochs=3"],
    ],
)
def test_words_round_trip_to_the_same_flags(words):
    source = recipe_source.find(TINY)
    flags = flags_of(source, words)
    assert flags_of(source, words_of(source, flags)) == flags


def test_a_command_can_be_pasted_into_a_shell():
    source = recipe_source.find("dcgan")
    flags = flags_of(source, ["--learning-rate=0.0003", "--dataset=my pictures"])
    command = command_of(source, flags, "runs/best one")
    program, train, recipe, *words = shlex.split(command)
    assert (program, train, recipe) == ("tfgan-zoo", "train", "dcgan")
    assert flags_of(source, words) == {**flags, "out": "runs/best one"}
