"""An exported generator as a static page: files for any web server, which run it in the visitor's browser."""

import json
import os
import pathlib
import shutil
import tempfile

import tensorflow as tf

from tfgan_zoo.models.base.labels import LABELS
from tfgan_zoo.saving.atomic import naming, temporary_prefix
from tfgan_zoo.serving.card import read_modality, read_num_classes
from tfgan_zoo.serving.conversion import convert
from tfgan_zoo.serving.opening import SIGNATURE, open_saved_model
from tfgan_zoo.serving.recognition import NUM_SEEDS, recognize_latents

LATENTS = "latents"
STATIC = pathlib.Path(__file__).parent / "static"
RUNTIME = ("ort.wasm.min.js", "ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm")  # of onnxruntime-web
WORD = 2**32


def write_page(saved_model, folder, title, runtime):
    """Write a folder of static files that run a generator of pictures in a browser, without any server of its own.

    A seed gives the picture that it gives everywhere: the page draws as TensorFlow does.

    Args:
        saved_model: a version's folder.
        folder: the folder to write, which does not exist yet.
        title: the page's title.
        runtime: the folder `dist` of the npm package onnxruntime-web.

    Returns:
        the largest absolute difference of the ONNX file from the SavedModel.

    Raises:
        FileExistsError: the folder exists.
        FileNotFoundError: the runtime is not there.
        ValueError: if it generates no pictures, or from other inputs than latents, drawn from a normal or a uniform
            distribution, and labels; or as `convert`.

    Example:
        >>> runtime = "node_modules/onnxruntime-web/dist"
        >>> write_page("saved_models/dcgan_digits/1", "page", "DCGAN on digits", runtime)  # doctest: +SKIP
    """
    folder, runtime = pathlib.Path(folder), pathlib.Path(runtime)
    if missing := [name for name in RUNTIME if not (runtime / name).is_file()]:
        raise FileNotFoundError(
            f"there is no {missing[0]} in {runtime}: get it by `npm install onnxruntime-web`, and give the folder "
            "node_modules/onnxruntime-web/dist as --runtime."
        )
    if folder.exists():
        raise FileExistsError(f"{folder} exists: give a folder that does not, or remove it.")
    settings = {"title": title, **settings_of(saved_model)}
    folder.parent.mkdir(parents=True, exist_ok=True)
    with naming(folder), tempfile.TemporaryDirectory(prefix=temporary_prefix(), dir=folder.parent) as parent:
        written = pathlib.Path(parent) / folder.name
        shutil.copytree(STATIC, written)
        for name in RUNTIME:
            shutil.copyfile(runtime / name, written / name)
        difference = convert(saved_model, written / "generator.onnx", "onnx")
        (written / "generator.json").write_text(json.dumps(settings), encoding="utf-8")
        os.replace(written, folder)
    return difference


def settings_of(saved_model):
    """What the page must know of a generator; errors as those of `write_page`."""
    model = open_saved_model(saved_model)
    function, specs = model.signatures[SIGNATURE], model.signatures[SIGNATURE].structured_input_signature[1]
    (output,) = function.structured_outputs
    shape = function.structured_outputs[output].shape[1:]
    num_classes = read_num_classes(saved_model)
    known = {LATENTS} | ({LABELS} if num_classes else set())
    has_pictures = read_modality(saved_model, shape).name == "image" and shape[-1] in (1, 3)
    if set(specs) != known or len(specs[LATENTS].shape) != 2 or not has_pictures or "sample" not in model.signatures:
        taken = ", ".join(f"{name} {tuple(spec.shape)}" for name, spec in specs.items())
        raise ValueError(
            f"{saved_model} makes {output} {tuple(shape)} of {taken}; expected pictures of latents (batch, size), and "
            "of labels whose number is known: play with others by `tfgan-zoo play`."
        )
    size = specs[LATENTS].shape[1]
    given = {LABELS: tf.zeros(NUM_SEEDS, specs[LABELS].dtype)} if num_classes else {}
    expected = model.signatures["sample"](seed=tf.range(NUM_SEEDS), **given)[output]
    found = recognize_latents(lambda latents: function(latents=latents, **given)[output], expected, size)
    if found is None:
        raise ValueError(
            f"{saved_model} draws its latents neither from a normal nor from a uniform distribution alone, or draws "
            "more than latents: play with it by `tfgan-zoo play`."
        )
    distribution, seed_of = found
    second = int(seed_of(0)[1])
    return {
        "distribution": distribution.__name__,
        "second": [second % WORD, second // WORD],
        "size": size,
        "shape": list(shape),
        "output": output,
        "num_classes": num_classes,
    }
