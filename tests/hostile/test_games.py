"""Damaged or malicious saved games: each is refused quickly with our error message, and without side effects."""

import stat
import zipfile

import h5py
import keras
import numpy as np
import pytest

from tests.helpers import tiny
from tests.helpers.canary import harmless
from tests.helpers.hostile import (
    CONFIG,
    METADATA,
    WEIGHTS,
    array,
    bomb_of_zeros,
    external_storage,
    function,
    gzip_bomb,
    layer,
    marshalled,
    members,
    overstated,
    packed,
    pickled,
    replaced,
    virtual,
    with_argument,
    with_config,
    with_layer,
    with_layers,
    with_weights,
)
from tfgan_zoo import models, networks

OWN_CODE = "__import__('os').system('touch owned')"

ARCHIVES = {
    "empty": lambda good: b"",
    "text": lambda good: b"these are no weights",
    "a pickle that runs a command": lambda good: pickled(),
    "an HDF5 file alone": lambda good: good[WEIGHTS],
    "a configuration alone": lambda good: good[CONFIG],
    "an empty archive": lambda good: packed({}),
    "random bytes": lambda good: np.random.default_rng(0).bytes(5000),
    "random bytes after an archive's signature": lambda good: b"PK\x03\x04" + np.random.default_rng(0).bytes(5000),
    "no configuration": lambda good: packed({name: good[name] for name in (METADATA, WEIGHTS)}),
    "no weights": lambda good: packed({name: good[name] for name in (METADATA, CONFIG)}),
    "no metadata": lambda good: packed({name: good[name] for name in (CONFIG, WEIGHTS)}),
    "another member": lambda good: packed({**good, "notes.txt": b"hello"}),
    "an additional pickle": lambda good: packed({**good, "model.pkl": pickled()}),
    "assets": lambda good: packed({**good, "assets/vocabulary.txt": b"a"}),
    "NumPy's weights": lambda good: packed({METADATA: good[METADATA], CONFIG: good[CONFIG], "model.weights.npz": b""}),
    "an absolute path": lambda good: packed({**good, "/tmp/owned": b"x"}),
    "a path to a parent": lambda good: packed({**good, "../owned": b"x"}),
    "a path to a parent in a known name": lambda good: packed({**good, "../config.json": b"x"}),
    "a member twice": lambda good: packed([*good.items(), (CONFIG, b"{}")]),
    "ten thousand members": lambda good: packed({**good, **{str(number): b"" for number in range(10_000)}}),
    "a link": lambda good: packed(good, prepare=lambda member: setattr(member, "external_attr", stat.S_IFLNK << 16)),
    "compressed members": lambda good: packed(good, zipfile.ZIP_DEFLATED),
    "a bomb of zeros": bomb_of_zeros,
    "members that claim gigabytes": lambda good: overstated(packed(good), WEIGHTS, 2**32 - 2),
    "members that claim too little": lambda good: overstated(packed(good), WEIGHTS, 100),
    "swapped members": lambda good: packed({**good, CONFIG: good[WEIGHTS], WEIGHTS: good[CONFIG]}),
    "an archive in the archive": lambda good: packed({**good, WEIGHTS: packed(good)}),
    "nine megabytes of configuration": lambda good: packed({**good, CONFIG: b" " * 9 * 2**20 + good[CONFIG]}),
}

