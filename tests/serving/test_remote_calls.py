"""The local server and the client speak TF Serving's gRPC, and what comes back is exactly what the SavedModel gives."""

import concurrent.futures
import contextlib
import socket
import threading

import numpy as np
import pytest
import tensorflow as tf

from tests.serving.test_local_server import application, free_port
from tfgan_zoo import serving
from tfgan_zoo.cli.serve import address_of, check_free

testclient = pytest.importorskip("starlette.testclient", reason="of the extra serve")
grpc = pytest.importorskip("grpc", reason="of the extra serve")
pytest.importorskip("tensorflow_serving", reason="of the extra serve")

from tensorflow_serving.apis import (  # noqa: E402
    classification_pb2,
    get_model_metadata_pb2,
    get_model_status_pb2,
    predict_pb2,
)
from tensorflow_serving.apis.model_service_pb2_grpc import ModelServiceStub  # noqa: E402
from tensorflow_serving.apis.prediction_service_pb2_grpc import PredictionServiceStub  # noqa: E402

HUGE = 10**9


@contextlib.contextmanager
def served(folder, **limits):
    """The address of a server within the block."""
    address = f"127.0.0.1:{free_port()}"
    with testclient.TestClient(application(folder, grpc_address=address, **limits)):
        yield address


@pytest.fixture(scope="module")
def address(folder):
    with served(folder) as address:
        yield address


@pytest.fixture
def channel(address):
    with grpc.insecure_channel(address) as channel:
        yield channel


def request_of(signature, model="plain", **inputs):
    request = predict_pb2.PredictRequest()
    request.model_spec.name, request.model_spec.signature_name = model, signature
    for name, value in inputs.items():
        request.inputs[name].CopyFrom(value if hasattr(value, "tensor_shape") else tf.make_tensor_proto(value))
    return request


def saved_model(folder, model="plain"):
    return tf.saved_model.load(str(folder / model / "1"))


def test_predict_gives_exactly_what_the_saved_model_gives(channel, folder):
    seeds = np.arange(5, dtype="int32")
    answer = PredictionServiceStub(channel).Predict(request_of("sample", seed=seeds))
    expected = saved_model(folder).signatures["sample"](seed=tf.constant(seeds))["images"]
    np.testing.assert_array_equal(tf.make_ndarray(answer.outputs["images"]), expected)
    assert (answer.model_spec.name, answer.model_spec.version.value) == ("plain", 1)
    assert answer.model_spec.signature_name == "sample"


def test_without_a_signature_s_name_the_default_answers(channel, folder):
    latents = np.random.default_rng(0).normal(size=(2, 4)).astype("float32")
    answer = PredictionServiceStub(channel).Predict(request_of("", latents=latents))
    expected = saved_model(folder).signatures["serving_default"](latents=tf.constant(latents))["images"]
    np.testing.assert_array_equal(tf.make_ndarray(answer.outputs["images"]), expected)


def test_files_are_bytes_as_they_are(channel, folder):
    answer = PredictionServiceStub(channel).Predict(request_of("png", seed=np.int32([7, 8])))
    expected = saved_model(folder).signatures["png"](seed=tf.constant([7, 8]))["image_bytes"]
    assert tf.make_ndarray(answer.outputs["image_bytes"]).tolist() == expected.numpy().tolist()


def test_only_outputs_that_are_asked_for_are_sent(channel):
    request = request_of("sample", seed=np.int32([7]))
    request.output_filter.append("images")
    assert list(PredictionServiceStub(channel).Predict(request).outputs) == ["images"]


def test_metadata_and_status(channel):
    request = get_model_metadata_pb2.GetModelMetadataRequest(metadata_field=["signature_def"])
    request.model_spec.name = "labeled"
    answer = PredictionServiceStub(channel).GetModelMetadata(request)
    signatures = get_model_metadata_pb2.SignatureDefMap()
    assert answer.metadata["signature_def"].Unpack(signatures)
    assert set(signatures.signature_def["sample"].inputs) == {"seed", "labels"}
    request = get_model_status_pb2.GetModelStatusRequest()
    request.model_spec.name = "labeled"
    (status,) = ModelServiceStub(channel).GetModelStatus(request).model_version_status
    assert (status.version, status.state, status.status.error_code) == (1, status.AVAILABLE, 0)


def string_of_many_bytes():
    tensor = tf.make_tensor_proto([b"x" * 2**20])
    tensor.tensor_shape.dim[0].size = 100
    return tensor


def tensor_of(shape, dtype=tf.int32, **values):
    tensor = tf.make_tensor_proto(np.zeros((), dtype.as_numpy_dtype))
    tensor.ClearField("int_val")
    for size in shape:
        tensor.tensor_shape.dim.add(size=size)
    for field, value in values.items():
        getattr(tensor, field).extend(value)
    return tensor


