"""A SavedModel's description: its signatures, its model card, and the modality of its samples."""

import json
import pathlib

import keras
import tensorflow as tf
from tensorflow.core.protobuf import saved_model_pb2

from tfgan_zoo import modalities
from tfgan_zoo.models.base.translating import Translation

FIRST_SIGNATURES = ("serving_default", "sample", "png", "truncated", "truncated_png")
PICTURE = "samples.png"  # beside the card, which shows it
MODALITY = "assets.extra/modality.json"  # where TensorFlow keeps what belongs to a SavedModel and is not its own


def write_card(saved_model, name, data, license, steps, seeds, metrics, **more):
    """Writes ``README.md`` into a version's folder: how the generator was trained and how to call it.

    Args:
        saved_model: a version's folder; the table of signatures is read from it.
        name: the model's name.
        data: what it was trained on.
        license: the license of that data.
        steps: the number of training steps.
        seeds: the seed, or seeds, of the run.
        metrics: a `metrics.Result` or a list of them (or strings that say as much: network, n_real, n_fake, split).
        **more: further rows by title, such as the command of the run; those that are None are omitted.

    Returns:
        pathlib.Path of the card. It shows the picture `PICTURE` if there is one in the folder.

    Example:
        >>> path = serving.export_generator(gan, "saved_models/digits")
        >>> write_card(path, "digits", "scikit-learn's digits", "BSD", 500, 0, "not measured").name
        'README.md'
    """
    rows = {"Data": data, "License of the data": license, "Steps": steps, "Seeds": seeds}
    rows["Metrics"] = "<br>".join(map(str, metrics if isinstance(metrics, list | tuple) else [metrics]))
    rows |= {title: value for title, value in more.items() if value is not None}
    picture = f"![Samples]({PICTURE})\n\n" if (pathlib.Path(saved_model) / PICTURE).is_file() else ""
    card = pathlib.Path(saved_model) / "README.md"
    card.write_text(
        f"# {name}\n\n{picture}| | |\n|---|---|\n"
        + "".join(f"| {title} | {value} |\n" for title, value in rows.items())
        + "\n| signature | inputs | outputs |\n|---|---|---|\n"
        + "".join(f"| `{key}` | {inputs} | {outputs} |\n" for key, inputs, outputs in signature_rows(saved_model))
        + f"\nWritten with TensorFlow {tf.__version__} and Keras {keras.__version__}.\n",
        encoding="utf-8",
    )
    return card


def signature_rows(saved_model):
    """(name, inputs, outputs) of each signature, in words such as "`latents` float32 (batch, 64)"."""

    def describe(tensors):
        lines = []
        for name, info in sorted(tensors.items()):
            sizes = ["batch", *(str(size.size) if size.size >= 0 else "any" for size in info.tensor_shape.dim[1:])]
            lines.append(f"`{name}` {tf.as_dtype(info.dtype).name} ({', '.join(sizes)})")
        return "<br>".join(lines)

    signatures = read_meta_graph(saved_model).signature_def
    names = [name for name in FIRST_SIGNATURES if name in signatures]
    names += sorted(name for name in signatures if name not in names and not name.startswith("__"))
    return [(name, describe(signatures[name].inputs), describe(signatures[name].outputs)) for name in names]


def read_meta_graph(saved_model):
    """The one MetaGraphDef in a SavedModel's folder."""
    path = pathlib.Path(saved_model) / "saved_model.pb"
    return saved_model_pb2.SavedModel.FromString(path.read_bytes()).meta_graphs[0]


def write_modality(saved_model, modality, num_classes=None, translation=None):
    """Writes the modality of a SavedModel's samples, the number of classes of its labels, and how it translates."""
    path = pathlib.Path(saved_model) / MODALITY
    path.parent.mkdir(parents=True, exist_ok=True)
    found = {"name": type(modality).__name__, "config": modality.get_config(), "num_classes": num_classes}
    if translation is not None:
        found["translation"] = translation.get_config()
    path.write_text(json.dumps(found), encoding="utf-8")


def read_modality(saved_model, sample_shape):
    """The modality of a SavedModel's samples.

    Args:
        saved_model: a version's folder.
        sample_shape: of one sample, from which it is inferred without a file.

    Returns:
        `modalities.Modality`.

    Raises:
        ValueError: if its file is damaged, or names no modality of this package.
    """
    found = modality_file(saved_model)
    if found is None:
        return modalities.modality_of_shape(sample_shape)
    try:
        kind = keras.saving.get_registered_object(f"tfgan_zoo>{found['name']}")
        if not (isinstance(kind, type) and issubclass(kind, modalities.Modality)):
            raise ValueError(f"{found['name']!r} is not a modality")
        return kind.from_config(found["config"])
    except (ValueError, LookupError, TypeError) as error:
        raise unreadable(saved_model, error) from error


def read_num_classes(saved_model):
    """The number of classes of a SavedModel's labels; None if it takes none, or its file does not say.

    Raises:
        ValueError: if its file is damaged.
    """
    num_classes = (modality_file(saved_model) or {}).get("num_classes")
    if num_classes is not None and not (type(num_classes) is int and num_classes > 0):
        raise unreadable(saved_model, f"num_classes is {num_classes!r}")
    return num_classes


def read_translation(saved_model):
    """How a SavedModel translates pictures: a `Translation`; None if it does not, or its file does not say.

    Raises:
        ValueError: if its file is damaged.
    """
    config = (modality_file(saved_model) or {}).get("translation")
    try:
        return None if config is None else Translation.from_config(config)
    except (ValueError, LookupError, TypeError, ZeroDivisionError) as error:
        raise unreadable(saved_model, error) from error


def modality_file(saved_model):
    """The contents of a SavedModel's file about its samples, a dict; None without one."""
    path = pathlib.Path(saved_model) / MODALITY
    if not path.is_file():
        return None
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise unreadable(saved_model, error) from error
    if not isinstance(found, dict):
        raise unreadable(saved_model, "it is not a JSON object")
    return found


def unreadable(saved_model, reason):
    """The error of a damaged file."""
    path = pathlib.Path(saved_model) / MODALITY
    return ValueError(f"{path} cannot be read ({str(reason)[:200]}): export the generator again.")
