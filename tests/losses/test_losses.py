"""Each loss against float64 NumPy on hand-chosen logits, and against TF-GAN's; what no loss may do, for all of them."""

import inspect

import numpy as np
import pytest
import tensorflow as tf

from tfgan_zoo import losses, metrics

REAL = np.array([[2.0], [-1.0], [0.5]])
FAKE = np.array([[-3.0], [1.0], [0.25]])
LABELS = np.array([2, 0, 1])
CLASSES = np.array([[1.0, 0.0, 2.0, -1.0], [0.5, 0.5, -0.5, 0.0], [-1.0, 3.0, 0.0, 1.0]])
FAKE_CLASSES = np.array([[0.0, 0.0, 1.0, 0.0], [-2.0, 1.0, 1.0, 0.5], [0.25, -0.25, 0.0, -3.0]])
REAL_ABOVE = REAL - FAKE.mean()
FAKE_ABOVE = FAKE - REAL.mean()


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


def surprise(logits):
    return -np.log(sigmoid(logits)).mean()


def square(values):
    return (values**2).mean()


def hinge(values):
    return np.maximum(0, values).mean()


def total(logits):
    return np.log(np.exp(logits).sum(-1))


def kernel(first, second, bandwidths=(1, 2, 4, 8, 16)):
    distances = ((first[:, None] - second[None]) ** 2).sum(-1)
    return sum(np.exp(-distances / (2 * bandwidth**2)) for bandwidth in bandwidths)


def others(values):
    return values[~np.eye(len(values), dtype=bool)].mean()


def cosines(features):
    directions = features / np.linalg.norm(features, axis=1, keepdims=True)
    return (directions @ directions.T) ** 2


PAIR = (REAL, FAKE)
# name: (arguments, value)
WANTED = {
    "minimax_discriminator": (PAIR, surprise(REAL) + surprise(-FAKE)),
    "minimax_generator": ((FAKE,), -surprise(-FAKE)),
    "non_saturating_generator": ((FAKE,), surprise(FAKE)),
    "maximum_likelihood_generator": ((FAKE,), -0.5 * (sigmoid(FAKE) / (1 - sigmoid(FAKE))).mean()),
    "least_squares_discriminator": (PAIR, 0.5 * square(REAL - 1) + 0.5 * square(FAKE)),
    "least_squares_generator": ((FAKE,), 0.5 * square(FAKE - 1)),
    "wasserstein_discriminator": (PAIR, FAKE.mean() - REAL.mean()),
    "wasserstein_generator": ((FAKE,), -FAKE.mean()),
    "hinge_discriminator": (PAIR, hinge(1 - REAL) + hinge(1 + FAKE)),
    "relativistic_discriminator": (PAIR, surprise(REAL - FAKE)),
    "relativistic_generator": (PAIR, surprise(FAKE - REAL)),
    "relativistic_least_squares_discriminator": (PAIR, square(REAL - FAKE - 1)),
    "relativistic_least_squares_generator": (PAIR, square(FAKE - REAL - 1)),
    "relativistic_hinge_discriminator": (PAIR, hinge(1 - (REAL - FAKE))),
    "relativistic_hinge_generator": (PAIR, hinge(1 - (FAKE - REAL))),
    "relativistic_average_discriminator": (PAIR, surprise(REAL_ABOVE) + surprise(-FAKE_ABOVE)),
    "relativistic_average_generator": (PAIR, surprise(FAKE_ABOVE) + surprise(-REAL_ABOVE)),
    "relativistic_average_least_squares_discriminator": (PAIR, square(REAL_ABOVE - 1) + square(FAKE_ABOVE + 1)),
    "relativistic_average_least_squares_generator": (PAIR, square(FAKE_ABOVE - 1) + square(REAL_ABOVE + 1)),
    "relativistic_average_hinge_discriminator": (PAIR, hinge(1 - REAL_ABOVE) + hinge(1 + FAKE_ABOVE)),
    "relativistic_average_hinge_generator": (PAIR, hinge(1 - FAKE_ABOVE) + hinge(1 + REAL_ABOVE)),
    "energy_discriminator": ((*PAIR, 1.5), REAL.mean() + hinge(1.5 - FAKE)),
    "energy_generator": ((FAKE,), FAKE.mean()),
    "pull_away": ((CLASSES,), others(cosines(CLASSES))),
    "balanced_discriminator": ((*PAIR, 0.25), REAL.mean() - 0.25 * FAKE.mean()),
    "next_balance": ((0.25, *PAIR, 0.5, 0.1), 0.25 + 0.1 * (0.5 * REAL.mean() - FAKE.mean())),
    "convergence_measure": ((*PAIR, 0.5), REAL.mean() + abs(0.5 * REAL.mean() - FAKE.mean())),
    "squared_mmd": (PAIR, others(kernel(REAL, REAL)) + others(kernel(FAKE, FAKE)) - 2 * kernel(REAL, FAKE).mean()),
    "biased_squared_mmd": (PAIR, (kernel(REAL, REAL) + kernel(FAKE, FAKE) - 2 * kernel(REAL, FAKE)).mean()),
    "supervised_classifier": ((CLASSES, LABELS), (total(CLASSES) - CLASSES[range(3), LABELS]).mean()),
    "semi_supervised_discriminator": (
        (CLASSES, FAKE_CLASSES),
        surprise(total(CLASSES)) + surprise(-total(FAKE_CLASSES)),
    ),
    "sequence_nll": ((CLASSES, LABELS), (total(CLASSES) - CLASSES[range(3), LABELS]).mean()),
    "policy_gradient": ((CLASSES, FAKE_CLASSES), -(CLASSES * FAKE_CLASSES).sum(1).mean()),
    "feature_matching": ((CLASSES, FAKE_CLASSES), ((CLASSES.mean(0) - FAKE_CLASSES.mean(0)) ** 2).sum()),
    "gaussian_kl": (
        (CLASSES, FAKE_CLASSES),
        0.5 * (CLASSES**2 + np.exp(FAKE_CLASSES) - FAKE_CLASSES - 1).sum(-1).mean(),
    ),
    "importance_weighted_bound": ((CLASSES,), -np.log(np.exp(CLASSES).mean(-1)).mean()),
}
FUNCTIONS = {name for name, value in vars(losses).items() if inspect.isfunction(value)}
# Their tests are in losses/test_semi_supervised.py and losses/test_policy.py.
NOT_SCALARS = {"realness", "token_log_probabilities"}


