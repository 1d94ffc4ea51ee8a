"""Each loss against float64 NumPy on hand-chosen logits, and against TF-GAN; properties and errors of all losses."""

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
ASKED = np.array([[0.0, 0.0, 1.0, 0.0], [0.0, 1.0, 0.0, 0.0], [1.0, 0.0, 0.0, 0.0]])
MASK = np.array([[1.0, 0.0, 1.0, 1.0], [0.0, 0.0, 1.0, 0.0], [1.0, 1.0, 0.0, 1.0]])
REAL_ABOVE = REAL - FAKE.mean()
FAKE_ABOVE = FAKE - REAL.mean()


def sigmoid(logits):
    return 1 / (1 + np.exp(-logits))


def negative_log_likelihood(logits):
    return -np.log(sigmoid(logits)).mean()


def square(values):
    return (values**2).mean()


def hinge(values):
    return np.maximum(0, values).mean()


def log_sum_exp(logits):
    return np.log(np.exp(logits).sum(-1))


def kernel(first, second, bandwidths=(1, 2, 4, 8, 16)):
    distances = ((first[:, None] - second[None]) ** 2).sum(-1)
    return sum(np.exp(-distances / (2 * bandwidth**2)) for bandwidth in bandwidths)


def off_diagonal_mean(values):
    return values[~np.eye(len(values), dtype=bool)].mean()


def cosines(features):
    directions = features / np.linalg.norm(features, axis=1, keepdims=True)
    return (directions @ directions.T) ** 2


def clipped(ratio, advantages):
    return np.minimum(ratio * advantages, ratio.clip(0.8, 1.2) * advantages)


