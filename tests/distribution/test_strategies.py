"""Each strategy of the flag; batches that cannot be split are refused."""

import pytest
import tensorflow as tf

from tfgan_zoo.distribution import strategies


def test_mirrored_uses_every_local_device():
    assert strategies.local_devices().num_replicas_in_sync == 2


def test_a_batch_must_be_split_equally():
    strategy = strategies.local_devices()
    strategies.check_batch_size(strategy, 6)
    with pytest.raises(ValueError, match="batch of 7 .* 2 replicas: give --batch-size 6 or 8"):
        strategies.check_batch_size(strategy, 7)
    with pytest.raises(ValueError, match="give --batch-size 2"):
        strategies.check_batch_size(strategy, 1)


def test_one_device_accepts_any_batch_size():
    strategies.check_batch_size(tf.distribute.get_strategy(), 7)


def test_multi_worker_without_a_cluster_is_an_error(monkeypatch):
    monkeypatch.delenv("TF_CONFIG", raising=False)
    with pytest.raises(ValueError, match="TF_CONFIG, but it is not set"):
        strategies.all_workers()


def test_a_machine_without_a_tpu_is_an_error(monkeypatch):
    monkeypatch.delenv("TPU_NAME", raising=False)
    with pytest.raises(ValueError, match="no TPU to train on"):
        strategies.tpu_cores()