CONFIGURATIONS = {
    "not JSON": lambda config: b"{",
    "not text": lambda config: b"\xff\xfe\x00",
    "a list": lambda config: b"[]",
    "a number": lambda config: b"1",
    "empty": lambda config: b"{}",
    "null": lambda config: b"null",
    "ten thousand deep": lambda config: b"[" * 10_000 + b"]" * 10_000,
    "a million deep": lambda config: b'{"a":' * 1_000_000,
    "not a game but a layer": lambda config: layer("keras.layers", "Dense", units=3),
    "not a game but a trick": lambda config: {**layer("", "SamplePool"), "registered_name": "tfgan_zoo>SamplePool"},
    "not a game but a network": lambda config: config["config"]["generator"],
    "an unknown game": lambda config: config.update(registered_name="others>GAN"),
    "no name": lambda config: config.update(registered_name=None),
    "a list for a name": lambda config: config.update(registered_name=["tfgan_zoo>GAN"]),
    "no arguments": lambda config: config.update(config=None),
    "arguments that the game does not have": lambda config: config["config"].update(victim=1),
    "no generator": lambda config: config["config"].pop("generator"),
    "the discriminator as the generator": lambda config: config["config"].update(
        generator=config["config"]["discriminator"]
    ),
    "an optimizer that does not exist": lambda config: config["compile_config"].update(generator_optimizer="magic"),
    "an optimizer of other variables": lambda config: config["compile_config"].update(generator_optimizer="sgd"),
    "one optimizer for both": lambda config: config["compile_config"].update(
        generator_optimizer=3, discriminator_optimizer=None
    ),
    "an execution that does not exist": lambda config: config["compile_config"].update(shell=True),
}

FUNCTIONS = {
    "os.system": function("os", "system"),
    "posix.system": function("posix", "system"),
    "subprocess.Popen": layer("subprocess", "Popen", args="touch owned", shell=True),
    "builtins.eval": function("builtins", "eval"),
    "builtins.exec": function("builtins", "exec"),
    "builtins.__import__": function("builtins", "__import__"),
    "shutil.rmtree": function("shutil", "rmtree"),
    "pickle.loads": function("pickle", "loads"),
    "a module that the file brings": function("evil_module", "attack"),
    "a class of a module that the file brings": layer("evil_module", "Attack"),
    "keras.utils.get_file": function("keras.utils", "get_file"),
    "keras.models.load_model": function("keras.models", "load_model"),
    "keras.models.load_model by a dot": layer("keras", "models.load_model"),
    "keras.config.enable_unsafe_deserialization": function("keras.config", "enable_unsafe_deserialization"),
    "enable_unsafe_deserialization by a dot": layer("keras", "config.enable_unsafe_deserialization"),
    "tensorflow.io.write_file": function("tensorflow.io", "write_file"),
    "keras inside": function("keras.src.utils.python_utils", "func_load"),
    "a module of keras that is not imported": layer("keras.src.backend.torch.core", "Variable"),
    "an unregistered function of this package": function("tfgan_zoo.plots", "save_png"),
    "a lambda": marshalled(OWN_CODE),
    "a type specification": {"class_name": "__typespec__", "module": "os", "registered_name": None, "config": []},
    "a list for a name of a class": {"class_name": ["Dense"], "module": "keras.layers", "config": {}},
    "a dict for a name of a function": {"class_name": "function", "module": "builtins", "config": {"a": 1}},
    "no module": {"class_name": "Dense", "config": {"units": 4}},
}

LAYERS = {
    "Lambda": layer("keras.layers", "Lambda", function=marshalled(OWN_CODE)),
    "Lambda from inside Keras": layer("keras.src.layers.core.lambda_layer", "Lambda", function=marshalled(OWN_CODE)),
    "Lambda without a module": {"class_name": "Lambda", "config": {"function": ["abc", None, None]}},
    "Lambda in a wrapper": layer(
        "keras.layers", "TimeDistributed", layer=layer("keras.layers", "Lambda", function=marshalled(OWN_CODE))
    ),
    "Lambda in a model": layer(
        "keras", "Sequential", layers=[{"class_name": "Lambda", "config": {"function": marshalled(OWN_CODE)}}]
    ),
    "TFSMLayer": layer("keras.layers", "TFSMLayer", filepath="/tmp/evil"),
    "TorchModuleWrapper": layer("keras.layers", "TorchModuleWrapper", module="gASV"),
    "JaxLayer": layer("keras.layers", "JaxLayer", call_fn=marshalled(OWN_CODE)),
    "StringLookup of a file": layer("keras.layers", "StringLookup", vocabulary="/etc/passwd"),
    "TextVectorization of a file": layer("keras.layers", "TextVectorization", vocabulary="/etc/passwd"),
    "a layer that does not exist": layer("keras.layers", "Danse", units=4),
    "an initializer as a layer": layer("keras.initializers", "Zeros"),
    "the base class of layers": layer("keras.layers", "Layer", nonsense=3),
}