WEIGHTS = np.array([[1.0], [0.0], [0.5]])
PAIR = (REAL, FAKE)
# name: (arguments, value)
EXPECTED = {
    "minimax_discriminator": (PAIR, negative_log_likelihood(REAL) + negative_log_likelihood(-FAKE)),
    "matching_aware_discriminator": (
        (REAL, REAL - 1, FAKE, 0.25),
        negative_log_likelihood(REAL)
        + 0.25 * negative_log_likelihood(1 - REAL)
        + 0.75 * negative_log_likelihood(-FAKE),
    ),
    "one_step_ahead": ((CLASSES, FAKE_CLASSES), square(CLASSES[:, 1:] - FAKE_CLASSES[:, :-1])),
    "moment_distance": (
        (CLASSES, FAKE_CLASSES),
        np.abs(CLASSES.mean(axis=0) - FAKE_CLASSES.mean(axis=0)).mean()
        + np.abs(np.sqrt(CLASSES.var(axis=0) + 1e-6) - np.sqrt(FAKE_CLASSES.var(axis=0) + 1e-6)).mean(),
    ),
    "minimax_generator": ((FAKE,), -negative_log_likelihood(-FAKE)),
    "non_saturating_generator": ((FAKE,), negative_log_likelihood(FAKE)),
    "maximum_likelihood_generator": ((FAKE,), -0.5 * (sigmoid(FAKE) / (1 - sigmoid(FAKE))).mean()),
    "least_squares_discriminator": (PAIR, 0.5 * square(REAL - 1) + 0.5 * square(FAKE)),
    "least_squares_generator": ((FAKE,), 0.5 * square(FAKE - 1)),
    "wasserstein_discriminator": (PAIR, FAKE.mean() - REAL.mean()),
    "wasserstein_generator": ((FAKE,), -FAKE.mean()),
    "hinge_discriminator": (PAIR, hinge(1 - REAL) + hinge(1 + FAKE)),
    "relativistic_discriminator": (PAIR, negative_log_likelihood(REAL - FAKE)),
    "relativistic_generator": (PAIR, negative_log_likelihood(FAKE - REAL)),
    "relativistic_least_squares_discriminator": (PAIR, square(REAL - FAKE - 1)),
    "relativistic_least_squares_generator": (PAIR, square(FAKE - REAL - 1)),
    "relativistic_hinge_discriminator": (PAIR, hinge(1 - (REAL - FAKE))),
    "relativistic_hinge_generator": (PAIR, hinge(1 - (FAKE - REAL))),
    "relativistic_average_discriminator": (
        PAIR,
        negative_log_likelihood(REAL_ABOVE) + negative_log_likelihood(-FAKE_ABOVE),
    ),
    "relativistic_average_generator": (
        PAIR,
        negative_log_likelihood(FAKE_ABOVE) + negative_log_likelihood(-REAL_ABOVE),
    ),
    "relativistic_average_least_squares_discriminator": (PAIR, square(REAL_ABOVE - 1) + square(FAKE_ABOVE + 1)),
    "relativistic_average_least_squares_generator": (PAIR, square(FAKE_ABOVE - 1) + square(REAL_ABOVE + 1)),
    "relativistic_average_hinge_discriminator": (PAIR, hinge(1 - REAL_ABOVE) + hinge(1 + FAKE_ABOVE)),
    "relativistic_average_hinge_generator": (PAIR, hinge(1 - FAKE_ABOVE) + hinge(1 + REAL_ABOVE)),
    "energy_discriminator": ((*PAIR, 1.5), REAL.mean() + hinge(1.5 - FAKE)),
    "energy_generator": ((FAKE,), FAKE.mean()),
    "pull_away": ((CLASSES,), off_diagonal_mean(cosines(CLASSES))),
    "balanced_discriminator": ((*PAIR, 0.25), REAL.mean() - 0.25 * FAKE.mean()),
    "next_balance": ((0.25, *PAIR, 0.5, 0.1), 0.25 + 0.1 * (0.5 * REAL.mean() - FAKE.mean())),
    "convergence_measure": ((*PAIR, 0.5), REAL.mean() + abs(0.5 * REAL.mean() - FAKE.mean())),
    "squared_mmd": (
        PAIR,
        off_diagonal_mean(kernel(REAL, REAL)) + off_diagonal_mean(kernel(FAKE, FAKE)) - 2 * kernel(REAL, FAKE).mean(),
    ),
    "biased_squared_mmd": (PAIR, (kernel(REAL, REAL) + kernel(FAKE, FAKE) - 2 * kernel(REAL, FAKE)).mean()),
    "supervised_classifier": ((CLASSES, LABELS), (log_sum_exp(CLASSES) - CLASSES[range(3), LABELS]).mean()),
    "semi_supervised_discriminator": (
        (CLASSES, FAKE_CLASSES),
        negative_log_likelihood(log_sum_exp(CLASSES)) + negative_log_likelihood(-log_sum_exp(FAKE_CLASSES)),
    ),
    "imputation_discriminator": (
        (CLASSES, MASK),
        (MASK * np.logaddexp(0, -CLASSES) + (1 - MASK) * np.logaddexp(0, CLASSES)).mean(),
    ),
    "imputation_generator": ((CLASSES, MASK), ((1 - MASK) * np.logaddexp(0, -CLASSES)).mean()),
    "observed_error": (
        (CLASSES, FAKE_CLASSES, MASK, 0.25),
        4 * (MASK * (CLASSES - FAKE_CLASSES) ** 2).mean(),
    ),
    "condition_cross_entropy": (
        (CLASSES, ASKED, (1, 3)),
        (log_sum_exp(CLASSES[:, 1:]) - CLASSES[[0, 1, 2], [2, 1, 0]])[:2].sum() / 3,  # one category alone has no choice
    ),
    "sequence_nll": ((CLASSES, LABELS), (log_sum_exp(CLASSES) - CLASSES[range(3), LABELS]).mean()),
    "policy_gradient": ((CLASSES, FAKE_CLASSES), -(CLASSES * FAKE_CLASSES).sum(1).mean()),
    "ranking_discriminator": (
        (REAL, FAKE, WEIGHTS),
        0.5 * (WEIGHTS * (np.log1p(np.exp(-REAL)) + np.log1p(np.exp(FAKE)))).mean(),
    ),
    "pairwise_ranking": ((REAL, FAKE, WEIGHTS), (WEIGHTS * np.log1p(np.exp(FAKE - REAL))).mean()),
    "squared_norm": ((CLASSES, WEIGHTS[:, 0]), 0.5 * (WEIGHTS * CLASSES**2).sum()),
    "clipped_policy": ((REAL, FAKE, WEIGHTS), -clipped(np.exp(REAL - FAKE), WEIGHTS).mean()),
    "bernoulli_entropy": (
        (REAL,),
        -(sigmoid(REAL) * np.log(sigmoid(REAL)) + sigmoid(-REAL) * np.log(sigmoid(-REAL))).mean(),
    ),
    "feature_matching": ((CLASSES, FAKE_CLASSES), ((CLASSES.mean(0) - FAKE_CLASSES.mean(0)) ** 2).sum()),
    "gaussian_kl": (
        (CLASSES, FAKE_CLASSES),
        0.5 * (CLASSES**2 + np.exp(FAKE_CLASSES) - FAKE_CLASSES - 1).sum(-1).mean(),
    ),
    "orthogonality": ((CLASSES,), ((CLASSES.T @ CLASSES * (1 - np.eye(4))) ** 2).sum()),
    "importance_weighted_bound": ((CLASSES,), -np.log(np.exp(CLASSES).mean(-1)).mean()),
}
FUNCTIONS = {name for name, value in vars(losses).items() if inspect.isfunction(value)}
# Their tests are in losses/test_semi_supervised.py, losses/test_policy.py and models/decisions.
NOT_SCALARS = {"realness", "token_log_probabilities", "ranking_reward", "imitation_reward", "generalized_advantages"}


