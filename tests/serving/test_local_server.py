"""The local server answers as TF Serving documents it, and no request takes it down."""

import base64
import io
import pathlib
import re
import shutil
import socket
import subprocess
import sys
import time

import numpy as np
import PIL.Image
import pytest
import tensorflow as tf

from tests.helpers.tiny_translators import srgan
from tfgan_zoo import serving
from tfgan_zoo.cli.serve import named_places
from tfgan_zoo.serving import export
from tfgan_zoo.serving.local.values import Refused, read_request, write_answer

testclient = pytest.importorskip("starlette.testclient", reason="of the extra serve")
pytest.importorskip("uvicorn", reason="of the extra serve")
pytest.importorskip("httpx", reason="which Starlette's test client needs")

ROOT = pathlib.Path(__file__).parents[2]


@pytest.fixture(scope="module")
def client(folder):
    """A client of one server, of which no test changes anything but the counts of requests."""
    with testclient.TestClient(application(folder), raise_server_exceptions=False) as client:
        yield client


def application(folder, grpc_address=None, **limits):
    from tfgan_zoo.serving.local.app import application
    from tfgan_zoo.serving.local.models import Model
    from tfgan_zoo.serving.local.service import Limits

    served = [Model(path.name, path) for path in sorted(folder.iterdir())]
    return application(served, Limits(**limits), poll_seconds=0.05, grpc_address=grpc_address)


def asked(client, body, model="plain"):
    return client.post(f"/v1/models/{model}:predict", json=body)


def signature_of(folder, model, name):
    return tf.saved_model.load(str(folder / model / "1")).signatures[name]


def test_rows_and_columns_give_what_the_saved_model_gives(client, folder):
    expected = signature_of(folder, "plain", "sample")(seed=tf.constant([3, 4]))["images"].numpy()
    rows = asked(client, {"signature_name": "sample", "instances": [3, 4]}).json()["predictions"]
    columns = asked(client, {"signature_name": "sample", "inputs": {"seed": [3, 4]}}).json()["outputs"]
    np.testing.assert_allclose(np.float32(rows), expected, atol=1e-6)
    np.testing.assert_array_equal(rows, columns)


def test_the_first_signature_is_the_default_and_takes_latents(client, folder):
    latents = np.random.default_rng(0).normal(size=(2, 4)).astype("float32")
    function = tf.saved_model.load(str(folder / "plain" / "1")).signatures["serving_default"]
    expected = function(latents=tf.constant(latents))["images"].numpy()
    answer = asked(client, {"instances": latents.tolist()}).json()["predictions"]
    np.testing.assert_allclose(np.float32(answer), expected, atol=1e-6)


def test_files_come_as_base64(client, folder):
    (file,) = asked(client, {"signature_name": "png", "instances": [7]}).json()["predictions"]
    assert PIL.Image.open(io.BytesIO(base64.b64decode(file["b64"]))).size == (8, 8)


def test_labels_are_given_by_name_and_refused_out_of_range_in_words(client):
    rows = [{"seed": 1, "labels": 2}, {"seed": 2, "labels": 0}]
    samples = asked(client, {"signature_name": "sample", "instances": rows}, "labeled").json()["predictions"]
    assert np.shape(samples) == (2, 8, 8, 1)
    answer = asked(client, {"signature_name": "sample", "instances": [{"seed": 1, "labels": 9}]}, "labeled")
    assert answer.status_code == 400 and "9" in answer.json()["error"]


def test_status_metadata_health_and_metrics(client):
    (status,) = client.get("/v1/models/plain").json()["model_version_status"]
    assert (status["version"], status["state"]) == ("1", "AVAILABLE")
    assert client.get("/v1/models/plain/versions/1").status_code == 200
    signatures = client.get("/v1/models/plain/metadata").json()["metadata"]["signature_def"]["signature_def"]
    assert {"serving_default", "sample", "png"} <= set(signatures)
    assert client.get("/healthz").text == "ok"
    assert client.get("/v1/models").json()["models"] == ["labeled", "plain"]
    before = num_answered(client)
    asked(client, {"signature_name": "sample", "instances": [1]})
    assert num_answered(client) == before + 1


