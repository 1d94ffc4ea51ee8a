"""A shipped generator, its card and its row in the table of models are of one run."""

import functools
import pathlib
import re

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import data, metrics
from tfgan_zoo.conditions import LABELS
from tfgan_zoo.runs import sources

ROOT = pathlib.Path(__file__).parents[2]
VERSIONS = sorted((ROOT / "saved_models").glob("*/[0-9]*"))
NAMES = [version.parent.name for version in VERSIONS]
TABLES = [path for path in (ROOT / "README.md", ROOT / "docs" / "models.md") if path.exists()]
RESULT = re.compile(r"([\w-]+) ([\d.e-]+) \(network")
DRAWS = 5  # of the noise, each as large as the card's
NUM_DEVIATIONS = 4.0  # of a draw, that the card's draw may lie away from the mean of ours
ROUNDING = 0.02  # of the result: what another processor may change
IN_WORDS = {  # how a row of the table says a result, and by how much that is more than the card's
    "frechet_classifier-digits": (r"Fréchet ([\d.]+)", 1),
    "mapping_accuracy": (r"true map puts them: ([\d.]+) %", 100),
    "modes_caught": (r"(\d+) of \d+ modes", 1),
    "code_accuracy": (r"names the digit: ([\d.]+) %", 100),
    "label_agreement": (r"asked for: ([\d.]+) %", 100),
}
WITHOUT_ROW = ("improved_gan",)  # whose row has means over seeds


def recipe_of(name):
    """The recipe that a folder of versions is named after, with its data behind it."""
    recipes = [path.stem for path in (ROOT / "recipes").glob("*.py") if name.startswith(f"{path.stem}_")]
    return max(recipes, key=len)


def results_on_card(version):
    """Result -> value, in the card's order."""
    (row,) = re.findall(r"^\| (?:Measured|Metrics) \| (.*) \|$", (version / "README.md").read_text(), re.M)
    return {name: float(value) for name, value in RESULT.findall(row)}


def rows_of(recipe):
    """The rows of the tables of models that name a recipe."""
    lines = [line for path in TABLES for line in path.read_text().splitlines()]
    return [line for line in lines if line.startswith("|") and f"recipes/{recipe}.py" in line]


@pytest.mark.parametrize("version", VERSIONS, ids=NAMES)
def test_a_row_of_the_table_says_what_the_card_says(version):
    recipe, card = recipe_of(version.parent.name), results_on_card(version)
    if recipe in WITHOUT_ROW:
        return
    compared = 0
    for name, (pattern, factor) in IN_WORDS.items():
        for said in (text for row in rows_of(recipe) for text in re.findall(pattern, row)[:1] if name in card):
            decimals = len(said.partition(".")[2])
            assert round(factor * card[name], decimals) == float(said), f"{name}: {said}, the card has {card[name]}"
            compared += 1
    assert compared, f"no row of {recipe} says any of {', '.join(card)}"


@functools.cache
def distance_on(shape):
    """The Fréchet distance on digits of a shape, in a classifier's features; all test images, and their labels."""
    train, test = (data.load("digits", split, shape) for split in ("train", "test"))
    (distance,) = metrics.frechet_distances(train, test)
    return distance, *metrics.float_arrays(test)


def of_samples(version, draw):
    """The first metric that a generator alone allows, real samples, and generated ones with noise of this draw."""
    source = sources.SavedModelSource(version)
    if source.modality.name == "image":
        metric, real, labels = distance_on(source.shape)
    else:
        metric, labels = metrics.ModesCaught(*data.mixture("ring"), "test"), None
        real = data.load("ring", "test").first_samples(10_000)
    given = {LABELS: labels} if LABELS in source.given_inputs else None
    return metric, real, source.sample(len(real), draw * len(real), given)


def of_translations(version):
    """The accuracy of a translator whose true map is known, pictures, and what it makes of them."""
    pair = data.load_pair("colored_digits", "test")
    pictures = pair.first.first_samples(pair.num_examples)
    background = pair.second.samples[0, 0, 0] / 127.5 - 1
    translator = tf.saved_model.load(str(version)).signatures["serving_default"]
    (made,) = translator(images=tf.constant(pictures)).values()
    return metrics.MappingAccuracy(pair.true_map, background, "test"), pictures, made.numpy()


def measured(version, draw):
    """A result of a shipped generator, as it is now."""
    translates = version.parent.name.startswith("cyclegan")
    metric, real, fake = of_translations(version) if translates else of_samples(version, draw)
    metric.reset()
    metric.update(real, fake)
    return metric.result()


@pytest.mark.slow
@pytest.mark.parametrize("version", VERSIONS, ids=NAMES)
def test_a_shipped_generator_is_the_one_that_its_card_measured(version):
    results = [measured(version, draw) for draw in range(DRAWS)]
    name, values = results[0].metric, [result.value for result in results]
    on_card = results_on_card(version)[name]
    print(f"{version.parent.name}: {name} {on_card} on the card, now {np.round(values, 4)}")
    noise = np.std(values, ddof=1) * (1 + 1 / DRAWS) ** 0.5
    assert abs(on_card - np.mean(values)) <= NUM_DEVIATIONS * noise + ROUNDING * np.mean(values)
