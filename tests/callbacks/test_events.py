"""TensorBoard finds every term, every metric and the samples, over training steps."""

import pytest
import tensorflow as tf

from tests.callbacks.fake_game import FakeImages, end_epochs
from tfgan_zoo.callbacks import Events, Samples


def test_events_have_terms_metrics_and_pictures_at_the_games_steps(tmp_path):
    callbacks = [Samples(tmp_path / "samples", None, 4), Events(tmp_path / "events", tmp_path / "samples")]
    end_epochs(callbacks, FakeImages(), [0.25, 0.125])
    written = {}
    for path in (tmp_path / "events").iterdir():
        for event in tf.compat.v1.train.summary_iterator(str(path)):
            for value in event.summary.value:
                written.setdefault(value.tag, {})[event.step] = tf.make_ndarray(value.tensor)
    assert set(written) == {"losses/generator", "metrics/score", "samples"}
    assert {step: float(value) for step, value in written["metrics/score"].items()} == {10: 0.25, 20: 0.125}
    assert set(written["samples"]) == {10, 20}


def test_events_for_which_there_is_no_room_are_named(tmp_path, monkeypatch):
    def full(*args, **kwargs):
        raise tf.errors.ResourceExhaustedError(None, None, "events.out.v2; No space left on device")

    callbacks = [Samples(tmp_path / "samples", None, 4), Events(tmp_path / "events", tmp_path / "samples")]
    monkeypatch.setattr(tf.summary, "scalar", full)
    with pytest.raises(OSError, match=r"/events cannot be written \(No space left on device\).*Make room"):
        end_epochs(callbacks, FakeImages(), [0.25])
    monkeypatch.setattr(tf.summary, "create_file_writer", full)
    with pytest.raises(OSError, match="/events cannot be written"):
        end_epochs(callbacks, FakeImages(), [0.25])
