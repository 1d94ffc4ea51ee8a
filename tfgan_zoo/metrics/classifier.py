"""A small classifier trained on a labeled dataset: a feature network in place of Inception."""

import warnings

import keras
import numpy as np

from tfgan_zoo.networks.layer_search import features_output

BATCH_SIZE = 64
WIDTH = 32
NUM_FEATURES = 128
FEW = 20  # images, of fewer than which none are held out: a tenth would be one or none


def train_classifier(images, labels, num_classes, name="classifier", epochs=10, seed=0, held_out=None):
    """Train a small convolutional classifier: takes seconds on digits, about two minutes on MNIST, on two CPU cores.

    The same seed on the same machine gives the same classifier. Results from two different trainings are not
    comparable, so save it (`classifier.save("classifier.keras")`) and use the same one for a whole table.

    Args:
        images: float32 in [-1, 1], shape (n, height, width, channels).
        labels: integers below `num_classes`, shape (n,).
        num_classes: number of classes.
        name: name of the model, for example "classifier-digits"; it is printed with every result.
        epochs: passes over the images.
        seed: seed of the weights and the order of the images.
        held_out: (images, labels) for the accuracy; None holds out a random tenth of the images, or, with a warning,
            none of fewer than 20.

    Returns:
        `keras.Model` from images to logits (batch, num_classes), with a layer `features` of 128 units, and the
        accuracy as its attribute `held_out_accuracy`.

    Raises:
        ValueError: if shapes, labels or the images' range are not as described.

    Example:
        >>> images = np.repeat([[-1.0], [1.0]], 16, axis=1).repeat(64, axis=0).reshape(-1, 4, 4, 1).astype("float32")
        >>> classifier = train_classifier(images, np.repeat([0, 1], 64), num_classes=2)
        >>> classifier.held_out_accuracy
        1.0
    """
    images, labels = _checked(images, labels, num_classes)
    generator = np.random.default_rng(seed)
    order = generator.permutation(len(images))
    if held_out is None and len(images) < FEW:
        warnings.warn(
            f"{name} is trained on {len(images)} images, too few to hold some out: its accuracy is that on the same "
            "images, and distances by its features say little.",
            stacklevel=2,
        )
        held_out = images, labels
    elif held_out is None:
        kept = len(images) // 10
        held_out, order = (images[order[:kept]], labels[order[:kept]]), order[kept:]
    held_out = _checked(*held_out, num_classes)
    classifier = classifier_network(images.shape[1:], num_classes, name, seed)
    classifier.compile(
        optimizer=keras.optimizers.Adam(1e-3),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        jit_compile=False,  # compiling takes longer than XLA saves for a network of this size
    )
    for _ in range(epochs):
        # Shuffled here, because the order in tf.data and Keras also depends on global seeds.
        order = generator.permutation(order)
        classifier.fit(images[order], labels[order], batch_size=BATCH_SIZE, shuffle=False, verbose=0)
    predicted = classifier.predict(held_out[0], batch_size=512, verbose=0).argmax(axis=-1)
    classifier.held_out_accuracy = float(np.mean(predicted == held_out[1]))
    return classifier


def features_of(classifier):
    """The network from images to the layer named `features`, under the classifier's name.

    Args:
        classifier: functional `keras.Model` with a layer `features`, for example from `train_classifier`.

    Returns:
        `keras.Model` from images to (batch, features), for example for `FrechetDistance`.

    Raises:
        ValueError: if there is no layer of that name.
    """
    features = features_output(classifier)
    return keras.Model(classifier.input, features, name=classifier.name)


def classifier_network(image_shape, num_classes, name, seed=0, factors=(1, 1)):
    """Two convolutions, two poolings, two dense layers, in float32 regardless of the global policy.

    Args:
        image_shape: (height, width, channels).
        num_classes: number of classes.
        name: name of the model.
        seed: seed of the weights.
        factors: (height, width) of the blocks of pixels that are averaged before anything else.
    """
    initializers = (keras.initializers.GlorotUniform(seed=seed + index) for index in range(4))

    def layer(kind, *arguments, **options):
        return kind(*arguments, kernel_initializer=next(initializers), dtype="float32", **options)

    images = keras.Input(image_shape, name="images")
    x = images if factors == (1, 1) else keras.layers.AveragePooling2D(factors, dtype="float32", name="reduced")(images)
    x = layer(keras.layers.Conv2D, WIDTH, 3, padding="same", activation="relu")(x)
    x = keras.layers.MaxPooling2D(2, padding="same", dtype="float32")(x)
    x = layer(keras.layers.Conv2D, 2 * WIDTH, 3, padding="same", activation="relu")(x)
    x = keras.layers.MaxPooling2D(2, padding="same", dtype="float32")(x)
    x = keras.layers.Flatten(dtype="float32")(x)
    x = layer(keras.layers.Dense, NUM_FEATURES, activation="relu", name="features")(x)
    return keras.Model(images, layer(keras.layers.Dense, num_classes, name="logits")(x), name=name)


def _checked(images, labels, num_classes):
    images, labels = np.asarray(images, np.float32), np.asarray(labels)
    if images.ndim != 4 or labels.shape != images.shape[:1] or not len(images):
        raise ValueError(
            f"Received images of shape {images.shape} and labels of shape {labels.shape}. "
            "Expected (n, height, width, channels) and (n,), with n at least 1."
        )
    if not np.issubdtype(labels.dtype, np.integer) or labels.min() < 0 or labels.max() >= num_classes:
        raise ValueError(
            f"Received labels of type {labels.dtype} from {labels.min()} to {labels.max()}. "
            f"Expected integers from 0 to {num_classes - 1}."
        )
    if not np.abs(images).max() <= 1.0 + 1e-3:
        raise ValueError(
            f"Received images from {images.min():.3g} to {images.max():.3g}. Expected float32 in [-1, 1]: "
            "divide uint8 images by 127.5 and subtract 1."
        )
    return images, labels
