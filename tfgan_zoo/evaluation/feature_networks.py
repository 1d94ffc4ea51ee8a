"""The network that computes features and logits for comparisons of samples."""

import pathlib

import keras
import tensorflow as tf

from tfgan_zoo import data, metrics
from tfgan_zoo.metrics.frechet_metric import identity_of
from tfgan_zoo.metrics.inception import INCEPTION_NAME
from tfgan_zoo.runs.setup import announce
from tfgan_zoo.runs.sources import DatasetSource
from tfgan_zoo.saving.classifier import read_classifier, write_classifier


class FeatureNetwork:
    """One network with features and logits, for metrics that use either.

    Args:
        features: `keras.Model` from samples to (batch, features); its name and weights are part of each result.
        logits: `keras.Model` from the same samples to (batch, classes), with the features as an intermediate output;
            None if there are none.
    """

    def __init__(self, features, logits=None):
        self.features = features
        self.logits = logits
        outputs = [features.output] if logits is None else [features.output, logits.output]
        both = keras.Model(features.input, outputs)
        self.both = tf.function(lambda samples: both(samples, training=False), reduce_retracing=True)

    def __call__(self, samples):
        """Features of a batch, and logits if there are any, in one pass: a list of NumPy arrays."""
        outputs = keras.tree.flatten(self.both(tf.convert_to_tensor(samples)))  # a single output is not a list
        return [output.numpy() for output in outputs]


def of_points():
    """Points are their own features."""
    points = keras.Input((2,))
    return FeatureNetwork(keras.Model(points, points, name="coordinates"))


def of_inception(weights, num_features=2048):
    """FID's Inception network, with the logits of the Inception score, which omits the biases.

    Args:
        weights: weights file, as for `metrics.inception`; "fetch" downloads it.
        num_features: 2048, or 768, which has no logits.

    Raises:
        ValueError, OSError: as `metrics.inception`.
    """
    weights = None if weights == "fetch" else weights
    if num_features == 768:
        return FeatureNetwork(metrics.inception(weights, num_features))
    logits = metrics.inception_logits(weights)
    pooled = logits.get_layer("pool_3").output
    return FeatureNetwork(keras.Model(logits.input, pooled, name=f"{INCEPTION_NAME}-{num_features}"), logits)


def of_classifier(classifier):
    """A classifier with a layer `features`."""
    return FeatureNetwork(metrics.features_of(classifier), classifier)


def of_labels(real, data_dir=None, keep=None):
    """A classifier trained on the training split of a labeled dataset, announced in one line.

    Args:
        real: a `DatasetSource` of labeled images.
        data_dir: data folder of TensorFlow Datasets.
        keep: `.keras` file to save it to; None does not save it.

    Raises:
        ValueError: if the source has no labels.
    """
    examples = real.examples if isinstance(real, DatasetSource) else None
    if examples is None or examples.num_classes is None:
        raise ValueError(f"{real.name} has no labels to train a classifier on: give --classifier or --inception.")
    train = examples
    if examples.split != "train":
        train = data.load(examples.name, "train", examples.shape, data_dir)
    announce(f"Training a classifier on {train.name} ({train.split}), whose features are used for the metrics")
    classifier = metrics.classifier_of(train)
    announce(f"Its accuracy on held-out images is {100 * classifier.held_out_accuracy:.1f} %")
    if keep is not None:
        write_classifier(classifier, pathlib.Path(keep))
    return of_classifier(classifier)


def feature_network(real, files, data_dir=None):
    """The network that the flags and the real samples determine, announced in one line.

    Args:
        real: the source of the real samples.
        files: dict of the flags "inception", "features" and "classifier".
        data_dir: data folder of TensorFlow Datasets.

    Returns:
        `FeatureNetwork`; None for images without labels if no file is given.

    Raises:
        ValueError: if two networks are given, or the network does not match the samples.
    """
    if files["inception"] and files["classifier"]:
        raise ValueError("use --inception or --classifier, not both: results of two networks cannot be compared.")
    network = selected_network(real, files, data_dir)
    without = "Evaluating without a network: use labeled real images, --classifier or --inception to have one"
    announce(f"Evaluating with {network_description(network)}" if network else without)
    return network


def selected_network(real, files, data_dir):
    """`feature_network` without the announcement."""
    if real.modality.name == "points":
        return of_points()
    if files["inception"]:
        return of_inception(files["inception"], files["features"])
    keep = files["classifier"]
    if keep and pathlib.Path(keep).is_file():
        return checked_network(of_classifier(read_classifier(keep)), real)
    if keep and not keep.endswith(".keras"):
        raise ValueError(f"--classifier {keep} does not exist, and cannot be created: the name must end in .keras.")
    if keep or (isinstance(real, DatasetSource) and real.examples.num_classes is not None):
        return of_labels(real, data_dir, keep)
    return None


def checked_network(network, real):
    """The network, if it takes images of this shape."""
    wanted = tuple(network.features.input_shape[1:])
    if any(size not in (None, own) for size, own in zip(wanted, real.shape, strict=True)):
        shape = "x".join(str(size) for size in wanted)
        raise ValueError(
            f"the classifier takes images of shape {wanted}, {real.name} has {real.shape}: use --image-shape {shape}."
        )
    return network


def network_description(network):
    """Description of the network."""
    logits = f", logits of {network.logits.output_shape[-1]} classes" if network.logits else ""
    return f"{identity_of(network.features)}, {network.features.output_shape[-1]} features{logits}"
