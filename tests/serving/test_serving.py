"""The client against a small server that imitates ModelServer's documented JSON; no ModelServer takes part here."""

import base64
import contextlib
import http.server
import json
import pathlib
import socket
import subprocess
import sys
import threading
import time

import numpy as np
import pytest

from tfgan_zoo import serving

ROOT = pathlib.Path(__file__).parents[2]
PICTURES = [b"\x89PNG first", b"\x89PNG second"]


class Imitation(http.server.BaseHTTPRequestHandler):
    """Answers as https://www.tensorflow.org/tfx/serving/api_rest documents, for a model called "tiny"."""

    def answer(self, status, content):
        body = content if isinstance(content, bytes) else json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        with contextlib.suppress(ConnectionError):  # the client did not wait
            self.end_headers()
            self.wfile.write(body)

    def do_GET(self):
        status = {"version": "2", "state": "AVAILABLE", "status": {"error_code": "OK", "error_message": ""}}
        self.answer(200, {"model_version_status": [status]})

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append((self.path, request))
        name = self.path.removeprefix("/v1/models/").partition("/")[0].partition(":")[0]
        if name == "slow":
            time.sleep(0.5)
        if name == "busy" and self.server.busy:
            self.server.busy -= 1
            return self.answer(503, {"error": "try later"})
        answers = {
            "busy": (200, {"outputs": self.outputs(request)}),
            "tiny": (200, {"outputs": self.outputs(request)}),
            "broken": (500, b"<html>worker died</html>"),
            "page": (200, b"<html>welcome</html>"),
            "other": (200, {"result": []}),
            "strict": (400, {"error": "Incompatible shapes: [1,3] vs. [4,192]"}),
            "slow": (200, {"outputs": []}),
        }
        return self.answer(*answers.get(name, (404, {"error": f"Servable not found for request: Latest({name})"})))

    def outputs(self, request):
        if request["signature_name"] == "png":
            return [{"b64": base64.b64encode(picture).decode()} for picture in PICTURES]
        return [[[[0.5]]], [[[-1.0]]]]

    def log_message(self, *arguments):
        """Keep the tests' output clean."""


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Imitation) as server:
        server.requests = []
        server.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server
        server.shutdown()


def test_samples_are_returned_as_float32_images(server):
    images = serving.Client(server.url, "tiny").sample([3, 4])
    assert (images.shape, images.dtype) == ((2, 1, 1, 1), np.float32)
    assert images.ravel().tolist() == [0.5, -1.0]
    expected = {"signature_name": "sample", "inputs": [3, 4]}
    assert server.requests == [("/v1/models/tiny:predict", expected)]


def test_latents_are_transmitted_bitwise(server):
    latents = np.random.default_rng(0).normal(size=(2, 4)).astype("float32")
    serving.Client(server.url, "tiny", version=2).predict(latents)
    ((path, request),) = server.requests
    assert path == "/v1/models/tiny/versions/2:predict"
    assert request["signature_name"] == "serving_default"
    np.testing.assert_array_equal(np.array(request["inputs"], "float32"), latents)


def test_several_inputs_are_sent_by_name(server):
    serving.Client(server.url, "tiny").sample({"seed": np.array([1, 2]), "labels": [0, 1]})
    assert server.requests[0][1]["inputs"] == {"seed": [1, 2], "labels": [0, 1]}


def test_png_files_are_returned_as_bytes(server):
    assert serving.Client(server.url, "tiny").png([3, 4]) == PICTURES


def test_the_state_of_each_version_is_returned(server):
    assert serving.Client(server.url, "tiny").versions() == {2: "AVAILABLE"}


@pytest.mark.parametrize(
    ("model", "error", "words"),
    [
        ("absent", LookupError, r"Servable not found for request: Latest\(absent\)"),
        ("strict", ValueError, "refused the input: Incompatible shapes"),
        ("broken", RuntimeError, "status 500: <html>worker died"),
        ("page", ConnectionError, "not in TF Serving's JSON"),
        ("other", ConnectionError, "not in TF Serving's JSON"),
    ],
)
def test_server_errors_become_matching_exceptions(server, model, error, words):
    with pytest.raises(error, match=words):
        serving.Client(server.url, model).sample([1])


def test_a_late_response_is_a_timeout(server):
    with pytest.raises(TimeoutError, match=r"in 0\.1 s"):
        serving.Client(server.url, "slow", timeout=0.1).sample([1])


def test_the_error_for_a_missing_server_has_the_address(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # bound but not listening, so connections are refused
        url = f"http://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ConnectionError, match=f"no server at {url}/v1/models/tiny"):
            serving.Client(url, "tiny").sample([1])


def test_a_trailing_slash_of_the_url_changes_nothing():
    assert serving.Client("http://localhost:8501/", "tiny").connection.address == "http://localhost:8501/v1/models/tiny"


def test_a_url_without_its_scheme_is_refused():
    with pytest.raises(ValueError, match="http://localhost:8501"):
        serving.Client("localhost:8501", "tiny")


def test_the_client_needs_no_tensorflow():
    code = "import sys, tfgan_zoo.serving; sys.exit('tensorflow' in sys.modules or 'keras' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


def test_a_large_batch_is_sent_in_parts_that_are_put_together(server):
    images = serving.Client(server.url, "tiny", batch_size=2).sample([1, 2, 3, 4])
    assert [request["inputs"] for _, request in server.requests] == [[1, 2], [3, 4]]
    assert images.ravel().tolist() == [0.5, -1.0, 0.5, -1.0]
    assert serving.Client(server.url, "tiny", batch_size=2).png([1, 2, 3, 4]) == PICTURES * 2


def test_a_request_is_sent_again_while_the_server_has_too_much_to_do(server):
    server.busy = 2
    assert serving.Client(server.url, "busy").sample([1, 2]).shape == (2, 1, 1, 1)
    assert len(server.requests) == 3
    server.busy = 2
    with pytest.raises(ConnectionError, match="too much to do: try later"):
        serving.Client(server.url, "busy", retries=1).sample([1, 2])
    assert len(server.requests) == 5


def test_only_what_may_succeed_later_is_sent_again(server):
    for model in ("broken", "strict", "absent", "page"):
        with pytest.raises((RuntimeError, ValueError, LookupError, ConnectionError)):
            serving.Client(server.url, model).sample([1])
    assert len(server.requests) == 4


def test_files_are_sent_as_base64_and_saved(server, tmp_path):
    client = serving.Client(server.url, "tiny")
    paths = client.save(tmp_path / "made", [b"one", b"two\0"], "png", first=7)
    assert [path.name for path in paths] == ["0007.png", "0008.png"]
    assert [path.read_bytes() for path in paths] == PICTURES
    assert server.requests[0][1]["inputs"] == [{"b64": "b25l"}, {"b64": "dHdvAA=="}]
    with pytest.raises(ValueError, match="'sample' makes numbers; expected one that makes files"):
        client.save(tmp_path, [1, 2], "sample")


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        (3, "received one value for the input; expected a batch"),
        ({"seed": [1, 2], "labels": [1]}, r"received inputs of \[1, 2\] examples"),
        ({}, r"received inputs of \[\] examples"),
    ],
)
def test_what_is_no_batch_is_refused_before_it_is_sent(server, inputs, words):
    with pytest.raises(ValueError, match=words):
        serving.Client(server.url, "tiny").sample(inputs)
    assert server.requests == []


def test_numbers_of_a_client_are_checked():
    for wrong in ({"retries": -1}, {"batch_size": 0}):
        with pytest.raises(ValueError, match="expected at least 0, and 1"):
            serving.Client("http://localhost:8501", "tiny", **wrong)
