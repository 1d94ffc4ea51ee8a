"""Models, penalties, normalization and tricks combine: every pair of them takes a step or is refused with the reason.

A covering set of cases holds every pair that makes sense at least once. The pairs that do not are listed one by one.
"""

import functools
import itertools
import re
import warnings

import keras
import numpy as np
import pytest
import tensorflow as tf

from tests.helpers.tiny import SHAPE, images
from tfgan_zoo import data, layers, losses, models, networks, tricks
from tfgan_zoo.models.inference.encoder_gan import EncoderGAN

REFERENCE_SIZE = 4
NUM_CLASSES = 3
TEXT_SIZE = 2
NOTHING = "nothing"

# How each game is made of a generator and a discriminator.
MODELS = {
    "GAN": models.GAN,
    "MinimaxGAN": models.MinimaxGAN,
    "MaximumLikelihoodGAN": models.MaximumLikelihoodGAN,
    "LSGAN": models.LSGAN,
    "WGAN": lambda *players, **options: models.WGAN(*players, clip_limit=0.1, discriminator_steps=1, **options),
    "WGANGP": lambda *players, **options: models.WGANGP(*players, discriminator_steps=1, **options),
    "ProGAN": models.ProGAN,
    "RCGAN": models.RCGAN,
    "WaveGAN": lambda *players, **options: models.WaveGAN(*players, discriminator_steps=1, **options),
    "DRAGAN": models.DRAGAN,
    "HingeGAN": models.HingeGAN,
    "SNGAN": models.SNGAN,
    "R1GAN": models.R1GAN,
    "R3GAN": models.R3GAN,
    "RSGAN": models.RSGAN,
    "RLSGAN": models.RLSGAN,
    "RHingeGAN": models.RHingeGAN,
    "RaSGAN": models.RaSGAN,
    "RaLSGAN": models.RaLSGAN,
    "RaHingeGAN": models.RaHingeGAN,
    "FGAN": lambda *players, **options: models.FGAN(*players, losses.Pearson(), **options),
    "MMDGAN": lambda *players, **options: models.MMDGAN(*players, discriminator_steps=1, **options),
    "EBGAN": lambda *players, **options: models.EBGAN(*players, pull_away_weight=0.1, **options),
    "BEGAN": models.BEGAN,
    "PacGAN": models.PacGAN,
    "ImprovedGAN": models.ImprovedGAN,
    "InfoGAN": lambda *players, **options: models.InfoGAN(*players, num_categories=2, num_continuous=1, **options),
    "CGAN": lambda *players, **options: models.CGAN(*players, num_classes=NUM_CLASSES, **options),
    "ACGAN": lambda *players, **options: models.ACGAN(*players, num_classes=NUM_CLASSES, **options),
    "ProjectionGAN": lambda *players, **options: models.ProjectionGAN(*players, num_classes=NUM_CLASSES, **options),
    "BigGAN": lambda *players, **options: models.BigGAN(*players, num_classes=NUM_CLASSES, **options),
    "TextToImageGAN": lambda *players, **options: models.TextToImageGAN(*players, text_encoder(), **options),
    "StackedGAN": lambda *players, **options: stacked_gan(*players, **options),
    "Pix2Pix": models.Pix2Pix,
    "ContextEncoder": models.ContextEncoder,
    "SRGAN": models.SRGAN,
    "ESRGAN": models.ESRGAN,
    "StarGAN": lambda *players, **options: models.StarGAN(
        *players, num_classes=NUM_CLASSES, discriminator_steps=1, **options
    ),
    "GauGAN": models.GauGAN,
    "StyleGAN2": models.StyleGAN2,
}
PROJECTION = ("ProjectionGAN", "BigGAN")
PAIRED = ("Pix2Pix", "ContextEncoder", "SRGAN", "ESRGAN", "StarGAN", "GauGAN")
AUTOENCODERS = ("MMDGAN", "EBGAN", "BEGAN")
LABELED = ("CGAN", "ACGAN", *PROJECTION, "StackedGAN")  # both networks take labels, but some discriminators

