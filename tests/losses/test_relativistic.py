"""Properties of relativistic losses: only differences matter, and the generator's losses are the swapped ones."""

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses

REAL, FAKE = tf.constant([[2.0], [-1.0], [0.5]]), tf.constant([[-3.0], [1.0], [0.25]])
FAMILIES = [
    "relativistic",
    "relativistic_least_squares",
    "relativistic_hinge",
    "relativistic_average",
    "relativistic_average_least_squares",
    "relativistic_average_hinge",
]
every_family = pytest.mark.parametrize("family", FAMILIES)


def players(family):
    return getattr(losses, f"{family}_discriminator"), getattr(losses, f"{family}_generator")


@every_family
def test_the_generators_loss_is_the_discriminators_with_real_and_fake_swapped(family):
    discriminator, generator = players(family)
    assert float(generator(REAL, FAKE)) == float(discriminator(FAKE, REAL))
    assert float(generator(REAL, FAKE)) != float(discriminator(REAL, FAKE))


@every_family
def test_losses_are_invariant_to_a_constant_added_to_all_logits(family):
    for loss in players(family):
        assert float(loss(REAL + 5, FAKE + 5)) == pytest.approx(float(loss(REAL, FAKE)), rel=1e-6)


@every_family
def test_the_generators_loss_has_a_gradient_with_respect_to_real_logits(family):
    _, generator = players(family)
    real, fake = REAL / 10, FAKE / 10  # inside the margins
    with tf.GradientTape() as tape:
        tape.watch([real, fake])
        loss = generator(real, fake)
    of_real, of_fake = tape.gradient(loss, [real, fake])
    assert float(tf.reduce_sum(of_real)) > 0.1
    assert float(tf.reduce_sum(of_fake)) == pytest.approx(-float(tf.reduce_sum(of_real)), rel=1e-5)


@every_family
def test_with_fake_logits_of_zero_the_discriminators_loss_is_the_plain_one(family):
    """C(x) - 0 is C(x): each paired loss is then the real term of the plain loss of its family."""
    discriminator, _ = players(family)
    real, fake = REAL - tf.reduce_mean(REAL), tf.zeros_like(REAL)
    plain = {
        "relativistic": losses.minimax_discriminator,
        "relativistic_hinge": losses.hinge_discriminator,
        "relativistic_least_squares": lambda real, fake: (
            2 * losses.least_squares_discriminator(real, fake, real_target=1.0, fake_target=-1.0)
        ),
    }[family.replace("_average", "")](real, fake)
    kinds = 2 if "average" in family else 1  # paired losses have no separate term for the fake logits
    value_at_zero = {"relativistic": np.log(2)}.get(family.replace("_average", ""), 1.0)
    assert float(discriminator(real, fake)) + (2 - kinds) * value_at_zero == pytest.approx(float(plain), rel=1e-5)


def test_paired_losses_depend_on_the_order_and_average_ones_do_not():
    turned = tf.roll(FAKE, 1, axis=0)
    for family in FAMILIES:
        for loss in players(family):
            same = float(loss(REAL, turned)) == pytest.approx(float(loss(REAL, FAKE)), rel=1e-6)
            assert same == ("average" in family), family