def tensors_of(name, change=lambda values: values.astype("float32")):
    """A loss's arguments with every tensor of logits changed."""
    arguments, _ = WANTED[name]
    tensor = {id(each): tf.constant(change(each)) for each in arguments if is_logits(each)}
    return [tensor.get(id(each), each) for each in arguments]


def is_logits(argument):
    return isinstance(argument, np.ndarray) and argument.dtype.kind == "f"


def value_of(name):
    return float(getattr(losses, name)(*tensors_of(name)))


@pytest.mark.parametrize("name", WANTED)
def test_a_loss_is_its_formula(name):
    assert value_of(name) == pytest.approx(WANTED[name][1], rel=1e-5)


def test_every_loss_is_checked():
    assert set(WANTED) | NOT_SCALARS == FUNCTIONS


@pytest.mark.parametrize("name", WANTED)
def test_a_loss_of_half_precision_logits_is_computed_in_single(name):
    # The square of 300 is beyond float16.
    loss = getattr(losses, name)(*tensors_of(name, lambda values: (300 * values).astype("float16")))
    wanted = getattr(losses, name)(*tensors_of(name, lambda values: (300 * values).astype("float32")))
    assert loss.dtype == tf.float32
    assert float(loss) == float(wanted)
    assert np.isfinite(loss)


@pytest.mark.parametrize("name", WANTED)
@pytest.mark.parametrize("extreme", [1e4, -1e4])
def test_extreme_logits_leave_value_and_gradients_finite(name, extreme):
    arguments = tensors_of(name, lambda values: (extreme * np.sign(values)).astype("float32"))
    watched = [each for each in arguments if tf.is_tensor(each)]
    with tf.GradientTape() as tape:
        tape.watch(watched)
        loss = getattr(losses, name)(*arguments)
    gradients = tape.gradient(loss, watched, unconnected_gradients="zero")
    assert np.isfinite(loss)
    assert all(np.isfinite(gradient).all() for gradient in gradients)


@pytest.mark.parametrize("name", WANTED)
def test_a_loss_knows_its_batch_only_when_it_runs(name):
    arguments = tensors_of(name)
    shapes = [tf.TensorSpec([None, *each.shape[1:]], each.dtype) for each in arguments if tf.is_tensor(each)]

    @tf.function(input_signature=shapes)
    def traced(*tensors):
        left = list(tensors)
        return getattr(losses, name)(*[left.pop(0) if tf.is_tensor(each) else each for each in arguments])

    tensors = [each for each in arguments if tf.is_tensor(each)]
    assert float(traced(*tensors)) == pytest.approx(value_of(name), rel=1e-6)