def num_answered(client):
    """How many requests for the plain model the server counts as answered."""
    text = client.get("/monitoring/prometheus/metrics").text
    found = re.search(r'tfgan_zoo_requests_total\{model="plain",status="200"\} (\S+)', text)
    return float(found[1]) if found else 0.0


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"", "not JSON"),
        (b"{", "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b"[1]", "received a list; expected an object with 'instances' or 'inputs'"),
        (b"{}", "received neither"),
        (b'{"instances": [1], "inputs": [1]}', "received instances and inputs; expected one"),
        (b'{"signature_name": "paint", "instances": [1]}', "there is no signature 'paint'; there are png, sample"),
        (b'{"signature_name": [], "instances": [1]}', "there is no signature []"),
        (b'{"instances": 3}', "instances is a number; expected a list"),
        (b'{"instances": []}', "latents has the shape (0,); expected float32 of shape (batch, 4)"),
        (b'{"instances": [[1, 2]]}', "latents has the shape (1, 2); expected float32 of shape (batch, 4)"),
        (b'{"instances": [[1, 2, 3, 4], [1]]}', "latents has rows of different shapes"),
        (b'{"instances": [["a", "b", "c", "d"]]}', "latents has values that are text"),
        (b'{"instances": [{"z": [1, 2, 3, 4]}]}', "received 'z'; expected exactly latents"),
        (b'{"signature_name": "sample", "instances": [0.5]}', "seed has values that are a number; expected int32"),
        (b'{"signature_name": "sample", "instances": [null]}', "seed has values that are null"),
        (b'{"signature_name": "sample", "instances": [4294967296]}', "beyond int32"),
        (b'{"signature_name": "sample", "instances": [true]}', "seed has values that are true or false"),
        (b'{"signature_name": "sample", "instances": [1, true]}', "seed has values that are true or false"),
        (b'{"instances": [[1, 2, false, 4]]}', "latents has values that are true or false"),
    ],
)
def test_a_malformed_request_is_told_what_was_expected(client, body, message):
    answer = client.post("/v1/models/plain:predict", content=body)
    assert answer.status_code == 400
    assert message in answer.json()["error"]
    assert asked(client, {"signature_name": "sample", "instances": [1]}).status_code == 200


def test_the_page_may_load_and_run_its_own_files_alone(client):
    page = client.get("/")
    assert page.status_code == 200 and str(page.url).endswith("/play/")
    assert "default-src 'self'" in page.headers["Content-Security-Policy"]
    assert "<script src=" in page.text and "<script>" not in page.text and "onclick" not in page.text
    assert client.get("/play/play.js").status_code == 200
    assert client.get("/play/../app.py").status_code == 404
    assert "innerHTML" not in client.get("/play/play.js").text


def test_what_is_not_served_is_not_found(client):
    for path in ("/v1/models/absent", "/v1/models/plain/versions/2", "/v1/models/absent/metadata"):
        assert client.get(path).status_code == 404
    answer = asked(client, {"instances": [1]}, "absent")
    assert answer.json()["error"] == "Servable not found for request: Latest('absent')"


def test_requests_beyond_the_limits_are_refused(folder):
    with testclient.TestClient(application(folder, max_rows=4, max_mebibytes=1)) as client:
        answer = asked(client, {"signature_name": "sample", "instances": [0] * 5})
        assert answer.status_code == 400 and "received 5 examples; expected 1 to 4" in answer.json()["error"]
        answer = client.post("/v1/models/plain:predict", content=b" " * (2**20 + 1))
        assert answer.status_code == 413 and "more than 1 MiB" in answer.json()["error"]


def test_an_error_of_the_model_says_nothing_of_the_machine(client, monkeypatch):
    def broken(*arguments):
        raise RuntimeError(f"in {ROOT}")

    monkeypatch.setattr("tfgan_zoo.serving.local.models.Version.call", broken)
    answer = asked(client, {"signature_name": "sample", "instances": [1]})
    assert answer.status_code == 500
    assert answer.json()["error"] == "the model failed on these inputs; the server's log has the reason."


def test_a_new_version_answers_and_a_broken_one_does_not(folder, tmp_path):
    shutil.copytree(folder / "plain", tmp_path / "plain")
    with testclient.TestClient(application(tmp_path)) as client:
        (tmp_path / "plain" / "2").mkdir()
        (tmp_path / "plain" / "2" / "saved_model.pb").write_bytes(b"broken")
        time.sleep(0.3)
        assert client.get("/v1/models/plain").json()["model_version_status"][0]["version"] == "1"
        shutil.copytree(folder / "plain" / "1", tmp_path / "plain" / "3")
        end = time.monotonic() + 30
        while client.get("/v1/models/plain").json()["model_version_status"][0]["version"] != "3":
            assert asked(client, {"signature_name": "sample", "instances": [1]}).status_code == 200
            assert time.monotonic() < end
        assert asked(client, {"signature_name": "sample", "instances": [1]}).status_code == 200


def test_a_version_whose_folder_vanishes_answers_on_and_the_log_has_one_line_of_it(folder, tmp_path, caplog):
    shutil.copytree(folder / "plain", tmp_path / "plain")
    with testclient.TestClient(application(tmp_path)) as client:
        shutil.rmtree(tmp_path / "plain")
        time.sleep(0.5)
        assert asked(client, {"signature_name": "sample", "instances": [1]}).status_code == 200
        signatures = client.get("/v1/models/plain/metadata").json()["metadata"]["signature_def"]["signature_def"]
        assert "sample" in signatures
        assert client.get("/play/models/plain").json() == {"translation": None}
    assert len([record for record in caplog.records if "no newer version could be loaded" in record.message]) == 1