def arguments_of(name, change=lambda values: values.astype("float32")):
    """A loss's arguments as tensors, with a function applied to all logits."""
    arguments, _ = EXPECTED[name]
    tensor = {id(each): tf.constant(change(each)) for each in arguments if is_logits(each)}
    return [tensor.get(id(each), each) for each in arguments]


def is_logits(argument):
    return isinstance(argument, np.ndarray) and argument.dtype.kind == "f"


def value_of(name):
    return float(getattr(losses, name)(*arguments_of(name)))


@pytest.mark.parametrize("name", EXPECTED)
def test_losses_match_their_formulas(name):
    assert value_of(name) == pytest.approx(EXPECTED[name][1], rel=1e-5)


def test_every_loss_is_tested():
    assert set(EXPECTED) | NOT_SCALARS == FUNCTIONS


@pytest.mark.parametrize("name", EXPECTED)
def test_losses_of_half_precision_logits_are_computed_in_float32(name):
    # The square of 300 is beyond float16.
    loss = getattr(losses, name)(*arguments_of(name, lambda values: (300 * values).astype("float16")))
    expected = getattr(losses, name)(*arguments_of(name, lambda values: (300 * values).astype("float32")))
    assert loss.dtype == tf.float32
    assert float(loss) == float(expected)
    assert np.isfinite(loss)


@pytest.mark.parametrize("name", EXPECTED)
@pytest.mark.parametrize("extreme", [1e4, -1e4])
def test_extreme_logits_leave_value_and_gradients_finite(name, extreme):
    arguments = arguments_of(name, lambda values: (extreme * np.sign(values)).astype("float32"))
    watched = [each for each in arguments if tf.is_tensor(each)]
    with tf.GradientTape() as tape:
        tape.watch(watched)
        loss = getattr(losses, name)(*arguments)
    gradients = tape.gradient(loss, watched, unconnected_gradients="zero")
    assert np.isfinite(loss)
    assert all(np.isfinite(gradient).all() for gradient in gradients)


@pytest.mark.parametrize("name", EXPECTED)
def test_losses_can_be_traced_with_an_unknown_batch_size(name):
    arguments = arguments_of(name)
    shapes = [tf.TensorSpec([None, *each.shape[1:]], each.dtype) for each in arguments if tf.is_tensor(each)]

    @tf.function(input_signature=shapes, autograph=False)  # as Keras traces a training step
    def traced(*tensors):
        remaining = list(tensors)
        return getattr(losses, name)(*[remaining.pop(0) if tf.is_tensor(each) else each for each in arguments])

    tensors = [each for each in arguments if tf.is_tensor(each)]
    assert float(traced(*tensors)) == pytest.approx(value_of(name), rel=1e-6)


