"""Every public layer, trick and network refuses numbers out of the range of their names, and takes NumPy's integers."""

import inspect

import keras
import numpy as np
import pytest

from tests.helpers.tiny import SHAPE, linear_players, players
from tfgan_zoo import data, layers, models, networks, tricks
from tfgan_zoo.checks import range_of

WRONG = (-1, 0, 0.5, 1.5, float("nan"), float("inf"), 2**33, "x", True)
REQUIRED = {
    "PixelShuffle": {"factor": 2},
    "Dropout": {"rate": 0.5},
    "ModulatedConv2D": {"filters": 2},
    "RowActivation": {"blocks": [("place", 1)]},
    "StyleTruncation": {"num_layers": 2},
    "GaussianNoise": {"stddev": 0.1},
    "Maxout": {"units": 2, "num_pieces": 2},
    "MinibatchDiscrimination": {"num_kernels": 2, "kernel_size": 2},
    "ReferenceBatch": {"size": 4},
    "ReferenceRemoval": {"size": 4},
    "VirtualBatchNormalization": {"reference_size": 4},
    "ConditionalBatchNormalization": {"num_classes": 3},
    "ConditionalInstanceNormalization": {"num_classes": 3},
}
NETWORKS = [name for name, made in vars(networks).items() if inspect.isfunction(made) and hasattr(made, "__wrapped__")]


def wrong_arguments(made, required):
    """Each argument that has a range of its own, with a value out of it."""
    for name, parameter in inspect.signature(made).parameters.items():
        default = required.get(name, None if parameter.default is parameter.empty else parameter.default)
        allowed = range_of(name, default) if parameter.kind == parameter.POSITIONAL_OR_KEYWORD else None
        if allowed is not None and name != "axis":
            yield from ((name, value) for value in WRONG if value not in allowed)


def built_here(package):
    """The public classes of a package that have an `__init__` of their own."""
    classes = {name: kind for name, kind in vars(package).items() if inspect.isclass(kind)}
    own = [name for name, kind in classes.items() if "tfgan_zoo" in kind.__init__.__module__]
    return [pytest.param(package, name, id=name) for name in own if not name.startswith(("Spectral", "Trick"))]


@pytest.mark.parametrize(("package", "name"), [*built_here(layers), *built_here(tricks)])
def test_a_layer_or_trick_refuses_a_number_out_of_range(package, name):
    kind, required = getattr(package, name), REQUIRED.get(name, {})
    for argument, value in wrong_arguments(kind, required):
        with pytest.raises(ValueError):
            kind(**{**required, argument: value})
            pytest.fail(f"{name} takes {argument}={value!r}")


@pytest.mark.parametrize("name", NETWORKS)
def test_a_network_refuses_a_number_out_of_range_before_anything_else(name):
    network = getattr(networks, name)
    required = [p for p in inspect.signature(network).parameters.values() if p.default is p.empty]
    others = {parameter.name: 3 if range_of(parameter.name) else SHAPE for parameter in required}
    wrong = list(wrong_arguments(network, others))
    assert wrong
    for argument, value in wrong:
        with pytest.raises(ValueError, match=f"{name} takes {argument} as "):
            network(**{**others, argument: value})


def test_every_network_with_a_number_checks_it():
    for name, made in vars(networks).items():
        if inspect.isfunction(made) and any(range_of(parameter) for parameter in inspect.signature(made).parameters):
            assert name in NETWORKS, f"put @checked_arguments above {name}"


@pytest.mark.parametrize(
    "options",
    [
        {"seed": -1},
        {"seed": 2**32},
        {"seed": 0.5},
        {"ema_momentum": 1.0},
        {"ema_momentum": float("nan")},
        {"ema_momentum": "x"},
        {"discriminator_steps": 0},
        {"discriminator_steps": 1.5},
        {"num_classes": 0},
    ],
)
def test_a_game_refuses_a_number_out_of_range(options):
    (name,) = options
    with pytest.raises(ValueError, match=name):
        models.GAN(*players(), **options)


def test_a_weight_that_is_not_finite_is_refused():
    for value in (float("nan"), float("inf"), "10", True):
        with pytest.raises(ValueError, match="WGANGP takes penalty_weight as a number"):
            models.WGANGP(*players(normalization=None), penalty_weight=value)


def test_a_game_of_numpy_numbers_is_saved_and_loaded(tmp_path):
    gan = models.WGANGP(
        *players(normalization=None),
        penalty_weight=np.float32(2),
        discriminator_steps=np.int64(2),
        ema_momentum=np.float64(0.5),
        seed=np.int32(3),
    )
    gan.save(tmp_path / "gan.keras")
    loaded = models.load(tmp_path / "gan.keras")
    assert (loaded.discriminator_steps, loaded.seed, loaded.penalty_weight) == (2, 3, 2)
    assert np.array_equal(loaded.sample(2), gan.sample(2))


@pytest.mark.parametrize(
    ("optimizer", "message"),
    [
        (
            lambda: keras.optimizers.Adam(-1e-3),
            "the discriminator's Adam takes learning_rate as a number of at",
        ),
        (lambda: keras.optimizers.Adam(float("nan")), "learning_rate"),
        (lambda: keras.optimizers.Adam(float("inf")), "learning_rate"),
        (lambda: keras.optimizers.Adam(1e-3, beta_1=1.0), r"beta_1 as a number in \[0, 1\)"),
        (lambda: keras.optimizers.RMSprop(1e-3, rho=-0.1), "rho"),
        (lambda: keras.optimizers.LossScaleOptimizer(keras.optimizers.Adam(-1.0)), "learning_rate"),
    ],
)
def test_an_optimizer_with_a_number_out_of_range_is_refused(optimizer, message):
    gan = models.GAN(*linear_players())
    with pytest.raises(ValueError, match=message):
        gan.compile("adam", optimizer())


@pytest.mark.parametrize("name", ["Adam", "SGD", "RMSprop", "Adafactor", "Lion", "Muon", "Ftrl", "Nadam", "Lamb"])
def test_every_optimizer_of_keras_is_taken_with_its_defaults(name):
    optimizers = [getattr(keras.optimizers, name)() for _ in range(2)]
    models.GAN(*linear_players()).compile(*optimizers)


@pytest.mark.parametrize("shape", [None, "28", 28, (28, 28, 0), (28.0, 28, 1), [28, 28, True]])
def test_what_is_no_shape_is_refused_with_where_to_find_one(shape):
    with pytest.raises(ValueError, match="dcgan_generator takes image_shape as integers, .* of examples take `.shape`"):
        networks.dcgan_generator(shape or data.load("digits", "test"))
