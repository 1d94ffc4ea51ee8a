"""The two levels of a stacked generator, and what the networks around them must be to fit."""

import keras

from tfgan_zoo.models.base.inputs import shapes_of
from tfgan_zoo.models.base.network_checks import check_logits

FEATURES = "features"  # the classifier's of a real sample; of a generated one those it was made from, constant


def levels_of(generator):
    """The upper and the lower level of a stacked generator.

    Raises:
        ValueError: if it is not made of two networks, the second of which takes features.
    """
    levels = [layer for layer in generator.layers if isinstance(layer, keras.Model)]
    if len(levels) != 2 or FEATURES not in shapes_of(levels[1]):
        raise ValueError(
            f"the generator, {generator.name!r}, is not made of one network of features and one of images with an "
            f"input named {FEATURES!r}: build it as tfgan_zoo.networks.stacked_generator(upper, lower)."
        )
    return levels


def check_inverted(classifier, upper, lower, num_classes):
    """Refuse a classifier whose inverse the two levels cannot be."""
    shape = classifier.output_shape
    if not isinstance(shape, tuple) or len(shape) != 2 or num_classes not in (None, shape[1]):
        raise ValueError(
            f"the classifier, {classifier.name!r}, has outputs of shape {shape}; expected one logit for each of "
            f"{num_classes or 'the'} classes: train it with the data's number of classes."
        )
    check_logits(classifier, "classifier")
    if FEATURES not in [layer.name for layer in classifier.layers]:
        raise ValueError(
            f"the classifier, {classifier.name!r}, has no layer named {FEATURES!r}, which is what is inverted: give "
            "its last hidden layer that name."
        )
    features = classifier.get_layer(FEATURES).output.shape[1:]
    if upper.output_shape[1:] != features:
        raise ValueError(
            f"the upper level makes features of shape {upper.output_shape[1:]}, but the classifier's have {features}: "
            f"build both levels with num_features={features[-1]}."
        )
    if lower.output_shape[1:] != classifier.input_shape[1:]:
        raise ValueError(
            f"the generator makes images of shape {lower.output_shape[1:]}, but the classifier takes "
            f"{classifier.input_shape[1:]}: train it on the same images."
        )


def check_recovers(discriminator, name, level):
    """Refuse a discriminator of other samples than its level makes, or that does not recover that level's noise."""
    received, made = discriminator.input_shape, level.output_shape
    if received != made:
        raise ValueError(f"the {name} takes samples of shape {received[1:]}, but its level makes {made[1:]}.")
    shapes, noise = [tuple(output.shape[1:]) for output in discriminator.outputs], tuple(level.inputs[0].shape[1:])
    if shapes != [(1,), noise]:
        raise ValueError(
            f"the {name} must have two outputs, a logit and {noise[0]} numbers of recovered noise, but its outputs "
            f"have the shapes {shapes}: build it for the latent_size of its level."
        )