MALFORMED = {
    "absent": (request_of("sample", "absent", seed=[1]), "NOT_FOUND", r"not found for request: Latest\('absent'\)"),
    "signature": (request_of("paint", seed=[1]), "INVALID_ARGUMENT", "no signature 'paint'; there are png, sample"),
    "nothing": (request_of("sample"), "INVALID_ARGUMENT", "received nothing; expected exactly seed"),
    "name": (request_of("sample", seeds=[1]), "INVALID_ARGUMENT", "received 'seeds'; expected exactly seed"),
    "type": (request_of("sample", seed=[0.5]), "INVALID_ARGUMENT", r"expected int32 of shape \(batch\)"),
    "shape": (request_of("sample", seed=[[1]]), "INVALID_ARGUMENT", r"seed has the shape \(1, 1\)"),
    "scalar": (request_of("sample", seed=np.int32(1)), "INVALID_ARGUMENT", r"seed has the shape \(\)"),
    "negative": (request_of("sample", seed=tensor_of([-1])), "INVALID_ARGUMENT", r"seed has the shape \(-1,\)"),
    "empty": (request_of("sample", seed=np.zeros(0, "int32")), "INVALID_ARGUMENT", "received 0 examples"),
    "rows": (request_of("sample", seed=np.zeros(257, "int32")), "INVALID_ARGUMENT", "received 257 examples"),
    "huge": (
        request_of("sample", seed=tensor_of([HUGE], int_val=[1])),
        "INVALID_ARGUMENT",
        "expected at most 33554432",
    ),
    "strings": (request_of("sample", seed=string_of_many_bytes()), "INVALID_ARGUMENT", "inputs are 104857600 bytes"),
    "content": (
        request_of("sample", seed=tensor_of([3], int_val=[1, 2, 3, 4])),
        "INVALID_ARGUMENT",
        "not as many values as its shape",
    ),
    "finite": (request_of("", latents=np.float32([[np.nan] * 4])), "INVALID_ARGUMENT", "not finite as float32"),
    "labels": (
        request_of("sample", "labeled", seed=[1], labels=[9]),
        "INVALID_ARGUMENT",
        "labels out of range: from 9",
    ),
    "counts": (request_of("sample", "labeled", seed=[1, 2], labels=[1]), "INVALID_ARGUMENT", "labels 1, seed 2"),
}


@pytest.mark.parametrize("case", MALFORMED)
def test_a_malformed_request_is_told_what_was_expected(channel, case):
    request, code, words = MALFORMED[case]
    stub = PredictionServiceStub(channel)
    with pytest.raises(grpc.RpcError, match=words) as caught:
        stub.Predict(request)
    assert caught.value.code().name == code
    assert stub.Predict(request_of("sample", seed=[1])).outputs


def test_other_versions_labels_filters_and_methods_are_refused(channel):
    stub = PredictionServiceStub(channel)
    requests = [request_of("sample", seed=[1]) for _ in range(3)]
    requests[0].model_spec.version.value = 2
    requests[1].model_spec.version_label = "stable"
    requests[2].output_filter.append("sounds")
    words = [r"Specific\('plain', 2\)", "version_label is given", "output_filter is sounds; expected some of images"]
    for request, message in zip(requests, words, strict=True):
        with pytest.raises(grpc.RpcError, match=message):
            stub.Predict(request)
    with pytest.raises(grpc.RpcError, match="metadata_field is nothing; expected signature_def"):
        stub.GetModelMetadata(get_model_metadata_pb2.GetModelMetadataRequest(model_spec=requests[2].model_spec))
    with pytest.raises(grpc.RpcError) as caught:
        stub.Classify(classification_pb2.ClassificationRequest())
    assert caught.value.code() == grpc.StatusCode.UNIMPLEMENTED


@pytest.mark.parametrize("message", [b"\xff" * 100, b"\x12\x02" * 5000], ids=["noise", "depth"])
def test_what_is_no_message_is_an_error_of_the_call_alone(channel, message):
    with pytest.raises(grpc.RpcError) as caught:
        channel.unary_unary("/tensorflow.serving.PredictionService/Predict")(message)
    assert caught.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert caught.value.details() == "the message is not a PredictRequest."
    assert PredictionServiceStub(channel).Predict(request_of("sample", seed=[1])).outputs


def test_a_message_that_is_too_large_is_refused_and_the_server_lives(folder):
    with served(folder, max_mebibytes=1) as address, grpc.insecure_channel(address) as channel:
        stub = PredictionServiceStub(channel)
        with pytest.raises(grpc.RpcError) as caught:
            stub.Predict(request_of("", latents=np.zeros((2**17, 4), "float32")))
        assert caught.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
        assert stub.Predict(request_of("sample", seed=[1])).outputs


def test_a_message_that_does_not_come_is_not_waited_for_longer_than_the_limit(folder):
    silent = threading.Event()

    def messages():
        silent.wait(30)
        yield b""

    with served(folder, timeout=1) as address, grpc.insecure_channel(address) as channel:
        calls = [channel.stream_unary("/tensorflow.serving.PredictionService/Predict") for _ in range(20)]
        waiting = [call.future(messages()) for call in calls]
        for call in waiting:
            assert call.exception(timeout=20).code() == grpc.StatusCode.DEADLINE_EXCEEDED
            assert call.details() == "no message in 1 s: send it at once."
        silent.set()
        request = get_model_status_pb2.GetModelStatusRequest()
        request.model_spec.name = "plain"
        assert ModelServiceStub(channel).GetModelStatus(request).model_version_status