@pytest.mark.parametrize("name", WANTED)
def test_logits_that_are_integers_are_refused(name):
    with pytest.raises(ValueError, match="type int32"):
        getattr(losses, name)(*tensors_of(name, lambda values: values.astype("int32")))


@pytest.mark.parametrize("name", WANTED)
def test_a_batch_without_examples_is_refused(name):
    with pytest.raises(ValueError, match="empty"):
        getattr(losses, name)(*tensors_of(name, lambda values: values[:0].astype("float32")))


COMPARING = [name for name in WANTED if sum(is_logits(each) for each in WANTED[name][0]) == 2]
# Two take the mean of each kind and compare no examples; two take other pairs, with messages of their own.
MEANS_ALONE = {"next_balance", "convergence_measure"}
NOT_REAL_AND_FAKE = {"gaussian_kl", "policy_gradient"}
PAIRED = sorted(set(COMPARING) - MEANS_ALONE - NOT_REAL_AND_FAKE)


@pytest.mark.parametrize("name", PAIRED)
def test_real_and_fake_of_other_shapes_are_refused(name):
    real, fake, *rest = tensors_of(name)
    with pytest.raises(ValueError, match=r"shape \(3, \d\), the fake ones \(3, \d, 1\)"):
        getattr(losses, name)(real, fake[..., None], *rest)


def test_no_loss_takes_the_mean_over_a_table_of_all_pairs():
    """(batch, 1) less (batch,) would be (batch, batch)."""
    for name in PAIRED:
        real, fake, *rest = tensors_of(name)
        with pytest.raises(ValueError, match="shape"):
            getattr(losses, name)(real, fake[:, 0], *rest)


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("minimax_discriminator", "minimax_discriminator_loss"),
        ("minimax_generator", "minimax_generator_loss"),
        ("non_saturating_generator", "modified_generator_loss"),
        ("least_squares_discriminator", "least_squares_discriminator_loss"),
        ("least_squares_generator", "least_squares_generator_loss"),
        ("wasserstein_discriminator", "wasserstein_discriminator_loss"),
        ("wasserstein_generator", "wasserstein_generator_loss"),
        ("hinge_discriminator", "wasserstein_hinge_discriminator_loss"),
        ("wasserstein_generator", "wasserstein_hinge_generator_loss"),
        ("relativistic_average_discriminator", "relativistic_discriminator_loss"),
        ("relativistic_average_generator", "relativistic_generator_loss"),
    ],
)
def test_a_loss_is_the_one_of_tf_gan(ours, theirs):
    function = of_tf_gan(theirs)
    smoothed = ("minimax_discriminator_loss", "modified_generator_loss")
    wanted = function(*tensors_of(ours), **({"label_smoothing": 0.0} if theirs in smoothed else {}))
    if theirs == "minimax_generator_loss":  # which adds the constant loss of real logits of 1
        wanted += surprise(np.array(1.0))
    assert value_of(ours) == pytest.approx(float(wanted), rel=1e-6)


def of_tf_gan(name):
    pytest.importorskip("tensorflow_probability", reason="TF-GAN needs TensorFlow Probability")
    return getattr(metrics.tensorflow_gan().losses.wargs, name)


def gradient_of(name, logit, **options):
    """The gradient of a generator's loss by the logit of one sample."""
    fake = tf.constant([[logit]])
    with tf.GradientTape() as tape:
        tape.watch(fake)
        loss = getattr(losses, name)(fake, **options)
    return float(tape.gradient(loss, fake)[0, 0])


def test_only_the_minimax_generator_stands_still_against_a_confident_discriminator():
    """The slopes of -log(1 + e^v) and log(1 + e^-v), against a discriminator sure that the sample is generated."""
    assert gradient_of("minimax_generator", -30.0) == pytest.approx(-np.exp(-30), rel=1e-4)
    assert gradient_of("non_saturating_generator", -30.0) == pytest.approx(-1.0)
    assert gradient_of("least_squares_generator", -30.0) == pytest.approx(-31.0)


def test_the_maximum_likelihood_generator_learns_from_the_samples_that_fool():
    """Its slope is -e^v / 2 (arXiv:1701.00160, figure 16): flat like minimax's on the left, steep on the right."""
    assert gradient_of("maximum_likelihood_generator", -30.0) == pytest.approx(-0.5 * np.exp(-30), rel=1e-4)
    assert gradient_of("maximum_likelihood_generator", 3.0) == pytest.approx(-0.5 * np.exp(3), rel=1e-6)
    assert gradient_of("non_saturating_generator", 3.0) == pytest.approx(-sigmoid(-3.0), rel=1e-5)


