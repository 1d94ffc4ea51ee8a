"""Each class is a domain, and any picture may be asked to become one of any."""

import numpy as np
import pytest

from tfgan_zoo import data


def numbered(count=40):
    """Pictures whose pixels all are their own number; every fourth is of the same domain."""
    samples = np.arange(count, dtype="uint8")[:, None, None, None] * np.ones((1, 6, 6, 3), "uint8")
    return data.from_arrays(samples, np.arange(count) % 4)


def numbers(images):
    return np.rint((np.asarray(images)[:, 0, 0, 0] + 1) * 127.5).astype(int)


def test_labels_stay_with_their_pictures_and_sources_are_others():
    batches = list(data.domains(numbered()).batches(8, seed=2).take(10))
    for batch in batches:
        np.testing.assert_array_equal(numbers(batch["sample"]) % 4, batch["labels"])
        np.testing.assert_array_equal(numbers(batch["source"]) % 4, batch["source_labels"])
    asked = {tuple(pair) for batch in batches for pair in np.stack([batch["source_labels"], batch["labels"]], axis=1)}
    assert len(asked) == 16  # from any domain to any
    for resumed, wanted in zip(data.domains(numbered()).batches(8, seed=2, skip=7), batches[7:], strict=False):
        for name, values in wanted.items():
            np.testing.assert_array_equal(resumed[name], values)
        break


def test_in_order_the_sources_are_half_a_set_further_on():
    (batch,) = data.domains(numbered()).batches(40, shuffle=False, repeat=False)
    np.testing.assert_array_equal(numbers(batch["sample"]), np.arange(40))
    np.testing.assert_array_equal(numbers(batch["source"]), (np.arange(40) + 20) % 40)


def test_workers_together_see_the_whole_batch():
    domains = data.domains(numbered(), data.Augmentation(flip=True))
    whole = next(iter(domains.batches(8)))
    parts = [next(iter(domains.for_worker(index, 2).batches(8))) for index in range(2)]
    for name, values in whole.items():
        np.testing.assert_array_equal(np.concatenate([part[name] for part in parts]), values)


def test_a_share_of_every_domain_is_held_out_and_the_fingerprint_is_that_of_the_pictures():
    left, held = data.hold_out(data.domains(numbered()), 0.2)
    assert (left.num_examples, held.num_examples, held.split, held.num_classes) == (32, 8, data.HELD_OUT, 4)
    assert data.fingerprint(data.domains(numbered())) == data.fingerprint(numbered())


def test_tinted_pictures_have_their_ink_in_the_color_that_is_their_label():
    ink = np.random.default_rng(0).integers(0, 256, (8, 4, 4, 1), dtype="uint8")
    tinted = data.tinted(data.from_arrays(ink, np.zeros(8, int)))
    assert (tinted.num_classes, tinted.class_names) == (4, ("red", "green", "blue", "yellow"))
    np.testing.assert_array_equal(tinted.labels, [0, 1, 2, 3] * 2)
    for image, gray, label in zip(tinted.samples, ink, tinted.labels, strict=True):
        color = np.array(data.TINTS[tinted.class_names[label]])
        np.testing.assert_array_equal(image, np.rint(gray / 255 * color))


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: data.domains(data.from_arrays(numbered().samples)), "has no classes; expected labels of at least two"),
        (lambda: data.domains(data.from_arrays(numbered().samples, np.zeros(40, int))), "has 1 classes"),
        (lambda: data.domains(data.load("ring")), "received points; expected Examples of images"),
        (lambda: data.tinted(numbered()), "expected images of one channel"),
    ],
)
def test_what_is_no_set_of_domains_is_refused(make, message):
    with pytest.raises(ValueError, match=message):
        make()
