"""Colors as classes, and colors that are none."""

import numpy as np
import pytest

from tfgan_zoo import data

PALETTE = ((0, 0, 255), (0, 255, 0), (255, 0, 0))


def colored(classes, palette=PALETTE, noise=0):
    maps = np.asarray(palette)[classes] + np.random.default_rng(0).integers(-noise, noise + 1, size=(*classes.shape, 3))
    maps = data.from_arrays(maps.clip(0, 255).astype("uint8"))
    pictures = np.arange(classes.size * 3).reshape(*classes.shape, 3) % 251
    return data.paired(data.from_arrays(pictures.astype("uint8")), maps)


def classes_of(count=4):
    return np.random.default_rng(1).integers(3, size=(count, 8, 8))


def test_a_color_near_to_one_of_the_palette_is_its_class():
    classes = classes_of()
    maps = data.label_maps(colored(classes, noise=20), PALETTE)
    batch = next(iter(maps.batches(4, shuffle=False, repeat=False)))
    np.testing.assert_array_equal(batch["source"], np.eye(3)[classes])
    assert (maps.source_shape, maps.shape) == ((8, 8, 3), (8, 8, 3))


def test_augmented_maps_stay_one_hot_and_keep_to_their_pictures():
    pairs = data.label_maps(data.load_paired("scenes", "test"), data.SCENE_COLORS)
    batch = next(iter(pairs.batches(8, augment=data.Augmentation(flip=True, jitter=4))))
    source = batch["source"].numpy()
    assert set(np.unique(source)) == {0.0, 1.0}
    np.testing.assert_array_equal(source.sum(axis=-1), 1)
    sky = source[..., 0] == 1
    blue_exceeds_red = (batch["sample"][..., 2] > batch["sample"][..., 0]).numpy()
    assert (sky == blue_exceeds_red).mean() > 0.97


def test_one_of_several_workers_reads_its_own_rows():
    pairs = data.label_maps(colored(classes_of(8)), PALETTE)
    whole = next(iter(pairs.batches(4)))["source"]
    parts = [next(iter(pairs.for_worker(index, 2).batches(4)))["source"] for index in range(2)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)


def test_a_color_that_is_none_of_the_palettes_is_named_with_the_nearest():
    classes = classes_of()
    gray = ((0, 0, 255), (0, 255, 0), (200, 180, 190))
    with pytest.raises(ValueError, match=r"about the color \(208, 176, 176\).*nearest is \(255, 0, 0\), class 2"):
        data.label_maps(colored(classes, gray), PALETTE)


@pytest.mark.parametrize(
    ("palette", "message"),
    [([1, 2, 3], "palette of shape .3,."), ([(0, 0, 0)], "expected two to 256 colors")],
)
def test_a_palette_of_another_shape_is_refused(palette, message):
    with pytest.raises(ValueError, match=message):
        data.label_maps(colored(classes_of()), palette)


def test_sources_without_colors_are_refused():
    with pytest.raises(ValueError, match="expected colored label maps"):
        data.label_maps(data.load_paired("outlined_digits", "test"), PALETTE)


def test_scenes_are_the_same_each_time_and_other_ones_for_the_test():
    first, second = (data.load_paired("scenes", "test").target.samples for _ in range(2))
    np.testing.assert_array_equal(first, second)
    train = data.load_paired("scenes")
    assert (train.num_examples, train.shape, train.source_shape) == (1000, (32, 32, 3), (32, 32, 3))
    assert not any((train.target.samples == picture).all(axis=(1, 2, 3)).any() for picture in first[:20])