@pytest.mark.parametrize("name", EXPECTED)
def test_logits_that_are_integers_are_refused(name):
    with pytest.raises(ValueError, match="type int32"):
        getattr(losses, name)(*arguments_of(name, lambda values: values.astype("int32")))


@pytest.mark.parametrize("name", EXPECTED)
def test_a_batch_without_examples_is_refused(name):
    with pytest.raises(ValueError, match="empty"):
        getattr(losses, name)(*arguments_of(name, lambda values: values[:0].astype("float32")))


PAIRED = [name for name in EXPECTED if sum(is_logits(each) for each in EXPECTED[name][0]) == 2]
# Two use only the mean of each kind, so shapes may differ; six take other pairs, and have their own messages.
UNPAIRED = {"squared_norm", "next_balance", "convergence_measure", "gaussian_kl", "policy_gradient"}
UNPAIRED |= {"imputation_discriminator", "imputation_generator", "condition_cross_entropy"}


@pytest.mark.parametrize("name", sorted(set(PAIRED) - UNPAIRED))
def test_real_and_fake_of_other_shapes_are_refused(name):
    real, fake, *rest = arguments_of(name)
    with pytest.raises(ValueError, match=r"shape \(3, \d\), the fake ones \(3, \d, 1\)"):
        getattr(losses, name)(real, fake[..., None], *rest)


def test_no_loss_broadcasts_to_all_pairs():
    """(batch, 1) minus (batch,) would be (batch, batch)."""
    for name in sorted(set(PAIRED) - UNPAIRED):
        real, fake, *rest = arguments_of(name)
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
def test_losses_match_tf_gan(ours, theirs):
    function = of_tf_gan(theirs)
    smoothed = ("minimax_discriminator_loss", "modified_generator_loss")
    expected = function(*arguments_of(ours), **({"label_smoothing": 0.0} if theirs in smoothed else {}))
    if theirs == "minimax_generator_loss":  # which adds the constant loss of real logits of 1
        expected += negative_log_likelihood(np.array(1.0))
    assert value_of(ours) == pytest.approx(float(expected), rel=1e-6)


def of_tf_gan(name):
    pytest.importorskip("tensorflow_probability", reason="TF-GAN needs TensorFlow Probability")
    return getattr(metrics.tensorflow_gan().losses.wargs, name)


def gradient_of(name, logit, **options):
    """The gradient of a generator's loss with respect to the logit of one sample."""
    fake = tf.constant([[logit]])
    with tf.GradientTape() as tape:
        tape.watch(fake)
        loss = getattr(losses, name)(fake, **options)
    return float(tape.gradient(loss, fake)[0, 0])


def test_only_the_minimax_generator_saturates_against_a_confident_discriminator():
    """The slopes of -log(1 + e^v) and log(1 + e^-v), for a discriminator that is sure the sample is generated."""
    assert gradient_of("minimax_generator", -30.0) == pytest.approx(-np.exp(-30), rel=1e-4)
    assert gradient_of("non_saturating_generator", -30.0) == pytest.approx(-1.0)
    assert gradient_of("least_squares_generator", -30.0) == pytest.approx(-31.0)


def test_the_maximum_likelihood_generator_learns_from_samples_that_fool_the_discriminator():
    """Its slope is -e^v / 2 (arXiv:1701.00160, figure 16): flat like minimax's on the left, steep on the right."""
    assert gradient_of("maximum_likelihood_generator", -30.0) == pytest.approx(-0.5 * np.exp(-30), rel=1e-4)
    assert gradient_of("maximum_likelihood_generator", 3.0) == pytest.approx(-0.5 * np.exp(3), rel=1e-6)
    assert gradient_of("non_saturating_generator", 3.0) == pytest.approx(-sigmoid(-3.0), rel=1e-5)


def test_the_exponential_has_a_constant_slope_beyond_its_limit():
    assert gradient_of("maximum_likelihood_generator", 29.0) == pytest.approx(-0.5 * np.exp(29), rel=1e-5)
    for logit in (30.0, 31.0, 1e4):
        assert gradient_of("maximum_likelihood_generator", logit) == pytest.approx(-0.5 * np.exp(30), rel=1e-5)


