"""A trained generator as a SavedModel that TF Serving loads as it is.

    <folder>/1/saved_model.pb, variables/, README.md (the model card), samples.png (if the card has a picture),
        assets.extra/modality.json, assets.extra/tf_serving_warmup_requests

Every signature has the batch as the first dimension of each input, named inputs, one named output and, where it gives
numbers, float32. Randomness comes in as one seed per example: noise drawn inside the graph from a state would repeat
after every load, and one seed per request would make an image depend on its neighbors in the batch.
"""

import contextlib
import os
import pathlib
import shutil
import tempfile

import keras
import tensorflow as tf

from tfgan_zoo.latents import sampling_seed
from tfgan_zoo.modalities import modality_of_shape
from tfgan_zoo.models.base.inputs import input_names
from tfgan_zoo.models.base.labels import LABELS, with_checked_labels
from tfgan_zoo.models.base.translating import translation_of
from tfgan_zoo.models.base.truncating import TRUNCATION
from tfgan_zoo.networks import of_any_size
from tfgan_zoo.saving.atomic import naming, temporary_prefix
from tfgan_zoo.serving.card import PICTURE, write_card, write_modality
from tfgan_zoo.serving.encoding import encoding_endpoints, spec_of
from tfgan_zoo.serving.graph_ops import forbidden_ops
from tfgan_zoo.serving.picture_files import file_endpoint
from tfgan_zoo.serving.warm_up import write_warm_up

LATENTS = "latents"  # the name for clients of a drawn first input that has none


def export_generator(game, folder, version=None, card=None):
    """Exports what a game samples with: its generator, the moving average where there is one.

    Signatures, of a generator of images::

        serving_default   latents (batch, ...) float32   ->  images (batch, height, width, channels) float32 in [-1, 1]
        sample            seed (batch,) int32            ->  images; seed s gives what ``game.sample(1, seed=s)`` gives
        png               seed (batch,) int32            ->  image_bytes (batch,) string, PNG files
        encode            images                         ->  codes (batch, ...) float32, where the game has an encoder
        reconstruct       images                         ->  reconstructions, likewise
        truncated         seed, truncation (batch,)      ->  images, where latents can be truncated: the lower, the
                                                             more typical and less diverse (`Game.truncated_sampler`)
        truncated_png     seed, truncation               ->  image_bytes, likewise
        translate         source_bytes (batch,) string   ->  image_bytes, PNG files, where a picture is translated:
                                                             PNG or JPEG files of any sizes

    Inputs that are given (labels, a source picture) have the name of their ``keras.Input``; ``sample`` and ``png`` ask
    for them beside the seed. None has a default, and labels that no class has are refused. A game that draws nothing
    has no ``sample``, and its ``png`` takes the given inputs. Other samples than images have other names, and other
    files (see `tfgan_zoo.modalities`). A generator that keeps its dropout when sampling (`layers.MonteCarloDropout`)
    draws a new mask at each call, so its seeds do not determine the images; it starts from the same random state after
    every load.

    Args:
        game: a trained `models.Game`.
        folder: folder of this model's versions; its name is the model's name in the server. Created if missing.
        version: positive integer; None takes the one after the highest there is.
        card: None, or a dictionary of `write_card`'s arguments, to write the card together with the version; with
            "class_names" it says what each label means, and "picture" is the path of a PNG of samples to put beside it.

    Returns:
        pathlib.Path of the version's folder.

    Raises:
        FileExistsError: that version exists; versions are never overwritten.
        OSError: it cannot be written (full disk). Whatever goes wrong, nothing is left behind.
        ValueError: a version that is not a positive integer, an input without a name, an op that cannot be served.

    Example:
        >>> path = tfgan_zoo.serving.export_generator(gan, "saved_models/dcgan_digits")
        >>> images = tf.saved_model.load(path).signatures["sample"](seed=tf.constant([0, 1, 2]))["images"]
    """
    names = input_names(game.sampler)
    if is_unnamed(names[0]):
        names[0] = LATENTS if game.drawn_inputs else game.modality.output_name
    draw = (lambda count, seed: list(game.draw(count, seed).values())) if game.drawn_inputs else None
    translation, sampler = translation_of(game)
    if translation is not None and is_unnamed(translation.source):  # clients address it by another name
        translation = None
    if translation is not None and translation.extent.fixed is None:
        sampler = of_any_size(sampler)
    sampler = with_checked_labels(game.sampler if sampler is None else sampler, game.num_classes)
    inputs, exported = input_specs(sampler, names), [sampler]
    signatures = endpoints(sampler, inputs, draw, game.modality)
    truncated = with_checked_labels(game.truncated_sampler(), game.num_classes) if game.drawn_inputs else None
    if truncated is not None:
        exported.append(truncated)
        signatures |= truncated_endpoints(truncated, names, draw, game.modality)
    if game.encoder is not None:
        exported.append(game.encoder)
        signatures |= encoding_endpoints(game)
    if translation is not None:
        signatures |= file_endpoint(sampler, translation)
    if card is not None:
        described = game.describe_inputs(card.get("class_names")).values()
        rows = {f"Input `{name}`": words for name, words in zip(names, described, strict=True)}
        if truncated is not None:
            rows[f"Input `{TRUNCATION}`"] = game.described_truncation
        card = {**rows, **{title: value for title, value in card.items() if title != "class_names"}}
    num_classes = game.num_classes if LABELS in game.given_inputs else None
    kind = (game.modality, num_classes, translation)
    return write_version(folder, version, exported, signatures, kind, card, game.given_examples())


