"""Pictures of latents keep what is given beside the latents, and say it."""

import numpy as np
import pytest

from tests.helpers.tiny import SHAPE
from tests.pictures.subjects import GameSubject, conditional_gan, gan, seen_rows
from tfgan_zoo import data, latents, modalities, models, networks
from tfgan_zoo.pictures.applicability import NotApplicable
from tfgan_zoo.pictures.kinds import interpolation, sensitivity, traversal, truncation

LATENT_KINDS = (interpolation, traversal, truncation, sensitivity)


@pytest.fixture(scope="module")
def conditional():
    return GameSubject(conditional_gan())


def made(game, rows, label):
    """The images that a conditional game makes of latents."""
    inputs = {"latents": np.asarray(rows, "float32"), "labels": np.full(len(rows), label, "int32")}
    return np.asarray(game.forward_pass(game.sampler, inputs, training=False))


def test_each_row_of_an_interpolation_keeps_its_class(conditional, monkeypatch):
    seen = seen_rows(monkeypatch)
    interpolation.draw("", conditional, num=4)
    ((found, rows, columns, _),) = seen
    assert rows == ["class 0", "class 1", "class 2", "class 0"]
    assert (columns[0], columns[-1]) == ("0", "1")
    ends = conditional.generator.latents(8, 0)
    np.testing.assert_allclose(found[1, [0, -1]], made(conditional.game, ends[[1, 5]], 1), atol=1e-5)


def test_chosen_coordinates_change_and_the_class_does_not(conditional, monkeypatch):
    seen = seen_rows(monkeypatch)
    traversal.draw("", conditional, num=1, coordinates=[4, 2])
    ((found, rows, columns, _),) = seen
    assert rows == ["z[4], class 0", "z[2], class 0"]
    moved = np.repeat(conditional.generator.latents(1, 0), 9, axis=0)
    moved[:, 2] = np.array(columns, float)
    np.testing.assert_allclose(found[1], made(conditional.game, moved, 0), atol=1e-2)


def test_a_column_of_a_truncation_is_one_draw_of_one_class(conditional, monkeypatch):
    seen = seen_rows(monkeypatch)
    truncation.draw("", conditional, num=4, thresholds=[2.0, 0.5])
    ((found, rows, columns, _),) = seen
    assert rows == ["numbers up to 2", "numbers up to 0.5"]
    assert columns == ["class 0", "class 1", "class 2", "class 0"]
    within = conditional.generator.truncated(4, 0, 0.5)
    np.testing.assert_allclose(found[1, 2:3], made(conditional.game, within[2:3], 2), atol=1e-5)


def test_a_games_own_truncation_is_taken_through_its_method(monkeypatch):
    seen = seen_rows(monkeypatch)
    game = models.StyleGAN2(
        networks.stylegan_generator(SHAPE, 4, 8, latent_size=6, style_size=5, mapping_depth=1),
        networks.stylegan_discriminator(SHAPE, 4, 8),
    )
    game.generator.get_layer("styles").average.assign(np.arange(5))
    truncation.draw("", GameSubject(game), num=3)
    truncation.draw("", GameSubject(game), num=3, thresholds=[0.5])
    (found, rows, _, _), (half, _, _, _) = seen
    assert rows == ["psi 1", "psi 0.75", "psi 0.5", "psi 0.25", "psi 0"]
    np.testing.assert_allclose(found[0], game.sample(3), atol=1e-5)
    np.testing.assert_allclose(half[0], game.truncated(0.5).sample(3), atol=1e-5)
    assert not np.allclose(found[2], found[0], atol=1e-3)
    np.testing.assert_allclose(found[4], np.repeat(found[4, :1], 3, axis=0), atol=1e-5)
    with pytest.raises(ValueError, match="psi"):
        truncation.draw("", GameSubject(game), num=3, thresholds=[1.5])


def test_the_class_of_a_walk_is_in_its_title(conditional, tmp_path, monkeypatch):
    from tfgan_zoo import plots

    titles = []
    monkeypatch.setattr(plots, "sensitivity", lambda *arguments: titles.append(arguments[-1]))
    told = sensitivity.draw(tmp_path / "a.png", conditional, num=2)
    assert titles == ["Sensitivity of a sample to its noise (seed 0, class 0)\ntiny"]
    assert told.startswith("gains ")


@pytest.mark.parametrize("kind", LATENT_KINDS)
def test_points_are_drawn_over_real_ones(kind, tmp_path):
    real = data.from_arrays(np.random.default_rng(0).normal(size=(60, 2)).astype("float32"))
    kind.draw(tmp_path / "a.png", GameSubject(conditional_gan((2,), distribution=latents.uniform), real), num=2)
    assert (tmp_path / "a.png").stat().st_size > 0


@pytest.mark.parametrize("kind", LATENT_KINDS)
def test_other_samples_than_images_and_points_are_refused_in_one_sentence(kind, tmp_path):
    subject = GameSubject(conditional_gan((7,), modality=modalities.Vectors()))
    with pytest.raises(NotApplicable, match="'vectors'; this picture shows image or points samples only"):
        kind.draw(tmp_path / "a.png", subject, num=2)


def test_an_unconditional_game_has_no_row_names(monkeypatch):
    seen = seen_rows(monkeypatch)
    interpolation.draw("", GameSubject(gan()), num=2)
    assert seen[0][1] == []


def test_a_nonexistent_latent_coordinate_is_refused(conditional):
    with pytest.raises(ValueError, match="counted from 0 to 5"):
        traversal.draw("", conditional, num=1, coordinates=[6])