NORMALIZATIONS = {
    "none": lambda hidden: hidden,
    "batch": lambda hidden: layers.BatchNormalization()(hidden),
    "layer": lambda hidden: keras.layers.LayerNormalization()(hidden),
    "instance": lambda hidden: keras.layers.GroupNormalization(groups=-1)(hidden),
    "spectral": lambda hidden: hidden,  # in the layers with kernels
    "virtual batch": lambda hidden: layers.VirtualBatchNormalization(REFERENCE_SIZE)(hidden),
    "minibatch deviation": lambda hidden: layers.MinibatchStandardDeviation(2)(hidden),
}

PENALTIES = {
    NOTHING: None,
    "GradientPenalty": lambda: tricks.GradientPenalty(1.0),
    "DRAGANPenalty": lambda: tricks.DRAGANPenalty(1.0),
    "R1": lambda: tricks.R1(1.0),
    "R2": lambda: tricks.R2(1.0),
}
# What a trick does to the samples, and what it does to the learning: one of each, so that tricks are paired as well.
SHOWN = {
    NOTHING: None,
    "InstanceNoise": lambda: tricks.InstanceNoise(0.1, 10),
    "SamplePool": lambda: tricks.SamplePool(8),
    "DifferentiableAugmentation": tricks.DifferentiableAugmentation,
    "AdaptiveAugmentation": lambda: tricks.AdaptiveAugmentation(interval=1, geometry=False, color=False),
}
LEARNED = {
    NOTHING: None,
    "LabelSmoothing": tricks.LabelSmoothing,
    "HistoricalAveraging": tricks.HistoricalAveraging,
    "FeatureMatching": lambda: tricks.FeatureMatching(0.1),
    "WeightClipping": lambda: tricks.WeightClipping(0.1),
    "LeCam": tricks.LeCam,
    "AdaptiveBalance": tricks.AdaptiveBalance,
}
AXES = {"model": MODELS, "normalization": NORMALIZATIONS, "penalty": PENALTIES, "shown": SHOWN, "learned": LEARNED}

BATCH_DEPENDENT = ("batch", "minibatch deviation")
WITHOUT_CROSS_ENTROPY = [
    "LSGAN",
    "WGAN",
    "WGANGP",
    "ProGAN",
    "WaveGAN",
    "StarGAN",
    "ESRGAN",
    "HingeGAN",
    "SNGAN",
    "RSGAN",
    "RLSGAN",
    "RHingeGAN",
    "RaSGAN",
    "RaLSGAN",
    "R3GAN",
    "GauGAN",
    *PROJECTION,
] + ["RaHingeGAN", "FGAN", "MMDGAN", "EBGAN", "BEGAN", "ImprovedGAN"]


def each(first_axis, first_values, second_axis, second_values, said):
    """Every pair of these values, with what is said of it."""
    pairs = itertools.product(first_values, second_values)
    return {frozenset({(first_axis, first), (second_axis, second)}): said for first, second in pairs}