def export_network(network, folder, names=("images",), draw=None, modality=None, version=None, card=None):
    """Exports any functional network with one output, such as one of CycleGAN's generators.

    Args:
        network: functional keras.Model with one output.
        folder, version, card: as in `export_generator`.
        names: names of the signature's inputs, in the order of `network.inputs`.
        draw: None, or a function (num_samples, seed of shape (2,)) that draws the first input, or a list of the first
            few. With it, there is a signature ``sample``, and ``png`` takes seeds; without it, ``png`` takes the
            network's own inputs.
        modality: what the network makes, an object of `tfgan_zoo.modalities`; None takes pictures for samples
            (height, width, channels), points for (2,).

    Returns and raises what `export_generator` does.

    Example:
        >>> path = tfgan_zoo.serving.export_network(gan.generator, "saved_models/first_to_second")
        >>> images = tf.saved_model.load(path).signatures["serving_default"](images=tf.zeros((4, 100)))["images"]
    """
    modality = modality or modality_of_shape(network.outputs[0].shape[1:])
    signatures = endpoints(network, input_specs(network, names), draw, modality)
    return write_version(folder, version, [network], signatures, (modality,), card)


def write_version(folder, version, networks, signatures, kind, card, examples=None):
    """Writes networks with their signatures as a version; arguments, result and errors are those of `export_generator`.

    Args:
        signatures: name -> (function giving a dictionary, its input specs).
        kind: the modality of its samples, the number of their classes or None, and the `Translation` or None.
        examples: name -> one example of an input of which zeros are none.
    """
    archive = keras.export.ExportArchive()
    archive.track(resources_of(networks))
    for name, (function, specs) in signatures.items():
        archive.add_endpoint(name, function, input_signature=specs)
    folder = pathlib.Path(folder)
    with new_version(folder, version) as temporary:
        archive.write_out(str(temporary), verbose=False)
        if found := forbidden_ops(temporary):
            raise ValueError(
                f"{networks[0].name!r} cannot be served: its graph contains {', '.join(found)}. Write that layer with "
                "keras.ops or tf functions (no tf.py_function, numpy_function, prints or files)."
            )
        write_modality(temporary, *kind)
        write_warm_up(temporary, folder.name, examples or {})
        if card is not None:
            card = {"name": folder.name, **card}
            if picture := card.pop("picture", None):
                shutil.copyfile(picture, temporary / PICTURE)
            write_card(temporary, **card)
    return folder / temporary.name


def resources_of(networks):
    """What holds the networks' tables of words. An archive that tracks a network itself writes each weight twice."""
    holder = tf.Module()
    holder.networks = networks
    return holder


def is_unnamed(name):
    """Whether this is Keras' own name for an input that was given none."""
    return name.startswith("keras_tensor")


