"""A game of words as a SavedModel and on the command line."""

import numpy as np
import pytest
import tensorflow as tf

from tests.models.sequences.test_seqgan import LENGTH, compiled, seqgan
from tfgan_zoo import runs, serving
from tfgan_zoo.modalities import Text


@pytest.fixture(scope="module")
def exported(tmp_path_factory):
    game = seqgan(modality=Text(["", "dog", "runs"]))
    folder = tmp_path_factory.mktemp("text")
    compiled(game).save(folder / "game.keras")
    return game, folder, serving.export_generator(game, folder / "served")


def test_a_server_gives_tokens_and_text_for_a_seed(exported):
    game, _, path = exported
    served, seeds = tf.saved_model.load(path), tf.range(8)
    tokens = served.signatures["sample"](seed=seeds)["tokens"].numpy()
    assert tokens.dtype == np.int32
    np.testing.assert_array_equal(tokens, np.concatenate([game.sample(1, seed=seed) for seed in range(8)]))
    texts = served.signatures["text"](seed=seeds)["text"].numpy()
    assert [text.decode() for text in texts] == game.modality.lines(tokens)
    assert len(set(texts)) > 2


def test_a_server_gives_tokens_for_the_numbers_they_are_drawn_of(exported):
    game, _, path = exported
    uniforms = np.random.default_rng(0).uniform(size=(5, LENGTH)).astype("float32")
    tokens = tf.saved_model.load(path).signatures["serving_default"](uniforms=tf.constant(uniforms))["tokens"]
    np.testing.assert_array_equal(tokens, game.predict(uniforms, verbose=0))


@pytest.mark.parametrize("kind", ["game.keras", "served/1"])
def test_a_page_of_samples_is_drawn_of_a_game_and_of_what_is_served(exported, kind, tmp_path):
    _, folder, _ = exported
    runs.sample(str(folder / kind), tmp_path / "page.png", 3, 0)
    assert (tmp_path / "page.png").stat().st_size > 1000
