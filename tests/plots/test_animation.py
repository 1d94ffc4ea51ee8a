"""A GIF has the given frames, in order."""

import numpy as np
import pytest
from PIL import Image

from tfgan_zoo import plots


def flat(level, shape=(40, 60, 1)):
    return np.full(shape, level, np.uint8)


def frames_of(path):
    with Image.open(path) as picture:
        for number in range(picture.n_frames):
            picture.seek(number)
            yield np.asarray(picture.convert("L")), picture.info["duration"]


def test_frames_are_in_order_and_the_last_one_lasts_longest(tmp_path):
    assert plots.animation(tmp_path / "a.gif", [flat(0), flat(100), flat(255)]) == 3
    frames, durations = zip(*frames_of(tmp_path / "a.gif"), strict=True)
    assert [int(frame[20, 30]) for frame in frames] == [0, 100, 255]
    assert durations[-1] > 4 * durations[0]
    assert frames[0].shape == (40, 60)


def test_frames_are_read_from_files_and_have_their_names(tmp_path):
    for number in range(2):
        plots.save_png(tmp_path / f"{number}.png", flat(10))
    plots.animation(tmp_path / "a.gif", sorted(tmp_path.glob("*.png")), ["epoch 1", "epoch 2"])
    (first, _), (second, _) = frames_of(tmp_path / "a.gif")
    assert first.shape[0] > 40  # a strip above, with words in it
    assert first[:20].min() < 128 < first[:20].max()
    assert not np.array_equal(first, second)


def test_large_frames_are_downsampled_and_many_are_thinned_out(tmp_path):
    count = plots.animation(tmp_path / "a.gif", [flat(number, (400, 720, 3)) for number in range(100)])
    assert count == 40
    frames = [frame for frame, _ in frames_of(tmp_path / "a.gif")]
    assert frames[0].shape == (200, 360)
    assert (frames[0][0, 0], frames[-1][0, 0]) == (0, 99)


@pytest.mark.parametrize(
    ("frames", "names", "message"),
    [
        ([], None, "at least one"),
        ([flat(0)], ["a", "b"], "one per frame"),
        ([flat(0), flat(0, (9, 9, 1))], None, "sizes"),
    ],
)
def test_bad_frames_are_refused_and_nothing_is_written(tmp_path, frames, names, message):
    with pytest.raises(ValueError, match=message):
        plots.animation(tmp_path / "a.gif", frames, names)
    assert not list(tmp_path.iterdir())