def input_specs(network, names):
    """Named, batched TensorSpecs of a network's inputs; half-precision inputs are asked for as float32."""
    if len(names) != len(network.inputs) or len(network.outputs) != 1:
        raise ValueError(
            f"{network.name!r} has {len(network.inputs)} inputs and {len(network.outputs)} outputs; "
            f"expected one output and one input for each of the names {list(names)}."
        )
    unnamed = [name for name in names if is_unnamed(name)]
    if unnamed or len(set(names)) < len(names):
        raise ValueError(
            f"{network.name!r} has an input without a name (Keras calls it {(unnamed or names)[0]!r}), and clients "
            "address inputs by name: build the network with keras.Input(..., name='labels')."
        )
    return [spec_of(tensor, name) for tensor, name in zip(network.inputs, names, strict=True)]


def endpoints(network, inputs, draw, modality):
    """Signature name -> (function giving a dictionary, its input specs).

    What several signatures compute is a function of its own in the graph, which is traced for one of them.
    """
    num_drawn = 0 if draw is None else len(tf.nest.flatten(draw(1, sampling_seed(0))))

    @tf.function(autograph=False)
    def generate(*tensors):
        samples = network(keras.tree.pack_sequence_as(network.input, list(tensors)), training=False)
        return samples if modality.is_integer else tf.cast(samples, tf.float32)

    @tf.function(autograph=False)
    def generate_from_seeds(seeds, *others):
        return generate(*draw_each(draw, inputs[:num_drawn], seeds), *others)

    function, specs, output = generate, inputs, modality.output_name
    signatures = {"serving_default": (lambda *tensors: {output: generate(*tensors)}, inputs)}
    if draw is not None:
        function, specs = generate_from_seeds, [tf.TensorSpec((None,), tf.int32, "seed"), *inputs[num_drawn:]]
        signatures["sample"] = (lambda *tensors: {output: generate_from_seeds(*tensors)}, specs)
    for name, (encoded, encode) in modality.encoders(network.outputs[0].shape[1:]).items():
        signatures[name] = (encoder_of(function, encoded, encode), specs)
    return signatures


def truncated_endpoints(network, names, draw, modality):
    """The signatures of seeds of a network whose last input is how far to truncate; as those of `endpoints`."""
    found = endpoints(network, input_specs(network, [*names, TRUNCATION]), draw, modality)
    found.pop("serving_default")
    return {"truncated": found.pop("sample"), **{f"truncated_{name}": made for name, made in found.items()}}


def encoder_of(function, name, encode):
    """A function that gives the samples of another one as files, under a name."""
    return lambda *tensors: {name: encode(function(*tensors))}


def draw_each(draw, specs, seeds):
    """Draws every example's inputs from its own seed, as if it were alone."""

    def draw_one(seed):
        tensors = tf.nest.flatten(draw(1, sampling_seed(seed)))
        return [tf.cast(tensor[0], spec.dtype) for tensor, spec in zip(tensors, specs, strict=True)]

    return tf.map_fn(draw_one, seeds, fn_output_signature=[tf.TensorSpec(spec.shape[1:], spec.dtype) for spec in specs])


@contextlib.contextmanager
def new_version(folder, version=None):
    """A temporary path, which is renamed to ``folder/version`` in one step, or deleted if the block raises."""
    version = next_version(folder) if version is None else version
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise ValueError(f"version is {version!r}: give an integer of at least 1, as TF Serving expects, or None.")
    final = folder / str(version)
    taken = f"{final} exists and versions are never overwritten: give another version, or None for the next one."
    if final.exists():
        raise FileExistsError(taken)
    with contextlib.ExitStack() as on_failure:
        if not folder.exists():
            folder.mkdir(parents=True)
            on_failure.callback(folder.rmdir)
        with tempfile.TemporaryDirectory(prefix=temporary_prefix(), dir=folder) as parent:
            temporary = pathlib.Path(parent) / str(version)
            with naming(final):
                yield temporary
            try:
                os.replace(temporary, final)  # refuses a folder that is not empty: another process may have been first
            except OSError as error:
                if final.exists():
                    raise FileExistsError(taken) from error
                raise
        on_failure.pop_all()


def next_version(folder):
    """The version after the highest in `folder`, 1 where there is none."""
    versions = [int(path.name) for path in folder.glob("*") if path.name.isdecimal()]
    return max(versions, default=0) + 1
