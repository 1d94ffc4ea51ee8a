"""What a metric says of better and worse, and that what it does not say is not guessed."""

import inspect
import math
import types

import pytest

from tfgan_zoo import metrics
from tfgan_zoo.models.base.evaluating import results_of
from tfgan_zoo.preferences import in_words, judging, loss_of, preference_of, read_preference


def is_metric(found):
    """Whether a class takes batches and gives a result without being told more."""
    return "update" in dir(found) and list(inspect.signature(found.result).parameters) == ["self"]


CLASSES = [found for found in vars(metrics).values() if inspect.isclass(found) and is_metric(found)]


def metric(**attributes):
    return types.SimpleNamespace(name="score", **attributes)


@pytest.mark.parametrize(
    ("attributes", "better"),
    [
        ({"higher_is_better": True}, "higher"),
        ({"higher_is_better": False}, "lower"),
        ({"higher_is_better": None, "best_value": 1.0}, 1.0),
        ({"higher_is_better": None, "best_value": 0}, 0.0),
        ({"higher_is_better": None, "best_value": None}, None),
        ({"best_value": 0.5}, 0.5),
        ({}, None),
    ],
)
def test_a_metric_says_which_way_is_better_or_what_is_best_or_nothing(attributes, better):
    assert preference_of(metric(**attributes)) == better


@pytest.mark.parametrize(
    "attributes",
    [
        {"higher_is_better": "yes"},
        {"higher_is_better": True, "best_value": 1.0},
        {"best_value": math.nan},
        {"best_value": "high"},
        {"best_value": True},
    ],
)
def test_what_it_says_must_make_sense(attributes):
    with pytest.raises(ValueError, match="score has higher_is_better="):
        preference_of(metric(**attributes))


@pytest.mark.parametrize("found", CLASSES, ids=lambda found: found.__name__)
def test_every_metric_of_the_zoo_says_it(found):
    assert any("higher_is_better" in vars(parent) for parent in found.__mro__)
    assert found.higher_is_better in (True, False, None)


def test_there_are_metrics_to_look_at():
    assert len(CLASSES) > 25


def test_the_first_that_says_something_judges():
    silent, norm, score = metric(), metric(best_value=1.0), metric(higher_is_better=True)
    assert judging([silent, norm, score]) is norm
    assert judging([silent]) is None


@pytest.mark.parametrize(
    ("value", "better", "loss"), [(2.0, "lower", 2.0), (2.0, "higher", -2.0), (0.75, 1.0, 0.25), (1.25, 1.0, 0.25)]
)
def test_a_loss_is_the_lower_the_better(value, better, loss):
    assert loss_of(value, better) == loss


def test_without_a_preference_there_is_no_loss():
    assert math.isnan(loss_of(2.0, None))


@pytest.mark.parametrize("better", ["lower", "higher", 0.5, 1.0, None])
def test_a_table_gives_back_what_it_was_given(better):
    assert read_preference("" if better is None else str(better)) == better
    assert in_words(better)


@pytest.mark.parametrize(("attributes", "of_second"), [({}, None), ({"all_results_judge": True}, "higher")])
def test_only_the_first_of_several_results_judges_unless_the_metric_says_all_do(attributes, of_second):
    both = tuple(metrics.Result(name, 1.0, "none", 1, 1, "test") for name in ("score", "score_of_real"))
    results = results_of([metric(higher_is_better=True, result=lambda: both, **attributes)])
    assert [result.better for result in results] == ["higher", of_second]
