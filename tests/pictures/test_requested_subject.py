"""A picture on request compares in the features that the run measures in, as the picture at its end did."""

import types

import pytest

from tests.helpers.tiny import players
from tfgan_zoo import metrics
from tfgan_zoo.evaluation import feature_networks
from tfgan_zoo.pictures import requested_subject
from tfgan_zoo.pictures.applicability import NoFeatureNetwork
from tfgan_zoo.pictures.requested_subject import RequestedSubject


@pytest.fixture
def subject(monkeypatch):
    """A run of unlabeled images whose metrics are in `measured`."""
    measured = []
    monkeypatch.setattr(requested_subject.setup, "new_metrics", lambda recipe, source, flags, parts: measured)
    monkeypatch.setattr(feature_networks, "feature_network", lambda source, files, data_dir: None)
    monkeypatch.setattr(requested_subject.sources, "DatasetSource", lambda examples: examples)
    found = RequestedSubject("runs/mine")
    run = types.SimpleNamespace(recipe=None, source=None, flags={})
    data = types.SimpleNamespace(name="mine")
    vars(found).update(run=run, generating=types.SimpleNamespace(game=None), train_data=data, held_out_data=None)
    return found, measured


def test_the_network_of_the_runs_metrics_is_compared_by(subject):
    found, measured = subject
    network = metrics.features_of(players()[1])
    measured.append(metrics.FrechetDistance(network))
    assert found.network("features") is network
    assert found.network(None) is network


def test_without_any_network_pixels_are_compared_unless_features_are_asked_for(subject):
    found, _ = subject
    assert found.network(None) is None
    assert found.network("pixels") is None
    with pytest.raises(NoFeatureNetwork, match="mine has no labels to train a feature network on"):
        found.network("features")
