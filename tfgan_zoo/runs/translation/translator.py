"""What translates: a direction of a game, or an exported generator."""

import pathlib
import zlib

import numpy as np
import tensorflow as tf

from tfgan_zoo import networks
from tfgan_zoo.conditions import LABELS
from tfgan_zoo.latents import sampling_seed
from tfgan_zoo.models.base.inputs import arrange_inputs
from tfgan_zoo.models.base.translating import translation_of
from tfgan_zoo.runs.opening import OpenRun, load_game
from tfgan_zoo.runs.places import exported_version
from tfgan_zoo.saving.checkpoints import LAST
from tfgan_zoo.serving.card import read_translation
from tfgan_zoo.serving.opening import SIGNATURE, open_saved_model

TRANSLATORS = "pix2pix, CycleGAN, StarGAN, SRGAN, ESRGAN, GauGAN, a context encoder"


class Translator:
    """A network that makes a picture of a picture.

    Args:
        name: of its source.
        translation: `Translation`.
        network: function from a dict of tensors by name, each a batch of one, to pictures.
        weights: list of arrays, by which it is told from others.
        drawn: dict of the inputs that are the same for every picture, each a batch of one.
    """

    def __init__(self, name, translation, network, weights, drawn):
        self.name = name
        self.translation = translation
        self.network = network
        self.drawn = drawn
        self.fingerprint = 0
        for weight in weights:
            self.fingerprint = zlib.crc32(np.ascontiguousarray(weight), self.fingerprint)

    @property
    def extent(self):
        """The sizes that it takes."""
        return self.translation.extent

    def __call__(self, picture, label=None):
        """The translation of one picture of a size that it takes.

        Args:
            picture: float32 (height, width, channels) in [-1, 1].
            label: number of a class, where it takes one.

        Returns:
            float32 array (height, width, channels), of another size if it enlarges.

        Raises:
            ValueError: if the memory of the device does not suffice.
        """
        inputs = {**self.drawn, self.translation.source: tf.constant(picture[None])}
        if self.translation.num_classes is not None:
            inputs[LABELS] = tf.constant([label], tf.int32)
        try:
            return self.network(inputs)[0].numpy()
        except tf.errors.ResourceExhaustedError as error:
            raise ValueError("its translation takes more memory than there is: give a smaller --memory") from error


def find_translator(source, checkpoint=LAST, direction=None, seed=0):
    """The translator that lies at a path.

    Args:
        source: a run's folder, a `.keras` file, or an exported generator (its folder, or a version in it).
        checkpoint: "last", "previous" or "best", for a run.
        direction: "first_to_second" or "second_to_first" of a game between two domains; None takes the first.
        seed: of what a game draws beside the picture, such as a style.

    Returns:
        `Translator`.

    Raises:
        ValueError: if nothing there makes pictures of pictures, or not in that direction.
    """
    if version := exported_version(source):
        return exported_translator(version, direction, seed)
    path = pathlib.Path(source)
    game = load_game(path) if path.suffix == ".keras" else OpenRun(path).game(checkpoint)
    return game_translator(str(source), game, direction, seed)


def game_translator(name, game, direction=None, seed=0):
    """The translator of a game's direction; arguments and errors are those of `find_translator`."""
    translation, network = translation_of(game, direction)
    if translation is None:
        raise not_a_translator(name, ", ".join((*game.drawn_inputs, *game.given_inputs)))
    if translation.extent.fixed is None:
        network = networks.of_any_size(network)
    specs = [tf.TensorSpec((1, *tensor.shape[1:]), tensor.dtype, tensor.name) for tensor in network.inputs]

    @tf.function(input_signature=[{spec.name: spec for spec in specs}])
    def translated(inputs):
        return tf.cast(network(arrange_inputs(network, inputs), training=False), tf.float32)

    drawn = game.draw(1, sampling_seed(seed)) if translation.draws else {}
    return Translator(name, translation, translated, network.get_weights(), drawn)


def exported_translator(version, direction=None, seed=0):
    """The translator that was exported to a version's folder; errors are those of `find_translator`."""
    model = open_saved_model(version)
    translation = read_translation(version)
    if translation is None:
        raise not_a_translator(version, ", ".join(model.signatures[SIGNATURE].structured_input_signature[1]))
    signature = model.signatures["sample" if translation.draws else SIGNATURE]
    if direction not in (None, translation.direction):
        raise ValueError(
            f"{version} was exported with the direction {translation.direction!r}, not {direction!r}: use the run."
        )

    def translated(inputs):
        (pictures,) = signature(**inputs).values()
        return pictures

    translated.model = model  # the signature needs it to stay alive
    drawn = {"seed": tf.constant([seed], tf.int32)} if translation.draws else {}
    return Translator(str(version), translation, translated, [weight.numpy() for weight in model.variables], drawn)


def not_a_translator(name, inputs):
    """The error of a source that makes its samples of something else than pictures."""
    return ValueError(
        f"{name} samples from {inputs or 'nothing'}, not from a picture, or was exported before it said which sizes it "
        f"takes: give the run of a game that makes pictures of pictures ({TRANSLATORS}), or export it again."
    )