def test_beyond_its_limit_the_exponential_keeps_its_slope():
    assert gradient_of("maximum_likelihood_generator", 29.0) == pytest.approx(-0.5 * np.exp(29), rel=1e-5)
    for logit in (30.0, 31.0, 1e4):
        assert gradient_of("maximum_likelihood_generator", logit) == pytest.approx(-0.5 * np.exp(30), rel=1e-5)


@pytest.mark.parametrize("extreme", [1e4, -1e4])
def test_sure_logits_have_the_slopes_of_straight_lines(extreme):
    wrong = float(extreme < 0)  # a generator's sample that is seen through
    assert gradient_of("non_saturating_generator", extreme) == -wrong
    assert gradient_of("minimax_generator", extreme) == wrong - 1
    assert gradient_of("least_squares_generator", extreme) == extreme - 1
    assert gradient_of("wasserstein_generator", extreme) == -1


def test_one_sided_label_smoothing_is_cross_entropy_against_a_softer_real_label():
    real, fake = tensors_of("minimax_discriminator")
    wanted = 0.9 * surprise(REAL) + 0.1 * surprise(-REAL) + surprise(-FAKE)
    assert float(losses.minimax_discriminator(real, fake, real_target=0.9)) == pytest.approx(wanted, rel=1e-6)


def test_label_smoothing_is_the_one_of_tf_gan():
    """Theirs moves the real label to 1 - s/2."""
    real, fake = tensors_of("minimax_discriminator")
    wanted = of_tf_gan("minimax_discriminator_loss")(real, fake, label_smoothing=0.2)
    assert float(losses.minimax_discriminator(real, fake, real_target=0.9)) == pytest.approx(float(wanted), rel=1e-6)


def test_a_smoothed_discriminator_is_content_at_its_target_and_not_beyond():
    real, fake = tf.constant([np.log(9.0), 30.0], tf.float32), tf.constant([-200.0, -200.0])
    with tf.GradientTape() as tape:
        tape.watch([real, fake])
        loss = losses.minimax_discriminator(real, fake, real_target=0.9)
    of_real, of_fake = tape.gradient(loss, [real, fake])
    np.testing.assert_allclose(of_real, [0, 0.05], atol=1e-6)
    np.testing.assert_array_equal(of_fake, [0, 0])  # one-sided: fake logits are pushed down without end


@pytest.mark.parametrize("target", [0.0, -0.1, 1.1, float("nan")])
def test_a_real_target_that_is_no_probability_is_refused(target):
    with pytest.raises(ValueError, match="real_target"):
        losses.minimax_discriminator(*tensors_of("minimax_discriminator"), real_target=target)


def test_least_squares_take_any_targets():
    real, fake = tensors_of("least_squares_discriminator")
    loss = losses.least_squares_discriminator(real, fake, real_target=3.0, fake_target=-2.0)
    assert float(loss) == pytest.approx(0.5 * square(REAL - 3) + 0.5 * square(FAKE + 2), rel=1e-6)
    assert float(losses.least_squares_generator(fake, target=0.0)) == pytest.approx(0.5 * square(FAKE), rel=1e-6)


def test_with_targets_of_plus_and_minus_one_the_best_discriminator_is_the_difference_over_the_sum():
    """D* = (b p + a q) / (p + q) (arXiv:1611.04076), where p and q say how often each of three states is seen."""
    real, fake = [0, 0, 1, 1, 1, 1, 1, 2, 2, 2], [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
    p, q = np.bincount(real) / 10, np.bincount(fake) / 10
    scores = tf.constant((p - q) / (p + q), tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(scores)
        pair = tf.gather(scores, real), tf.gather(scores, fake)
        loss = losses.least_squares_discriminator(*pair, real_target=1.0, fake_target=-1.0)
    np.testing.assert_allclose(tf.convert_to_tensor(tape.gradient(loss, scores)), 0, atol=1e-7)


def test_names_of_what_is_wrong_are_in_the_error():
    with pytest.raises(ValueError, match="real logits are of type bool"):
        losses.hinge_discriminator(tf.constant([True]), tf.constant([1.0]))
    with pytest.raises(ValueError, match="fake scores are empty"):
        losses.wasserstein_discriminator(tf.zeros((1, 1)), tf.zeros((0, 1)))
