"""Settings of all tests: quiet TensorFlow, no accelerator but two logical CPUs, reproducible random weights."""

import gc
import importlib
import os

import pytest
import xdist

from tests.helpers import short_lived

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
os.environ.setdefault("CUDA_VISIBLE_DEVICES", "-1")
# What XLA compiles runs once or twice here: LLVM's optimizations would take half of the time of these tests.
os.environ.setdefault("XLA_FLAGS", "--xla_backend_optimization_level=0 --xla_llvm_disable_expensive_passes=true")


def pytest_sessionstart(session):
    """Initialize TensorFlow in the processes that run tests, before any test is imported.

    The xdist controller skips this: TensorFlow's messages would be printed after pytest's last line.
    """
    if not xdist.is_xdist_controller(session):
        short_lived.two_logical_cpus()


def pytest_collection_finish(session):
    """Let no later garbage collection, of which every module ends with one, look at what stays for the session."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def same_random_weights():
    import keras

    keras.utils.set_random_seed(0)


@pytest.fixture(autouse=True, scope="module")
def fresh_keras():
    import keras

    yield
    keras.backend.clear_session()


@pytest.fixture(scope="module")
def short_lived_call():
    """A function that calls one in another process (`tests.helpers.short_lived`)."""
    with short_lived.processes() as call:
        yield call


@pytest.fixture(scope="module")
def no_last_pictures():
    """Runs end without the pictures of `pictures.finished_run`, which take seconds and cannot make a run fail."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importlib.import_module("tfgan_zoo.training.train"), "write_pictures", lambda *arguments: None)
        yield