SIZES = {
    "a billion units": {"units": 10**9},
    "more units than fit in 64 bits": {"units": 10**30},
    "200 000 units in each layer": {"units": 200_000},
    "other units than the weights": {"units": 5},
    "no units": {"units": 0},
    "negative units": {"units": -4},
    "units as text": {"units": "four"},
    "half a unit": {"units": 4.5},
    "an unknown precision": {"dtype": "float33"},
    "text as a precision": {"dtype": "string"},
    "an unknown activation": {"activation": "os.system"},
    "a list as an activation": {"activation": ["relu"]},
    "an unknown initializer": {"kernel_initializer": "os.system"},
}

ARGUMENTS = {
    "zero discriminator steps": {"discriminator_steps": 0},
    "parts as text": {"discriminator_steps": "two"},
    "a momentum above 1": {"ema_momentum": 7.0},
    "layers as tricks": {"tricks": [layer("keras.layers", "Dense", units=3)]},
    "tricks as text": {"tricks": "all"},
    "networks as text": {"generator": "generator"},
}

WEIGHT_CHANGES = {
    "a link to another file": replaced(
        lambda group, name: group.__setitem__(name, h5py.ExternalLink("/etc/hostname", "/weights"))
    ),
    "a soft link": replaced(lambda group, name: group.__setitem__(name, h5py.SoftLink("/vars/0"))),
    "a group that is a link": lambda weights: weights.__setitem__("more", h5py.ExternalLink("/tmp/other.h5", "/")),
    "a link to nothing": replaced(lambda group, name: group.__setitem__(name, h5py.SoftLink("/nowhere"))),
    "an array kept in another file": replaced(external_storage),
    "a virtual array from other files": replaced(virtual),
    "an array that is missing": replaced(lambda group, name: None),
    "a group for an array": replaced(lambda group, name: group.create_group(name)),
    "terabytes that are not stored": replaced(
        lambda group, name: group.create_dataset(name, (10**6, 10**6), "f4", chunks=(100, 100))
    ),
    "megabytes compressed to almost nothing": replaced(gzip_bomb),
    "another shape": replaced(array(4, 3)),
    "another rank": replaced(array(12)),
    "a single number": replaced(array()),
    "no numbers": replaced(array(0, 4)),
    "text": replaced(lambda group, name: group.create_dataset(name, data=[[b"abc"] * 4] * 3)),
    "text of any length": replaced(lambda group, name: group.create_dataset(name, data="numbers")),
    "records": replaced(array(3, 4, kind=[("a", "f4"), ("b", "i8")])),
    "nothing at all": replaced(lambda group, name: group.create_dataset(name, data=h5py.Empty("f4"))),
    "the optimizer's state missing": lambda weights: weights.__delitem__("generator_optimizer/vars"),
    "half the optimizer's state": lambda weights: weights.__delitem__("generator_optimizer/vars/3"),
    "a network missing": lambda weights: weights.__delitem__("discriminator"),
    "the game's own state missing": lambda weights: weights.__delitem__("vars/0"),
}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    """Members of a valid file, which is loaded once so that nothing is left to import."""
    gan = models.GAN(networks.mlp_generator((2,), 4, 3), networks.mlp_discriminator((2,), 4))
    path = tmp_path_factory.mktemp("games") / "good.keras"
    tiny.compiled(gan).save(path)
    models.load(path)
    return members(path)


def refuse(folder, content):
    """Write a file, and check that it is refused without side effects, with a message that names it."""
    path = folder / "hostile.keras"
    path.write_bytes(content)
    with harmless(), pytest.raises(models.DamagedFile, match=r"hostile\.keras cannot be read: .+Use another copy"):
        models.load(path)
    assert [entry.name for entry in folder.iterdir()] == ["hostile.keras"] and path.read_bytes() == content