def test_a_graph_that_touches_files_is_not_served(tmp_path):
    from tfgan_zoo.serving.local.models import Model

    module = tf.Module()
    read = tf.function(
        lambda x: {"y": tf.map_fn(tf.io.read_file, x)}, input_signature=[tf.TensorSpec((None,), tf.string)]
    )
    module.read = read
    tf.saved_model.save(module, str(tmp_path / "1"), {"serving_default": module.read})
    with pytest.raises(ValueError, match="is refused, since its graph touches files or runs code: ReadFile"):
        Model("reader", tmp_path)


def test_captions_are_texts_or_base64():
    signatures = {"sample": {"captions": tf.TensorSpec((None,), tf.string)}}
    body = {"signature_name": "sample", "instances": ["rot", {"b64": base64.b64encode(b"blau").decode()}]}
    _, inputs, _ = read_request(body, signatures)
    assert inputs["captions"].tolist() == [b"rot", b"blau"]
    with pytest.raises(Refused, match="'%' is not base64"):
        read_request({"signature_name": "sample", "instances": [{"b64": "%"}]}, signatures)


def test_several_outputs_are_named_in_rows_and_columns():
    texts = np.array([b"rot", "grün".encode()], object)
    outputs = {"a": np.array([1, 2]), "text": texts, "b_bytes": np.array([b"x", b"y"], object)}
    rows = write_answer(outputs, "instances")["predictions"]
    assert rows[1] == {"a": 2, "text": "grün", "b_bytes": {"b64": base64.b64encode(b"y").decode()}}
    assert set(write_answer(outputs, "inputs")["outputs"]) == set(outputs)


def test_models_are_named_after_their_folders(folder, tmp_path):
    assert list(named_places([folder / "plain", folder / "labeled" / "1"])) == ["plain", "labeled"]
    with pytest.raises(ValueError, match="would both be called plain"):
        named_places([folder / "plain", folder / "plain" / "1"])
    with pytest.raises(FileNotFoundError, match="there is no exported generator"):
        named_places([tmp_path])


def test_a_small_file_of_a_huge_picture_is_refused(tmp_path):
    file = io.BytesIO()
    PIL.Image.new("L", (2000, 2000)).save(file, "PNG")
    export.export_generator(srgan(2), tmp_path / "larger")
    with testclient.TestClient(application(tmp_path, max_mebibytes=1)) as client:
        row = {"b64": base64.b64encode(file.getvalue()).decode()}
        answer = asked(client, {"signature_name": "translate", "instances": [{"source_bytes": row}]}, "larger")
    assert answer.status_code == 400 and "bytes for the model; expected at most 1048576" in answer.json()["error"]


@pytest.mark.parametrize("number", ["1e300", "-1e39"])
def test_numbers_beyond_a_type_are_refused(client, number):
    answer = client.post("/v1/models/plain:predict", content=f'{{"instances": [[0, 1, 2, {number}]]}}')
    assert answer.status_code == 400 and "numbers that are not finite as float32" in answer.json()["error"]


def test_an_error_repeats_no_more_than_the_beginning_of_a_request(client):
    answer = asked(client, {"instances": [{str(number): 1 for number in range(10_000)}]})
    assert answer.status_code == 400 and len(answer.content) < 1100


@pytest.mark.slow
def test_the_command_serves_the_projects_own_client_and_comes_back_after_a_kill(folder, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    port, grpc_port = free_port(), free_port()
    command = [sys.executable, "-m", "tfgan_zoo.cli", "serve", str(folder / "plain"), "--port", str(port)]
    command += ["--grpc-port", str(grpc_port)]
    answers = []
    for _ in range(2):
        server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            assert f"http://127.0.0.1:{port}/v1/models/plain (version 1:" in server.stdout.readline()
            answers.append(serving.Client(f"http://127.0.0.1:{port}", "plain", retries=10).sample([0, 1, 2]))
            remote = serving.Client(f"grpc://127.0.0.1:{grpc_port}", "plain").sample([0, 1, 2])
            np.testing.assert_allclose(answers[-1], remote, atol=1e-6)
        finally:
            server.kill()
            server.wait()
    np.testing.assert_array_equal(*answers)


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def test_a_picture_that_cannot_be_read_is_refused_and_not_an_error_of_the_server(tmp_path):
    export.export_generator(srgan(2), tmp_path / "larger")
    with testclient.TestClient(application(tmp_path), raise_server_exceptions=False) as client:
        row = {"b64": base64.b64encode(b"no picture").decode()}
        answer = asked(client, {"signature_name": "translate", "instances": [{"source_bytes": row}]}, "larger")
        assert answer.status_code == 400
        assert answer.json()["error"] == "the model refused these inputs, such as a file that it cannot read."
