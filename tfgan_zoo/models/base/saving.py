"""Saving a game: its configuration, and the state that Keras does not save."""

import inspect

import keras

FORMAT = 2  # of saved games; raised when older files would be misread
FORMAT_KEY = "tfgan_zoo_format"


class Saved(keras.Model):
    """A model saved whole, by its constructor's arguments, each kept as an attribute of the same name.

    Raises:
        ValueError: when it is saved, if an argument is a function that is not registered with Keras.
    """

    def save_own_variables(self, store):
        super().save_own_variables(store)
        for name, variable in self.transient_state().items():
            store[name] = variable.numpy()

    def load_own_variables(self, store):
        state = self.transient_state()
        super().load_own_variables({name: store[name] for name in set(store.keys()) - set(state)})
        for name, variable in state.items():
            variable.assign(store[name])

    def transient_state(self):
        """What Keras does not save: the epoch's means so far, and the random state of layers such as dropout."""
        weights = {id(weight) for weight in self.weights}
        variables = [variable for variable in self.variables if id(variable) not in weights]
        variables += [variable for tracker in self.trackers for variable in tracker.variables]
        return {f"passing_{number}": variable for number, variable in enumerate(variables)}

    def get_config(self):
        values = {name: getattr(self, name) for name in constructor_arguments(type(self))}
        for name, value in values.items():
            check_registered(name, value)
        return {name: keras.saving.serialize_keras_object(value) for name, value in values.items()} | {
            FORMAT_KEY: FORMAT
        }

    @classmethod
    def from_config(cls, config):
        arguments = {name: value for name, value in config.items() if name != FORMAT_KEY}
        return cls(**{name: keras.saving.deserialize_keras_object(value) for name, value in arguments.items()})


def check_format(config):
    """Refuse the configuration of a game that another version saved in another format.

    Args:
        config: contents of a `config.json`.

    Raises:
        ValueError: if the format is another.
    """
    received = config.get("config", {}).get(FORMAT_KEY)
    if received != FORMAT:
        raise ValueError(
            f"it was saved by {'an older' if received is None else 'another'} version of tfgan_zoo (format {received}, "
            f"expected {FORMAT}): train it again, or load it with the version that saved it"
        )


def check_registered(name, value):
    """Refuse to save a function that is not registered, which could not be loaded."""
    registered = keras.saving.get_registered_name(value) if inspect.isroutine(value) else None
    if registered is not None and keras.saving.get_registered_object(registered) is not value:
        raise ValueError(
            f"{name}={value.__name__} cannot be saved: put @keras.saving.register_keras_serializable('your_package') "
            "above the function's definition."
        )


def constructor_arguments(kind):
    """Names of all arguments of a game's constructor, including those that it passes to its parents.

    The positional arguments of the base class of all games are set by its subclasses, so only its keyword-only
    arguments count.
    """
    names = {}
    for parent in kind.__mro__:
        parameters = inspect.signature(parent.__init__).parameters.values()
        base = Saved in parent.__bases__
        kinds = (inspect.Parameter.KEYWORD_ONLY, *(() if base else (inspect.Parameter.POSITIONAL_OR_KEYWORD,)))
        names |= {p.name: None for p in parameters if p.kind in kinds and p.name != "self"}
        if base:
            break
    return list(names)