REFUSED = {
    **each(
        "model",
        ["WGANGP", "WaveGAN", "StarGAN"],
        "normalization",
        BATCH_DEPENDENT,
        "mixes the examples .* without batch normalization",
    ),
    **each("model", ["ProGAN"], "normalization", ["batch"], "mixes the examples .* without batch normalization"),
    **each(
        "penalty",
        ["GradientPenalty"],
        "normalization",
        BATCH_DEPENDENT,
        "mixes the examples .* each example's own gradient",
    ),
    **each(
        "model",
        ["SNGAN", *PROJECTION],
        "normalization",
        [name for name in NORMALIZATIONS if name != "spectral"],
        "has a kernel that is not spectrally normalized",
    ),
    **each(
        "model",
        ["WGANGP", "ProGAN", "WaveGAN", "StarGAN", "DRAGAN"],
        "penalty",
        ["GradientPenalty", "DRAGANPenalty"],
        "adds the term 'gradient_penalty' to a .* that has one already",
    ),
    **each(
        "model",
        ["GauGAN"],
        "learned",
        ["FeatureMatching"],
        "adds the term 'feature_matching' to a GauGAN that has one already",
    ),
    **each(
        "model", ["R1GAN", "R3GAN", "StyleGAN2"], "penalty", ["R1"], "adds the term 'r1' to a .* that has one already"
    ),
    **each("model", ["R3GAN"], "penalty", ["R2"], "adds the term 'r2' to a .* that has one already"),
    **each(
        "model",
        WITHOUT_CROSS_ENTROPY,
        "learned",
        ["LabelSmoothing"],
        "does not learn by cross-entropy: the target of real samples",
    ),
    **each("model", WITHOUT_CROSS_ENTROPY, "learned", ["AdaptiveBalance"], "cross-entropy: the sign of its score"),
    **each("model", [*LABELED, *PAIRED, "TextToImageGAN"], "shown", ["SamplePool"], "replaces samples by older ones"),
    **each(
        "model",
        ["Pix2Pix", "GauGAN"],
        "shown",
        ["DifferentiableAugmentation", "AdaptiveAugmentation"],
        "changes only the samples, but the discriminator of this .* also takes images as conditions .source.",
    ),
}
WARNED = {
    **each("model", ["DRAGAN", "R1GAN", "R3GAN"], "normalization", BATCH_DEPENDENT, "mixes the examples"),
    **each("penalty", ["DRAGANPenalty", "R1", "R2"], "normalization", BATCH_DEPENDENT, "mixes the examples"),
    **each(
        "model",
        [name for name in WITHOUT_CROSS_ENTROPY if name != "GauGAN"],  # which refuses it
        "shown",
        ["AdaptiveAugmentation"],
        "measures overfitting by the sign",
    ),
}


# A set of cases in which every pair occurs


def pairs_of(case):
    """The pairs of (axis, value) in a case, a dict from axis to value."""
    return {frozenset(pair) for pair in itertools.combinations(case.items(), 2)}


def covering_cases(axes, refused):
    """Cases, greedily chosen, that hold every pair of values but the refused ones, and none of these."""
    pairs = [
        frozenset({(first, one), (second, other)})
        for first, second in itertools.combinations(axes, 2)
        for one, other in itertools.product(axes[first], axes[second])
    ]
    left = dict.fromkeys(pair for pair in pairs if pair not in refused)  # in their order, which a set has not
    cases = []
    while left:
        case = dict(next(iter(left)))
        for axis in (axis for axis in axes if axis not in case):
            candidates = [{**case, axis: value} for value in axes[axis]]
            allowed = [candidate for candidate in candidates if not pairs_of(candidate) & set(refused)]
            case = max(allowed, key=lambda candidate: len(pairs_of(candidate) & set(left)))
        cases.append({axis: case[axis] for axis in axes})
        for pair in pairs_of(case):
            left.pop(pair, None)
    return cases


CASES = covering_cases(AXES, REFUSED)


def name_of(case):
    return "-".join(value for value in case.values() if value != NOTHING)


def plain_case(**values):
    """A case with these values, and nothing that could matter beside them."""
    plain = {"model": "GAN", "normalization": "none", "penalty": NOTHING, "shown": NOTHING, "learned": NOTHING}
    if values.get("model") in ("SNGAN", *PROJECTION):
        plain["normalization"] = "spectral"
    return {**plain, **values}


# The games of the cases


def generator(model):
    if model == "StyleGAN2":
        return networks.stylegan_generator(SHAPE, 2, 4, latent_size=6, style_size=5, mapping_depth=1)
    if model in PAIRED:
        source = keras.Input((*SHAPE[:2], SHAPE[-1] + (model == "ContextEncoder")), name="source")
        inputs, hidden = networks.join_labels(source, NUM_CLASSES if model == "StarGAN" else None)
        return keras.Model(inputs, keras.layers.Conv2D(SHAPE[-1], 3, padding="same", activation="tanh")(hidden))
    if model == "StackedGAN":
        levels = networks.feature_generator(5, NUM_CLASSES, 3, 4), networks.feature_inverter(SHAPE, 5, 3, 4)
        return networks.stacked_generator(*levels)
    if model == "RCGAN":
        latents = keras.Input((SHAPE[0], 6))
        return keras.Model(latents, keras.layers.Reshape(SHAPE)(keras.layers.Dense(SHAPE[1], "tanh")(latents)))
    inputs, hidden = networks.join_labels(keras.Input((6,)), NUM_CLASSES if model in LABELED else None)
    if model == "TextToImageGAN":
        inputs = [inputs, keras.Input((TEXT_SIZE,), name="text")]
        hidden = networks.join_vector(*inputs)
    hidden = keras.layers.Dense(64, activation="tanh")(hidden)
    return keras.Model(inputs, keras.layers.Reshape(SHAPE)(hidden))


