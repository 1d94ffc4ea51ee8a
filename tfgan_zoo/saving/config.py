"""Whether a saved game's configuration refers only to known building blocks.

Keras itself refuses lambdas in its safe mode. This goes further: every object must be a layer, an initializer or the
like from Keras, or registered by a module that the program has imported; a file never triggers an import.
"""

import sys

import keras

CLASSES = {
    "keras",
    "keras.constraints",
    "keras.dtype_policies",
    "keras.initializers",
    "keras.layers",
    "keras.models",
    "keras.optimizers",
    "keras.optimizers.schedules",
    "keras.quantizers",
    "keras.random",
    "keras.regularizers",
}
VALUES = {"__keras_tensor__", "__tensor__", "__numpy__", "__bytes__", "__ellipsis__", "__slice__"}
UNSAFE_LAYERS = {  # layers of Keras that run code from the file, or read other files
    "Lambda",
    "TFSMLayer",
    "TorchModuleWrapper",
    "JaxLayer",
    "FlaxLayer",
    "StringLookup",
    "IntegerLookup",
    "IndexLookup",
    "TextVectorization",
}


def check_config(config, game):
    """Refuse a configuration that refers to anything but building blocks.

    Args:
        config: contents of a `config.json`.
        game: the class that the saved object must be of.

    Raises:
        ValueError: if it does, or is not that of such a game.
    """
    name = config.get("registered_name") if isinstance(config, dict) else None
    known = keras.saving.get_registered_object(name) if isinstance(name, str) else None
    if not (isinstance(known, type) and issubclass(known, game)):
        raise ValueError(f"it is a saved {str(name)[:80]!r}, expected a registered game: import its module")
    check_entries(config)


def check_entries(config):
    """Refuse settings that refer to anything but building blocks, at any depth."""
    remaining = [config]
    while remaining:  # no recursion, however deep the file is
        entry = remaining.pop()
        if isinstance(entry, dict):
            if "class_name" in entry:
                check_entry(entry)
            remaining.extend(entry.values())
        elif isinstance(entry, list):
            remaining.extend(entry)


def check_entry(entry):
    """Refuse one named object, unless it is a building block."""
    kind, module = entry["class_name"], entry.get("module")
    name = entry.get("config") if kind == "function" else kind
    full_name = f"{str(module)[:80]}.{str(name)[:80]}"
    if not isinstance(kind, str) or not isinstance(name, str):
        raise ValueError(f"it refers to {full_name}, which is not a name")
    if kind in VALUES:
        return
    if kind in UNSAFE_LAYERS or name in UNSAFE_LAYERS or kind.startswith("__"):
        raise ValueError(f"it holds {full_name}, which may run untrusted code or read other files")
    registered = name if kind == "function" else entry.get("registered_name")
    if isinstance(registered, str) and keras.saving.get_registered_object(registered) is not None:
        return
    if not (is_keras_function(name, module) if kind == "function" else is_keras_class(name, module)):
        raise ValueError(
            f"it refers to {full_name}, which is neither a building block of Keras nor registered; if it is yours, "
            "register it (keras.saving.register_keras_serializable) and import its module before loading"
        )


def is_keras_function(name, module):
    """Whether this is an activation of Keras, which writes "builtins" as the module of its functions."""
    return module in ("builtins", "keras.activations") and name.isidentifier() and hasattr(keras.activations, name)


def is_keras_class(name, module):
    """Whether this is a name, without dots, in a module that Keras itself has imported."""
    if not isinstance(module, str) or not name.isidentifier():
        return False
    return module in CLASSES or (module.startswith("keras.src.") and module in sys.modules)