@pytest.mark.parametrize("extreme", [1e4, -1e4])
def test_losses_have_constant_slopes_at_extreme_logits(extreme):
    detected = float(extreme < 0)  # whether the discriminator recognizes the sample as generated
    assert gradient_of("non_saturating_generator", extreme) == -detected
    assert gradient_of("minimax_generator", extreme) == detected - 1
    assert gradient_of("least_squares_generator", extreme) == extreme - 1
    assert gradient_of("wasserstein_generator", extreme) == -1


def test_one_sided_label_smoothing_is_cross_entropy_with_a_smoothed_real_label():
    real, fake = arguments_of("minimax_discriminator")
    expected = (
        0.9 * negative_log_likelihood(REAL) + 0.1 * negative_log_likelihood(-REAL) + negative_log_likelihood(-FAKE)
    )
    assert float(losses.minimax_discriminator(real, fake, real_target=0.9)) == pytest.approx(expected, rel=1e-6)


def test_label_smoothing_matches_tf_gan():
    """TF-GAN's changes the real label to 1 - s/2."""
    real, fake = arguments_of("minimax_discriminator")
    expected = of_tf_gan("minimax_discriminator_loss")(real, fake, label_smoothing=0.2)
    assert float(losses.minimax_discriminator(real, fake, real_target=0.9)) == pytest.approx(float(expected), rel=1e-6)


def test_a_smoothed_discriminator_has_zero_gradient_exactly_at_its_target():
    real, fake = tf.constant([np.log(9.0), 30.0], tf.float32), tf.constant([-200.0, -200.0])
    with tf.GradientTape() as tape:
        tape.watch([real, fake])
        loss = losses.minimax_discriminator(real, fake, real_target=0.9)
    of_real, of_fake = tape.gradient(loss, [real, fake])
    np.testing.assert_allclose(of_real, [0, 0.05], atol=1e-6)
    np.testing.assert_array_equal(of_fake, [0, 0])  # one-sided: fake logits are pushed down without limit


@pytest.mark.parametrize("target", [0.0, -0.1, 1.1, float("nan")])
def test_a_real_target_that_is_not_a_probability_is_refused(target):
    with pytest.raises(ValueError, match="real_target"):
        losses.minimax_discriminator(*arguments_of("minimax_discriminator"), real_target=target)


def test_least_squares_accept_any_targets():
    real, fake = arguments_of("least_squares_discriminator")
    loss = losses.least_squares_discriminator(real, fake, real_target=3.0, fake_target=-2.0)
    assert float(loss) == pytest.approx(0.5 * square(REAL - 3) + 0.5 * square(FAKE + 2), rel=1e-6)
    assert float(losses.least_squares_generator(fake, target=0.0)) == pytest.approx(0.5 * square(FAKE), rel=1e-6)


def test_with_targets_plus_and_minus_one_the_optimal_discriminator_is_the_difference_over_the_sum():
    """D* = (b p + a q) / (p + q) (arXiv:1611.04076), where p and q are the frequencies of three states."""
    real, fake = [0, 0, 1, 1, 1, 1, 1, 2, 2, 2], [0, 0, 0, 0, 1, 1, 1, 1, 2, 2]
    p, q = np.bincount(real) / 10, np.bincount(fake) / 10
    scores = tf.constant((p - q) / (p + q), tf.float32)
    with tf.GradientTape() as tape:
        tape.watch(scores)
        pair = tf.gather(scores, real), tf.gather(scores, fake)
        loss = losses.least_squares_discriminator(*pair, real_target=1.0, fake_target=-1.0)
    np.testing.assert_allclose(tf.convert_to_tensor(tape.gradient(loss, scores)), 0, atol=1e-7)


def test_the_error_names_the_argument():
    with pytest.raises(ValueError, match="real logits are of type bool"):
        losses.hinge_discriminator(tf.constant([True]), tf.constant([1.0]))
    with pytest.raises(ValueError, match="fake scores are empty"):
        losses.wasserstein_discriminator(tf.zeros((1, 1)), tf.zeros((0, 1)))
