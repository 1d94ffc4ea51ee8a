"""What every game and every trick must hold, whatever its paper."""

import keras
import numpy as np

from tfgan_zoo.conditions import sample_of


def check_gan(gan, dataset, tmp_path):
    """A compiled game learns, moves what it should, saves whole and samples the same after loading."""
    check_each_side_moves_its_own_weights(gan, dataset)
    check_fit_logs_every_term(gan, dataset)
    check_saved_game_is_the_same(gan, tmp_path / "game.keras", dataset)


def check_fit_logs_every_term(gan, dataset):
    compile_without_xla(gan)
    steps = int(gan.steps.numpy())
    terms = [metric.name for metric in gan.metrics] if gan.phase is None else gan.phase.terms
    logs = gan.fit(dataset, epochs=1, steps_per_epoch=1, verbose=0).history
    assert sorted(logs) == sorted(terms)
    assert all(np.isfinite(values).all() for values in logs.values())
    assert int(gan.steps.numpy()) == steps + 1


def check_each_side_moves_its_own_weights(gan, dataset):
    """In each turn every kernel of the side that moves changes, and no other trained weight does."""
    compile_without_xla(gan, run_eagerly=True)
    turns = []
    descend = gan.descend

    def watched(objective, player, tape=None):
        before = values_of(gan)
        terms = descend(objective, player, tape)
        moved = {path for path, value in values_of(gan).items() if not np.array_equal(value, before[path])}
        turns.append((moved, {id_of(variable) for variable in gan.players[player]}))
        return terms

    gan.descend = watched
    gan.fit(dataset, epochs=1, steps_per_epoch=1, verbose=0)
    del gan.descend
    kernels = {path for path, value in values_of(gan).items() if value.ndim > 1}
    assert turns
    for moved, allowed in turns:
        assert moved <= allowed
        assert kernels & allowed <= moved
    if not gan.phases:  # in one of several, not every player may have its turn
        assert set.union(*(allowed for _, allowed in turns)) == set(values_of(gan))


def values_of(gan):
    """Every weight that a player trains."""
    return {id_of(variable): variable.numpy() for variables in gan.players.values() for variable in variables}


def id_of(variable):
    return (variable.path, id(variable))


def check_saved_game_is_the_same(gan, path, dataset):
    """Every variable, both optimizers and the samples survive saving."""
    gan.save(path)
    again = keras.saving.load_model(path)
    for mine, other in zip(state_of(gan), state_of(again), strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)
    real = gan.samples(next(iter(dataset)))
    inputs = {**gan.draw(len(sample_of(real)), (0, 0)), **gan.given_of(real)}
    np.testing.assert_array_equal(predictions(gan, inputs), predictions(again, inputs))


def state_of(gan):
    """All variables on which the rest of a run depends."""
    return gan.variables + [variable for optimizer in gan.optimizers.values() for variable in optimizer.variables]


def compile_without_xla(gan, **execution):
    """XLA takes seconds to compile what these tests run once."""
    gan.compile(*gan.optimizers.values(), jit_compile=False, **execution)


def predictions(gan, inputs):
    return gan.predict({name: np.asarray(value) for name, value in inputs.items()}, verbose=0)
