"""Training in phases: each has its own step and terms, and the phase depends only on the count of steps."""

import keras
import numpy as np
import pytest

from tests.helpers.tiny import compiled, images, linear_players
from tfgan_zoo import callbacks, models
from tfgan_zoo.models.base.phases import Phase, terms_of


@keras.saving.register_keras_serializable("tests")
class Pretrained(models.GAN):
    """Pre-training, in which the generator learns to output zero, then the game."""

    def __init__(self, generator, discriminator, num_pretraining=2, **kwargs):
        self.num_pretraining = num_pretraining
        self.traced = []
        self.terms = terms_of(self.phases)
        super().__init__(generator, discriminator, **kwargs)

    @property
    def phases(self):
        return (
            Phase("pretraining", self.num_pretraining, self.pretraining_step, ("size",)),
            Phase("game", None, self.game_step, ("discriminator", "generator")),
        )

    def train_step(self, data):
        return self.phase.step(data)

    def pretraining_step(self, data):
        self.traced.append("pretraining")
        real = self.samples(data)
        return self.report(self.descend(lambda: {"size": keras.ops.mean(self.generate_fake(real) ** 2)}, "generator"))

    def game_step(self, data):
        self.traced.append("game")
        return models.GAN.train_step(self, data)


def pretrained(**options):
    keras.utils.set_random_seed(0)
    return compiled(Pretrained(*linear_players(), **options), run_eagerly=False)  # a graph must see the phase change


def fit(game, steps):
    return game.fit(images(4, (2,)), batch_size=4, epochs=steps, verbose=0, shuffle=False).history


def test_each_phase_uses_its_own_step():
    game = pretrained()
    before = game.discriminator.get_weights()[0]
    assert game.phase.name == "pretraining"
    history = fit(game, 2)
    np.testing.assert_array_equal(before, game.discriminator.get_weights()[0])
    assert list(history) == ["size"]
    assert game.phase.name == "game"
    assert sorted(fit(game, 1)) == ["discriminator", "generator"]
    assert not np.array_equal(before, game.discriminator.get_weights()[0])


def test_each_phase_is_traced_once_in_a_single_fit():
    game = pretrained()
    history = fit(game, 5)
    assert game.traced == ["pretraining", "game"]
    assert len(history["size"]) == 2 and len(history["generator"]) == 3


def test_a_phase_is_prepared_before_its_first_step_unless_it_is_the_first():
    game = pretrained()
    begun = []
    game.begin_phase = lambda: begun.append((game.phase.name, int(game.steps)))
    fit(game, 4)
    assert begun == [("game", 2)]


def test_training_resumes_in_the_middle_of_a_phase(tmp_path):
    uninterrupted, stopped = pretrained(num_pretraining=3), pretrained(num_pretraining=3)
    fit(uninterrupted, 5)
    fit(stopped, 2)
    stopped.save(tmp_path / "game.keras")
    loaded = models.load(tmp_path / "game.keras")
    assert loaded.phase.name == "pretraining"
    fit(loaded, 3)
    for mine, other in zip(uninterrupted.variables, loaded.variables, strict=True):
        np.testing.assert_array_equal(mine, other, err_msg=mine.path)


def test_the_loss_table_names_the_phase(tmp_path):
    game = pretrained()
    game.fit(images(4, (2,)), epochs=3, verbose=0, callbacks=[callbacks.LossTable(tmp_path / "losses.csv")])
    rows = callbacks.Table(tmp_path / "losses.csv").rows()
    assert [row["phase"] for row in rows] == ["pretraining", "pretraining", "game"]
    assert rows[0]["generator"] == "" and float(rows[2]["generator"]) > 0


def test_an_epoch_of_two_phases_logs_the_terms_of_both_over_their_own_steps():
    apart, together = pretrained(num_pretraining=2), pretrained(num_pretraining=2)
    expected = {}
    for batches in (images(8, (2,)), images(4, (2,))):
        expected |= apart.fit(batches, batch_size=4, verbose=0, shuffle=False).history
    both = np.concatenate([images(8, (2,)), images(4, (2,))])
    history = together.fit(both, batch_size=4, epochs=2, verbose=0, shuffle=False).history
    assert {name: values[:1] for name, values in history.items()} == expected
    assert {name: len(values) for name, values in history.items()} == {"size": 1, "discriminator": 2, "generator": 2}


def test_a_phase_without_steps_is_refused():
    with pytest.raises(ValueError, match="num_steps of 'pretraining' as an integer of at least 1, not 0"):
        pretrained(num_pretraining=0)


def test_fused_steps_that_would_span_two_phases_are_refused():
    game = pretrained(num_pretraining=3)
    game.compile(*game.optimizers.values(), steps_per_execution=2)
    with pytest.raises(ValueError, match="has 3 steps, which steps_per_execution=2 does not divide"):
        fit(game, 1)
