"""A search space says what it means, and refuses what cannot be searched."""

import pytest

from tfgan_zoo.recipe import source as recipe_source
from tfgan_zoo.tuning.space import Choices, Range, read_space


def space(*words, recipe="dcgan"):
    return read_space(words, recipe_source.find(recipe))


@pytest.mark.parametrize(
    ("word", "name", "expected"),
    [
        ("learning_rate=1e-4:1e-2:log", "learning_rate", Range(1e-4, 1e-2, log=True)),
        ("LEARNING_RATE=1e-4:1e-2:log:5", "learning_rate", Range(1e-4, 1e-2, log=True, count=5)),
        ("--learning-rate=1e-4:1e-2:3", "learning_rate", Range(1e-4, 1e-2, count=3)),
        ("beta_1=0:1", "beta_1", Range(0.0, 1.0)),
        ("width=8:64", "width", Range(8, 64)),
        ("width=16,32, 64", "width", Choices((16, 32, 64))),
        ("beta_1=0,0.5", "beta_1", Choices((0.0, 0.5))),
        ("batch_size=16,32", "batch_size", Choices((16, 32))),
    ],
)
def test_a_constant_is_searched_in_its_own_type(word, name, expected):
    assert space(word) == {name: expected}
    kinds = {type(value) for value in getattr(expected, "values", ())} if isinstance(expected, Choices) else set()
    assert not kinds or {type(value) for value in space(word)[name].values} == kinds


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("widht=8,16", r"no constant 'widht'\. Did you mean width\?"),
        ("steps=10:20", "steps cannot be searched: results of other data"),
        ("image_size=16,32", "image_size cannot be searched"),
        ("inception=a,b", "inception cannot be searched"),
        ("dataset=digits,mnist", "dataset cannot be searched"),
        ("seed=1,2", "seed cannot be searched"),
        ("width", "does not have the form"),
        ("width=", "does not have the form"),
        ("width=8", "needs two or more different values"),
        ("width=8,8", "needs two or more different values"),
        ("width=8,x", "'x' is not an integer, as width is"),
        ("width=8,9.5", r"'9\.5' is not an integer"),
        ("beta_1=0,nan", "'nan' is not a finite number"),
        ("beta_1=0:inf", "'inf' is not a finite number"),
        ("width=16:8", "is empty: the smaller number comes first"),
        ("width=8:8", "is empty"),
        ("beta_1=0:0.9:log", "must start above 0"),
        ("beta_1=-1:0.9:log", "must start above 0"),
        ("width=8:16:1", "is not a range of width"),
        ("width=8:16:log:x", "is not a range of width"),
        ("width=8:16:3:4", "is not a range of width"),
    ],
)
def test_unsearchable_names_are_refused_with_the_searchable_ones(word, message):
    with pytest.raises(ValueError, match=message):
        space(word)


def test_an_empty_space_and_duplicate_constants_are_refused():
    with pytest.raises(ValueError, match="there is nothing to search"):
        space()
    with pytest.raises(ValueError, match="has width twice"):
        space("width=8,16", "width=8:16")


def test_a_grid_has_evenly_spaced_values_with_both_ends_exact():
    assert Range(0.0, 0.9, count=4).values == pytest.approx([0, 0.3, 0.6, 0.9])
    log = Range(1e-4, 1e-2, log=True, count=3).values
    assert (log[0], log[-1]) == (1e-4, 1e-2)
    assert log[1] == pytest.approx(1e-3)
    assert Range(2, 5).values == [2, 3, 4, 5]
    assert Range(8, 64, log=True, count=4).values == [8, 16, 32, 64]
    assert Range(1, 3, count=9).values == [1, 2, 3]  # whole numbers come once


@pytest.mark.parametrize("domain", [Range(0.0, 1.0), Range(8, 64, log=True)])
def test_a_grid_of_infinitely_many_values_is_refused(domain):
    with pytest.raises(ValueError, match="a number of values"):
        domain.values  # noqa: B018


@pytest.mark.parametrize("domain", [Range(1e-4, 1e-2, log=True, count=5), Range(8, 64), Choices((16, 32))])
def test_a_space_round_trips_through_its_string(domain):
    name = "learning_rate" if isinstance(domain.values[0], float) else "width"
    assert space(f"{name}={domain}") == {name: domain}


def test_a_constant_without_a_type_takes_numbers_strings_and_none():
    tiny = str(recipe_source.FOLDER.parent / "tests" / "helpers" / "tiny_recipe.py")
    assert space("ema_momentum=None,0.9", recipe=tiny) == {"ema_momentum": Choices((None, 0.9))}
    assert space("clipped=true,False", recipe=tiny) == {"clipped": Choices((True, False))}
    assert space("ema_momentum=0.9:0.99", recipe=tiny) == {"ema_momentum": Range(0.9, 0.99)}
    with pytest.raises(ValueError, match="'1' is not true or false"):
        space("clipped=1,0", recipe=tiny)
    with pytest.raises(ValueError, match="is not a range of clipped"):
        space("clipped=0:1", recipe=tiny)
    with pytest.raises(ValueError, match="is tuple"):
        space("ema_momentum=(),0.9", recipe=tiny)


@pytest.mark.parametrize("word", ["learning_rate=-1:1", "beta_1=0.5,1.0", "width=0,8", "width=0:8", "ema_momentum=0:2"])
def test_values_that_the_flag_would_refuse_are_not_searched(word):
    with pytest.raises(ValueError, match="is not (a number|an integer) .+, as .+ has to be"):
        read_space([word], recipe_source.find("dcgan"))
