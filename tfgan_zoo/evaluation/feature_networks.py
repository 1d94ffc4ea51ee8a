"""The network in whose features samples are compared, and which of its layers are features and logits."""

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
    """One network, of which a metric looks at the features or at the logits.

    Args:
        features: `keras.Model` from samples to (batch, features); its name and weights are stated with results.
        logits: `keras.Model` from the same samples to (batch, classes), which computes the features on its way; None
            where there are none.
    """

    def __init__(self, features, logits=None):
        self.features = features
        self.logits = logits
        outputs = [features.output] if logits is None else [features.output, logits.output]
        both = keras.Model(features.input, outputs)
        self.both = tf.function(lambda samples: both(samples, training=False), reduce_retracing=True)

    def __call__(self, samples):
        """Features, and logits where there are any, of a batch: a list of NumPy arrays, by one pass."""
        outputs = keras.tree.flatten(self.both(tf.convert_to_tensor(samples)))  # one output comes without a list
        return [output.numpy() for output in outputs]


def of_points():
    """Points are their own features."""
    points = keras.Input((2,))
    return FeatureNetwork(keras.Model(points, points, name="coordinates"))


def of_inception(weights, num_features=2048):
    """The Inception of FID, with the logits of the Inception score, which leaves out the biases.

    Args:
        weights: file of its weights, as for `metrics.inception`; "fetch" fetches it.
        num_features: 2048, or 768, which gives no logits.

    Raises:
        ValueError, OSError: as `metrics.inception`.
    """
    weights = None if weights == "fetch" else weights
    if num_features == 768:
        return FeatureNetwork(metrics.inception(weights, num_features))
    logits = metrics.inception_logits(weights, use_bias=False)
    pooled = logits.get_layer("pool_3").output
    return FeatureNetwork(keras.Model(logits.input, pooled, name=f"{INCEPTION_NAME}-{num_features}"), logits)


def of_classifier(classifier):
    """A classifier with a layer `features`."""
    return FeatureNetwork(metrics.features_of(classifier), classifier)


def of_labels(real, data_dir=None, keep=None):
    """A classifier trained on the training split of a labeled data set, said in a line.

    Args:
        real: the source, `Held`, of labeled images.
        data_dir: where TensorFlow Datasets keeps its data.
        keep: file to keep it in, with the ending `.keras`; None keeps it nowhere.

    Raises:
        ValueError: if the source has no labels.
    """
    examples = real.examples if isinstance(real, DatasetSource) else None
    if examples is None or examples.num_classes is None:
        raise ValueError(f"{real.name} has no labels to train a classifier on: give --classifier or --inception.")
    train = examples
    if examples.split != "train":
        train = data.load(examples.name, "train", examples.shape, data_dir)
    announce(f"Training a classifier on {train.name} ({train.split}), to measure in its features")
    classifier = metrics.classifier_of(train)
    announce(f"It is right about {100 * classifier.held_out_accuracy:.1f} % of the images that it has not seen")
    if keep is not None:
        write_classifier(classifier, pathlib.Path(keep))
    return of_classifier(classifier)


def feature_network(real, files, data_dir=None):
    """The network that the flags and the real samples allow, said in a line.

    Args:
        real: the source of the real samples.
        files: dict of the flags "inception", "features" and "classifier".
        data_dir: where TensorFlow Datasets keeps its data.

    Returns:
        `FeatureNetwork`; None where images have no labels and no file is given.

    Raises:
        ValueError: if two networks are given, or the file does not fit.
    """
    if files["inception"] and files["classifier"]:
        raise ValueError("give --inception or --classifier, not both: results of two networks cannot be compared.")
    network = found(real, files, data_dir)
    without = "Measuring without a network: real images with labels, --classifier or --inception would give one"
    announce(f"Measuring in {network_description(network)}" if network else without)
    return network


def found(real, files, data_dir):
    """As `feature_network`, which says it."""
    if real.modality.name == "points":
        return of_points()
    if files["inception"]:
        return of_inception(files["inception"], files["features"])
    keep = files["classifier"]
    if keep and pathlib.Path(keep).is_file():
        return fitting(of_classifier(read_classifier(keep)), real)
    if keep and not keep.endswith(".keras"):
        raise ValueError(f"--classifier {keep} is no file, nor can one be kept there: its name must end in .keras.")
    if keep or (isinstance(real, DatasetSource) and real.examples.num_classes is not None):
        return of_labels(real, data_dir, keep)
    return None


def fitting(network, real):
    """The network, where it takes images of this shape."""
    wanted = tuple(network.features.input_shape[1:])
    if any(size not in (None, own) for size, own in zip(wanted, real.shape, strict=True)):
        shape = "x".join(str(size) for size in wanted)
        raise ValueError(
            f"the classifier takes images of shape {wanted}, {real.name} has {real.shape}: give --image-shape {shape}."
        )
    return network


def network_description(network):
    """Which network is used, in words."""
    logits = f", logits of {network.logits.output_shape[-1]} classes" if network.logits else ""
    return f"{identity_of(network.features)}, {network.features.output_shape[-1]} features{logits}"