def text_encoder():
    captions = keras.Input((2,), name="captions")
    return keras.Model(captions, keras.layers.Dense(TEXT_SIZE)(captions))


def discriminator(model, normalization):
    """A convolution, normalization, features, and the output that the model wants."""
    spectral = normalization == "spectral"
    convolution, dense = (
        (layers.SpectralConv2D, layers.SpectralDense) if spectral else (keras.layers.Conv2D, keras.layers.Dense)
    )
    samples = keras.Input((*SHAPE[:2], 2) if model == "PacGAN" else SHAPE, name="images")
    inputs, hidden = networks.join_labels(samples, NUM_CLASSES if model == "CGAN" else None)
    if model in PROJECTION:
        inputs = [samples, keras.Input((), name="labels", dtype="int32")]
    if model == "TextToImageGAN":
        inputs = [samples, keras.Input((TEXT_SIZE,), name="text")]
        hidden = networks.join_vector(*inputs)
    if model in ("Pix2Pix", "GauGAN"):
        inputs = [samples, keras.Input(SHAPE, name="source")]
        hidden = keras.layers.Concatenate()(inputs)
    reference = normalization == "virtual batch"
    hidden = layers.ReferenceBatch(REFERENCE_SIZE)(hidden) if reference else hidden
    hidden = NORMALIZATIONS[normalization](convolution(4, 4, 4)(hidden))
    hidden = layers.ReferenceRemoval(REFERENCE_SIZE)(hidden) if reference else hidden
    features = keras.layers.Flatten(name="features")(keras.layers.LeakyReLU(0.2)(hidden))
    if model in AUTOENCODERS:
        outputs = keras.layers.Reshape(SHAPE)(dense(64)(features))
    elif model == "RCGAN":
        outputs = keras.layers.Reshape((SHAPE[0], 1))(dense(SHAPE[0])(features))
    elif model in ("InfoGAN", "ACGAN", "StackedGAN", "StarGAN"):
        outputs = [dense(1)(features), dense(3)(features)]
    elif model == "GauGAN":
        outputs = [[features, dense(1)(features)]]
    elif model in PROJECTION:
        embedding = layers.SpectralEmbedding(NUM_CLASSES, features.shape[-1])(inputs[1])
        outputs = keras.layers.Dot(axes=-1)([features, embedding])
    else:
        outputs = dense(3 if model == "ImprovedGAN" else 1)(features)
    return keras.Model(inputs, outputs)


def stacked_gan(*players, **options):
    """The game with a classifier of images and a discriminator of its features."""
    images = keras.Input(SHAPE)
    features = keras.layers.Dense(5, name="features")(keras.layers.Flatten()(images))
    classifier = keras.Model(images, keras.layers.Dense(NUM_CLASSES)(features))
    judge = networks.feature_discriminator(5, 3, 4)
    return models.StackedGAN(*players, judge, classifier, num_classes=NUM_CLASSES, **options)


def players_of(model, normalization):
    return generator(model), discriminator(model, normalization)


shared_players = functools.cache(players_of)  # of games that never train


def game_of(case, make_players=players_of):
    chosen = [AXES[axis][case[axis]] for axis in ("penalty", "shown", "learned")]
    players = make_players(case["model"], case["normalization"])
    return MODELS[case["model"]](*players, tricks=[trick() for trick in chosen if trick])


