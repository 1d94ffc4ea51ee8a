"""What Keras needs to know, and what it leaves out, of a game that is saved."""

import inspect

import keras


class Saved(keras.Model):
    """A model that is saved whole, from its constructor's arguments, each kept as an attribute of the same name.

    Raises:
        ValueError: when it is saved, if an argument is a function that could not be found again.
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
        passing = [variable for variable in self.variables if id(variable) not in weights]
        passing += [variable for tracker in self.trackers for variable in tracker.variables]
        return {f"passing_{number}": variable for number, variable in enumerate(passing)}

    def get_config(self):
        values = {name: getattr(self, name) for name in constructor_arguments(type(self))}
        for name, value in values.items():
            check_registered(name, value)
        return {name: keras.saving.serialize_keras_object(value) for name, value in values.items()}

    @classmethod
    def from_config(cls, config):
        return cls(**{name: keras.saving.deserialize_keras_object(value) for name, value in config.items()})


def check_registered(name, value):
    """Refuse to save a function that could not be found again."""
    registered = keras.saving.get_registered_name(value) if inspect.isroutine(value) else None
    if registered is not None and keras.saving.get_registered_object(registered) is not value:
        raise ValueError(
            f"{name}={value.__name__} cannot be saved: put @keras.saving.register_keras_serializable('your_package') "
            "above the function's definition."
        )


def constructor_arguments(kind):
    """Names of all arguments of a game's constructor, those included that it passes on to its parents.

    What the common base of all games takes, its heirs tell it: it does not count.
    """
    names = {}
    for parent in kind.__mro__:
        if Saved in parent.__bases__:
            break
        parameters = inspect.signature(parent.__init__).parameters.values()
        names |= {p.name: None for p in parameters if p.kind is p.POSITIONAL_OR_KEYWORD and p.name != "self"}
    return list(names)