@pytest.fixture(autouse=True)
def no_module_of_the_file(tmp_path_factory, monkeypatch):
    """A module on Python's path that a file may name: it must not be imported."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "evil_module.py").write_text("raise SystemExit('the module of a file was imported')")
    monkeypatch.syspath_prepend(folder)


def test_the_valid_file_loads_after_repacking(good, tmp_path):
    (tmp_path / "good.keras").write_bytes(packed(good))
    with harmless():
        assert type(models.load(tmp_path / "good.keras")) is models.GAN


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_invalid_archive_is_refused(good, tmp_path, name):
    refuse(tmp_path, ARCHIVES[name](good))


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_a_configuration_that_is_not_a_game_is_refused(good, tmp_path, name):
    def change(config):
        changed = CONFIGURATIONS[name](config)
        return changed if isinstance(changed, bytes) or "class_name" in (changed or "") else None

    refuse(tmp_path, with_config(good, change))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_name_that_is_not_a_building_block_is_refused_as_latents_and_as_an_activation(good, tmp_path, name):
    refuse(tmp_path, with_argument(good, latents=FUNCTIONS[name]))
    refuse(tmp_path, with_layers(good, activation=FUNCTIONS[name]))


@pytest.mark.parametrize("name", LAYERS)
def test_a_layer_that_may_run_code_or_does_not_exist_is_refused(good, tmp_path, name):
    refuse(tmp_path, with_layer(good, LAYERS[name]))


@pytest.mark.parametrize("name", SIZES)
def test_impossible_layers_are_refused_before_they_take_memory(good, tmp_path, name):
    refuse(tmp_path, with_layers(good, **SIZES[name]))


@pytest.mark.parametrize("name", ARGUMENTS)
def test_impossible_arguments_of_the_game_are_refused(good, tmp_path, name):
    refuse(tmp_path, with_argument(good, **ARGUMENTS[name]))


@pytest.mark.parametrize(
    "name",
    [pytest.param(name, marks=pytest.mark.slow if number > 2 else ()) for number, name in enumerate(WEIGHT_CHANGES)],
)
def test_weights_that_are_not_plain_numbers_of_the_right_shape_are_refused(good, tmp_path, name):
    refuse(tmp_path, with_weights(good, WEIGHT_CHANGES[name]))


@pytest.mark.parametrize("kept", [0.1, 0.5, 0.9, 0.99])
def test_truncated_weights_in_a_complete_archive_are_refused(good, tmp_path, kept):
    refuse(tmp_path, packed({**good, WEIGHTS: good[WEIGHTS][: int(kept * len(good[WEIGHTS]))]}))


def test_a_file_truncated_anywhere_is_refused(good, tmp_path):
    content = packed(good)
    for length in [*range(1, 200, 20), *range(200, len(content), len(content) // 40), len(content) - 1]:
        refuse(tmp_path, content[:length])


def test_a_flipped_bit_is_detected_or_changes_nothing(good, tmp_path):
    content, path, generator = packed(good), tmp_path / "flipped.keras", np.random.default_rng(0)
    directory = content.index(b"PK\x01\x02")
    positions = [*range(directory, len(content)), *generator.integers(0, directory, 300)]
    detected = 0
    for position in positions:
        flipped = bytearray(content)
        flipped[position] ^= 1 << int(generator.integers(8))
        path.write_bytes(flipped)
        try:
            models.check_archive(path)
        except models.DamagedFile:
            detected += 1
        else:
            assert members(path) == good, position
    assert detected > 300


def test_a_folder_and_another_extension_are_refused(tmp_path):
    (tmp_path / "folder.keras").mkdir()
    (tmp_path / "game.h5").write_bytes(b"x")
    for name in ("folder.keras", "game.h5"):
        with pytest.raises(models.DamagedFile, match=name):
            models.load(tmp_path / name)


def test_unsafe_deserialization_enabled_elsewhere_has_no_effect(good, tmp_path):
    keras.config.enable_unsafe_deserialization()
    try:
        refuse(tmp_path, with_layer(good, LAYERS["Lambda"]))
    finally:
        keras.backend.clear_session()  # this resets the setting
