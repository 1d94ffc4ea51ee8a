"""Each problem is reported for signals that show it, and for no others."""

import dataclasses
import re

import pytest

from tfgan_zoo.monitor import PROBLEMS, Signals, diagnose, in_words

HEALTHY = Signals(
    steps=0,
    separation=0.85,
    confidence=0.6,
    overfitting=0.05,
    memorization=0.52,
    score_spread=0.6,
    slope_ratio=0.6,
    generator_gradient=2.0,
    discriminator_gradient=10.0,
    generator_weights=10.0,
    discriminator_weights=5.0,
    diversity=1.0,
    coverage=0.95,
    distance=0.01,
    movement=0.3,
    real_low=-1.0,
    real_high=1.0,
    fake_low=-1.0,
    fake_high=1.0,
    is_image=1,
    metric=10.0,
)
SHOWS = {  # the signals of each illness where they differ from healthy ones
    "wrong data range": [{"real_low": 0.0}, {"real_high": 255.0}],
    "divergence": [
        {"generator_weights": 200.0},
        {"discriminator_weights": float("nan")},
        {"fake_high": float("inf")},
    ],
    "vanishing gradients": [{"slope_ratio": 1e-4, "generator_gradient": 1e-5}],
    "discriminator too strong": [
        {"confidence": 0.99, "separation": 1.0, "distance": 1.0, "movement": 0.1},
        {"confidence": float("nan"), "separation": 1.0, "distance": 1.0, "movement": float("nan")},
    ],
    "discriminator too weak": [{"separation": 0.1, "distance": 1.5}],
    "mode collapse": [{"coverage": 0.1}, {"diversity": 0.01}],
    "oscillation": [{"movement": 1.3, "distance": 1.0}],
    "memorizing discriminator": [{"memorization": 0.95, "overfitting": 0.9}],
    "worsening": [{"metric": 40.0}],
}
CASES = [(name, changes) for name, cases in SHOWS.items() for changes in cases]


def history(*changes, every=50):
    """Healthy signals with the changes of each check."""
    return [dataclasses.replace(HEALTHY, steps=(number + 1) * every, **change) for number, change in enumerate(changes)]


def names(findings):
    return [finding.problem for finding in findings]


def test_every_problem_has_a_case():
    assert [problem.name for problem in PROBLEMS] == list(SHOWS)


@pytest.mark.parametrize(("name", "changes"), CASES, ids=lambda value: str(value) if isinstance(value, str) else "")
def test_a_problem_is_reported_alone_with_its_evidence_and_its_first_step(name, changes):
    healthy = [{"metric": 50.0}, {"metric": 10.0}]
    (finding,) = diagnose(history(*healthy, *[changes] * 4))
    assert finding.problem == name
    assert finding.since == 150
    assert len(finding.evidence) > 20 and len(finding.advice) > 20
    assert str(finding).startswith(f"{name.capitalize()}, since step 150: ")


@pytest.mark.parametrize(("name", "changes"), CASES, ids=lambda value: str(value) if isinstance(value, str) else "")
def test_a_problem_must_show_in_consecutive_checks(name, changes):
    patience = next(problem.patience for problem in PROBLEMS if problem.name == name)
    before = [{"metric": 50.0}, {"metric": 10.0}]
    assert not diagnose(history(*before, *[changes] * (patience - 1)))
    assert names(diagnose(history(*before, *[changes] * patience))) == [name]
    assert not diagnose(history(*before, *[changes] * patience, {}))  # it is over


def test_a_healthy_run_has_no_findings():
    assert diagnose(history(*[{}] * 10)) == []
    assert diagnose([]) == []


def test_an_untrained_generator_is_not_reported_as_collapsed():
    assert diagnose(history({"coverage": 0.02})) == []


def test_a_single_check_is_enough_without_patience():
    assert names(diagnose(history({"coverage": 0.02}), patient=False)) == ["mode collapse"]
    assert diagnose(history({}), patient=False) == []


def test_a_consequence_is_not_reported_with_its_cause():
    changes = {
        "slope_ratio": 1e-5,
        "coverage": 0.02,
        "confidence": 1.0,
        "separation": 1.0,
        "distance": 1.2,
        "movement": 0.01,
    }
    assert names(diagnose(history(*[changes] * 4))) == ["vanishing gradients"]
    assert names(diagnose(history(*[{**changes, "slope_ratio": 0.9}] * 4))) == ["discriminator too strong"]
    assert names(diagnose(history(*[{"coverage": 0.02, "real_high": 200.0}] * 4))) == ["wrong data range"]


def test_points_have_no_data_range():
    assert diagnose(history(*[{"is_image": 0, "real_high": 4.0, "real_low": 0.5}] * 4)) == []


def test_a_discriminator_that_is_always_right_is_not_too_strong_while_the_samples_improve():
    nearer = [{"confidence": 0.99, "movement": 0.1, "distance": 2.0 * 0.5**number} for number in range(5)]
    assert diagnose(history(*nearer)) == []


def test_missing_signals_cause_no_findings():
    unknown = dict.fromkeys(("separation", "confidence", "overfitting", "memorization", "movement"), float("nan"))
    assert diagnose(history(*[{**unknown, "metric": float("nan")}] * 5)) == []
    assert diagnose(history(*[{**unknown, "slope_ratio": float("nan"), "distance": 1.0}] * 5)) == []


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "Too early to tell: no problems in 1 check, and some problems show only in 4."),
        (3, "Too early to tell: no problems in 3 checks, and some problems show only in 4."),
        (4, "No problems were found in 4 checks."),
    ],
)
def test_that_nothing_is_wrong_is_not_said_too_early(count, said):
    assert in_words(history(*[{}] * count), []) == [said]


def test_what_is_found_is_said_at_once():
    checks = history({"real_high": 255.0})
    assert in_words(checks, diagnose(checks))[0].startswith("Wrong data range, since step 50")


@pytest.mark.parametrize(("name", "changes"), CASES, ids=lambda value: str(value) if isinstance(value, str) else "")
def test_a_game_without_a_score_gets_no_advice_about_a_discriminator(name, changes):
    checks = history({"metric": 50.0}, {"metric": 10.0}, *[{**changes, "has_score": 0}] * 4)
    advice = " ".join(finding.advice for finding in diagnose(checks))
    assert not re.search("discriminator|GAN|penalty|R1|generator|tricks", advice)
    assert bool(advice) == (name in ("wrong data range", "divergence", "mode collapse", "oscillation", "worsening"))
