"""Which source a name leads to."""

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import data


def test_names_of_this_package_come_before_folders_of_the_same_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("digits", "mnist"):
        (tmp_path / name).mkdir()
        Image.fromarray(np.zeros((4, 4), "uint8")).save(tmp_path / name / "a.png")
    assert data.load("digits").num_examples == 1497
    assert data.load("./digits").num_examples == 1
    assert data.load("mnist").num_examples == 1


def test_a_missing_path_is_reported_as_a_path():
    with pytest.raises(FileNotFoundError, match="There is no folder nowhere"):
        data.load("./nowhere")


def test_an_empty_name_is_refused():
    with pytest.raises(ValueError, match="The name is empty"):
        data.load("")


def test_batches_feed_a_keras_model_and_epochs_have_the_given_length():
    import keras

    model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10)])
    model.compile("sgd", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    batches = data.load("digits").batches(32, labels=True)
    history = model.fit(batches, steps_per_epoch=20, epochs=2, verbose=0).history["loss"]
    assert history[1] < history[0]