def batch_for(model):
    real, labels = tf.constant(images(8)), tf.range(8) % NUM_CLASSES
    batches = {
        "ImprovedGAN": (real, (real, labels)),
        **dict.fromkeys(LABELED, (real, labels)),
        "TextToImageGAN": {"sample": real, "captions": tf.constant(images(8, (2,)))},
        **dict.fromkeys(("Pix2Pix", "SRGAN", "ESRGAN", "GauGAN"), {"sample": real, "source": -real}),
        "ContextEncoder": {"sample": real, "source": data.CenterHole()(real, (0, 0))},
        "StarGAN": {"sample": real, "labels": labels, "source": -real, "source_labels": labels[::-1]},
    }
    return batches.get(model, real)


def check_step(case):
    """The game is made, with the warnings it ought to give and no others, and a step moves both players soundly."""
    wanted = [said for pair, said in WARNED.items() if pair in pairs_of(case)]
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        game = game_of(case)
    heard = [str(warning.message) for warning in caught if warning.category is UserWarning]
    assert len(heard) == len(wanted)
    assert all(any(re.search(said, message) for message in heard) for said in wanted)
    game.compile(keras.optimizers.SGD(0.01), keras.optimizers.SGD(0.01), run_eagerly=True)
    sides = list(game.players.values())
    before = [[variable.numpy() for variable in side] for side in sides]
    logs = game.train_step(batch_for(case["model"]))
    assert {name for name, value in logs.items() if not np.isfinite(value)} == set()
    for side, values in zip(sides, before, strict=True):
        assert all(np.isfinite(variable.numpy()).all() for variable in side)
        assert any(not np.array_equal(variable, value) for variable, value in zip(side, values, strict=True))


FEW_CASES = CASES[::56]


@pytest.mark.parametrize("case", FEW_CASES, ids=name_of)
def test_what_is_combined_takes_a_step(case):
    check_step(case)


@pytest.mark.slow
@pytest.mark.parametrize("case", [case for case in CASES if case not in FEW_CASES], ids=name_of)
def test_what_else_is_combined_takes_a_step(case):
    check_step(case)


@pytest.mark.parametrize("pair", REFUSED, ids=lambda pair: name_of(dict(sorted(pair))))
def test_what_makes_no_sense_is_refused_with_the_reason(pair):
    with pytest.raises(ValueError, match=REFUSED[pair]):
        game_of(plain_case(**dict(pair)), shared_players)


def test_the_cases_hold_every_pair_that_makes_sense_and_no_other():
    found = set().union(*(pairs_of(case) for case in CASES))
    every = {
        frozenset({(first, one), (second, other)})
        for first, second in itertools.combinations(AXES, 2)
        for one in AXES[first]
        for other in AXES[second]
    }
    assert found == every - set(REFUSED)
    assert set(WARNED) <= found


def test_every_game_and_every_trick_is_combined():
    """A new one that fails here wants a line in the tables above.

    Games with an encoder, and those of a table's rows or of observations, have tests of their own.
    """
    games = {name: game for name, game in vars(models).items() if isinstance(game, type)}
    assert set(MODELS) == {
        name
        for name, game in games.items()
        if issubclass(game, models.GAN) and not issubclass(game, (EncoderGAN, models.CTGAN, models.EnvironmentModel))
    }
    named = {name for name, kind in vars(tricks).items() if isinstance(kind, type) and kind is not tricks.Trick}
    assert named == (set(PENALTIES) | set(SHOWN) | set(LEARNED)) - {NOTHING}


@pytest.mark.parametrize("model", MODELS)
def test_a_game_declares_cross_entropy_exactly_if_it_uses_it(model):
    game = game_of(plain_case(model=model), shared_players)
    if model == "TextToImageGAN":
        game.mismatch_weight = 0.0  # else mismatched images share the weight of generated ones
    real = game.samples(batch_for(model))
    fake = game.generate_fake(real)
    terms = game.discriminator_loss(real, fake)
    cross_entropy = losses.minimax_discriminator(game.score(real), game.score(fake))
    beside = ("gradient_penalty", "drift", "r1", "r2", "discriminator_information", "discriminator_class")
    beside += ("discriminator_entropy", "feature_discriminator", "feature_discriminator_entropy")
    found = sum(float(value) for name, value in terms.items() if name not in beside)
    assert game.cross_entropy == np.isclose(found, cross_entropy, rtol=1e-5)
    assert game.cross_entropy == (model not in WITHOUT_CROSS_ENTROPY)
