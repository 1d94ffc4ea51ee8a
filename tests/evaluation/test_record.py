"""A record is written once, and read only when it is whole."""

import json

import pytest

from tfgan_zoo.evaluation.record_check import names_to_compare
from tfgan_zoo.evaluation.record_file import read_record, write_record

RESULT = {
    "metric": "fid",
    "network": "inception@0",
    "split": "test",
    "n_real": 10,
    "n_fake": 10,
    "better": "lower",
    "values": [1.0, 2.0],
    "mean": 1.5,
    "spread": 0.7,
}
RECORD = {"recipe": "dcgan", "flags": {}, "steps": 0, "data": "digits@0", "num_examples": None, "versions": {}}


def test_a_result_of_real_samples_alone_can_be_recorded(tmp_path):
    write_record(tmp_path / "record.json", {**RECORD, "results": [{**RESULT, "n_fake": 0}]})
    assert read_record(tmp_path / "record.json")["results"][0]["n_fake"] == 0


def test_a_record_is_read_as_written_and_not_overwritten(tmp_path):
    write_record(tmp_path / "new" / "record.json", {**RECORD, "results": [RESULT]})
    assert read_record(tmp_path / "new" / "record.json")["results"] == [RESULT]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["record.json"]
    with pytest.raises(ValueError, match="there is already a record in"):
        write_record(tmp_path / "new" / "record.json", {})


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"kind": "else"}, "'kind' is 'else'"),
        ({"results": []}, r"'results' is '\[\]'"),
        ({"results": [{}]}, "'metric' is missing"),
        ({"results": ["fid"]}, "an entry of 'results' holds str, expected a dict"),
        ({"results": [{**RESULT, "values": [1.0]}]}, "a list of two or more numbers"),
        ({"results": [{**RESULT, "values": [1.0, float("nan")]}]}, "it holds NaN"),
        ({"results": [{**RESULT, "values": [1.0, True]}]}, "a list of two or more numbers"),
        ({"results": [{**RESULT, "n_real": -1}]}, "'n_real' is '-1'"),
        ({"results": [{**RESULT, "better": "more"}]}, "'better' is 'more'"),
        ({"flags": []}, "'flags' is"),
        ({"num_examples": "all"}, "an integer of at least 1 or null"),
    ],
)
def test_a_record_of_another_form_is_refused(tmp_path, change, message):
    path = tmp_path / "record.json"
    path.write_text(json.dumps({"kind": "results of tfgan-zoo check", **RECORD, "results": [RESULT], **change}))
    with pytest.raises(ValueError, match=f"cannot be read .*{message}"):
        read_record(path)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b" " * 2**21])
def test_a_damaged_record_is_refused(tmp_path, content):
    (tmp_path / "record.json").write_bytes(content)
    with pytest.raises(ValueError, match="cannot be read"):
        read_record(tmp_path / "record.json")


def test_the_error_for_a_missing_record_says_how_to_create_one(tmp_path):
    with pytest.raises(FileNotFoundError, match="--record"):
        read_record(tmp_path / "record.json")


@pytest.mark.parametrize(
    ("metric", "better", "compared"), [(None, "lower", "energy"), (None, None, "fid"), ("fid", None, "fid")]
)
def test_the_first_result_that_says_what_is_better_is_compared(metric, better, compared):
    results = {"energy": {**RESULT, "metric": "energy", "better": better}, "fid": RESULT}
    assert names_to_compare(results, metric)[0] == compared


def test_a_result_that_does_not_say_what_is_better_cannot_become_worse():
    results = {"energy": {**RESULT, "better": None}, "fid": RESULT}
    with pytest.raises(
        ValueError, match="of energy neither higher nor lower is better.* that say what is better are fid"
    ):
        names_to_compare(results, "energy")
    with pytest.raises(ValueError, match="of energy neither .* are none"):
        names_to_compare({"energy": results["energy"]}, None)
    with pytest.raises(ValueError, match="the record has no 'kid'; it has energy, fid"):
        names_to_compare(results, "kid")
