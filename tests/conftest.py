"""Settings of every test: quiet TensorFlow, no accelerator, the same random weights every time."""

import os

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")

import keras
import pytest


@pytest.fixture(autouse=True)
def same_random_weights():
    keras.utils.set_random_seed(0)


@pytest.fixture(autouse=True, scope="module")
def fresh_keras():
    yield
    keras.backend.clear_session()