def test_an_error_of_the_model_says_nothing_of_the_machine(channel, monkeypatch):
    def broken(*arguments):
        raise RuntimeError(f"in {__file__}")

    monkeypatch.setattr("tfgan_zoo.serving.local.models.Version.call", broken)
    with pytest.raises(grpc.RpcError) as caught:
        PredictionServiceStub(channel).Predict(request_of("sample", seed=[1]))
    assert caught.value.code() == grpc.StatusCode.INTERNAL
    assert caught.value.details() == "the model failed on these inputs; the server's log has the reason."


def test_calls_of_both_protocols_share_one_queue_and_its_limits(folder, monkeypatch):
    begun, done = threading.Event(), threading.Event()

    def slow(version, signature, inputs):
        begun.set()
        done.wait(60)
        return {"images": np.zeros((len(inputs["seed"]), 1), "float32")}

    monkeypatch.setattr("tfgan_zoo.serving.local.models.Version.call", slow)
    address = f"127.0.0.1:{free_port()}"
    rest = application(folder, grpc_address=address, max_waiting=1)
    with testclient.TestClient(rest) as client, concurrent.futures.ThreadPoolExecutor() as pool:
        body = {"signature_name": "sample", "instances": [1]}
        first = pool.submit(client.post, "/v1/models/plain:predict", json=body)
        assert begun.wait(60)
        remote = serving.Client(f"grpc://{address}", "plain", retries=0)
        remote.connection.dtypes_of("sample")
        waiting = pool.submit(remote.sample, [1])
        with pytest.raises(ConnectionError, match="has too much to do: 1 requests or 512 MiB of them wait already"):
            while not waiting.done():
                serving.Client(f"grpc://{address}", "plain", timeout=1, retries=0).sample([2])
        done.set()
        assert first.result().status_code == 200
        assert waiting.result().shape == (1, 1)


def test_the_client_gives_the_same_by_both_protocols(address, folder):
    client = serving.Client(f"grpc://{address}", "labeled", batch_size=2)
    inputs = {"seed": [1, 2, 3, 4, 5], "labels": [0, 1, 2, 0, 1]}
    images = client.sample(inputs)
    signatures = saved_model(folder, "labeled").signatures
    tensors = {name: tf.constant(values) for name, values in inputs.items()}
    np.testing.assert_allclose(images, signatures["sample"](**tensors)["images"], atol=1e-6)
    files = client.png(inputs)
    assert files == signatures["png"](**tensors)["image_bytes"].numpy().tolist()
    assert client.versions() == {1: "AVAILABLE"}


@pytest.mark.parametrize(
    ("model", "version", "inputs", "error", "words"),
    [
        ("absent", None, [1], LookupError, r"Latest\('absent'\)"),
        ("plain", 3, [1], LookupError, r"Specific\('plain', 3\)"),
        ("labeled", None, [1], ValueError, "sample takes labels, seed, not one array"),
        ("labeled", None, {"seed": [1], "labels": [9]}, ValueError, "labels out of range: from 9 to 9"),
        ("plain", None, [0.5], ValueError, "seed has values that are not int32"),
        ("plain", None, [2**40], ValueError, "seed has values that are not int32"),
    ],
)
def test_the_client_s_errors_are_built_in_ones(address, model, version, inputs, error, words):
    with pytest.raises(error, match=words):
        serving.Client(f"grpc://{address}", model, version).sample(inputs)


def test_no_server_and_one_that_speaks_another_language_are_connection_errors():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))  # bound but not listening, so connections are refused
        url = f"grpc://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(ConnectionError, match=f"no server at {url}.*gRPC port, 8500 by default"):
            serving.Client(url, "plain", retries=0).sample([1])
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        url = f"grpc://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(TimeoutError, match=r"no answer from .* in 0\.2 s"):
            serving.Client(url, "plain", timeout=0.2, retries=0).sample([1])


def test_a_port_that_is_taken_is_named_before_models_are_loaded():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match=f"nothing can listen at 127.0.0.1, port {port}"):
            check_free("127.0.0.1", port)
    assert address_of("::1", 8500) == "[::1]:8500"


def test_a_client_that_comes_too_early_tries_again(folder):
    address = f"127.0.0.1:{free_port()}"
    prepared = application(folder, grpc_address=address)
    client = serving.Client(f"grpc://{address}", "plain", retries=8)
    with concurrent.futures.ThreadPoolExecutor() as pool:
        answer = pool.submit(client.sample, [1])
        with pytest.raises(TimeoutError):
            answer.result(timeout=0.3)
        with testclient.TestClient(prepared):
            assert answer.result().shape == (1, 8, 8, 3)
