"""A bad TF_CONFIG is an error at once, where TensorFlow would wait or hang."""

import json

import pytest

from tfgan_zoo.distribution.cluster import read_cluster

WORKERS = {"worker": ["a:2222", "b:2222"]}


def text(cluster=WORKERS, **task):
    return json.dumps({"cluster": cluster, "task": {"type": "worker", "index": 1, **task}})


def test_a_worker_finds_its_place():
    cluster = read_cluster(text())
    assert (cluster.addresses, cluster.index) == (("a:2222", "b:2222"), 1)


def test_the_chief_comes_before_the_workers():
    cluster = {"worker": ["b:2222", "c:2222"], "chief": ["a:2222"]}
    assert read_cluster(text(cluster)).addresses == ("a:2222", "b:2222", "c:2222")
    assert read_cluster(text(cluster)).index == 2
    assert read_cluster(text(cluster, type="chief", index=0)).index == 0


def test_an_index_may_be_a_string():
    assert read_cluster(text(index="1")).index == 1


WRONG = {
    "not set": (None, "not set"),
    "empty": ("", "not set"),
    "not JSON": ("{'cluster': 1}", "not JSON"),
    "a list": ("[1]", 'no "cluster"'),
    "no cluster": ('{"task": {"type": "worker", "index": 0}}', 'no "cluster"'),
    "no task": (json.dumps({"cluster": WORKERS}), 'no "task"'),
    "no index": (json.dumps({"cluster": WORKERS, "task": {"type": "worker"}}), 'no "task"'),
    "index is not a number": (text(index="one"), "not an integer"),
    "index is null": (text(index=None), "not an integer"),
    "index too large": (text(index=2), "index is 2, but the cluster has 2"),
    "index negative": (text(index=-1), "index is -1"),
    "unknown task": (text(type="chief"), "only worker"),
    "evaluator": (text({**WORKERS, "evaluator": ["c:1"]}), "'evaluator'"),
    "two chiefs": (text({**WORKERS, "chief": ["c:1", "d:1"]}), "several chiefs"),
    "no port": (text({"worker": ["a:1", "b"]}), "'b' is not an address"),
    "port is not a number": (text({"worker": ["a:1", "b:x"]}), "'b:x' is not an address"),
    "port too large": (text({"worker": ["a:1", "b:65536"]}), "'b:65536' is not an address"),
    "address is not text": (text({"worker": ["a:1", 7]}), "7 is not an address"),
    "addresses are not a list": (text({"worker": "a:1"}), "list"),
    "no worker": (text({"worker": []}), "index is 1, but the cluster has 0"),
    "same address": (text({"worker": ["a:1", "a:1"]}), "the same address"),
}


@pytest.mark.parametrize("value, message", WRONG.values(), ids=WRONG)
def test_a_bad_config_is_explained_with_an_example_of_a_good_one(value, message):
    with pytest.raises(ValueError, match="TF_CONFIG.*such as") as caught:
        read_cluster(value)
    assert message in str(caught.value)
