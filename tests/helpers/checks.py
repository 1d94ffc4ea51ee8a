"""Checks that every game and every trick must pass."""

import keras
import numpy as np

from tfgan_zoo.conditions import sample_of


def check_gan(gan, dataset, tmp_path):
    """A compiled game trains, each player updates its own weights, and a saved game loads with the same samples."""
    check_each_player_updates_only_its_own_weights(gan, dataset)
    compile_without_xla(gan)
    check_fit_logs_every_term(gan, dataset)
    check_saved_game_is_the_same(gan, tmp_path / "game.keras", dataset)


def check_fit_logs_every_term(gan, dataset):
    steps = int(gan.steps.numpy())
    terms = [metric.name for metric in gan.metrics] if gan.phase is None else gan.phase.terms
    logs = gan.fit(dataset, epochs=1, steps_per_epoch=1, verbose=0).history
    assert sorted(logs) == sorted(terms)
    assert all(np.isfinite(values).all() for values in logs.values())
    assert int(gan.steps.numpy()) == steps + 1


def check_each_player_updates_only_its_own_weights(gan, dataset):
    """Each player's update changes all its kernels, and no trainable weight of another player."""
    compile_without_xla(gan, run_eagerly=True)
    updates = []
    update = gan.update

    def recorded(player, gradients, terms):
        before = values_of(gan)
        terms = update(player, gradients, terms)
        changed = {path for path, value in values_of(gan).items() if not np.array_equal(value, before[path])}
        updates.append((changed, {id_of(variable) for variable in gan.players[player]}))
        return terms

    gan.update = recorded
    gan.fit(dataset, epochs=1, steps_per_epoch=1, verbose=0)
    del gan.update
    kernels = {path for path, value in values_of(gan).items() if value.ndim > 1}
    assert updates
    for changed, allowed in updates:
        assert changed <= allowed
        assert kernels & allowed <= changed
    if not gan.phases:  # in one of several phases, not every player need be updated
        assert set.union(*(allowed for _, allowed in updates)) == set(values_of(gan))


def values_of(gan):
    """Every weight that a player trains."""
    return {id_of(variable): variable.numpy() for variables in gan.players.values() for variable in variables}


def id_of(variable):
    return (variable.path, id(variable))


def check_saved_game_is_the_same(gan, path, dataset):
    """Every variable, both optimizers and the samples are the same after saving and loading."""
    gan.save(path)
    loaded = keras.saving.load_model(path)
    for mine, other in zip(state_of(gan), state_of(loaded), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)
    real = gan.samples(next(iter(dataset)))
    inputs = {**gan.draw(len(sample_of(real)), (0, 0)), **gan.given_of(real)}
    np.testing.assert_array_equal(predictions(gan, inputs), predictions(loaded, inputs))


def state_of(gan):
    """All variables on which the rest of a run depends."""
    return gan.variables + [variable for optimizer in gan.optimizers.values() for variable in optimizer.variables]


def compile_without_xla(gan, **execution):
    """Compile without XLA, which would take seconds for a step that these tests run once."""
    gan.compile(*gan.optimizers.values(), jit_compile=False, **execution)


def predictions(gan, inputs):
    return gan.predict({name: np.asarray(value) for name, value in inputs.items()}, verbose=0)
