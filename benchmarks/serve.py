"""`tfgan-zoo serve`: what it costs beside calling the SavedModel, and whether a crowd takes it down.

    python -m benchmarks.serve saved_models/dcgan_digits

Latency and throughput of the signature `serving_default` at several batch sizes, one caller: the SavedModel called in
this process, onnxruntime on the same network, and the server by REST and by gRPC, through the project's client and, for
REST, a bare connection, as ratios to the SavedModel. Then a crowd, by REST and by gRPC: many requests by many clients
at once, some malformed; after a while a new version appears; at the end the server is killed and started again.
Reported: how many got which status, the server's memory before and after each quarter, and whether answers are the
same.
"""

import argparse
import collections
import concurrent.futures
import contextlib
import gc
import http.client
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import numpy as np

BATCH_SIZES = (1, 8, 64)
SECONDS = 1  # of each measurement
QUARTERS = 4
SEEDS = [0, 1]  # of each well-formed request
PORT, GRPC_PORT = 8571, 8570


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=pathlib.Path, help="a folder of versions")
    parser.add_argument("--requests", type=int, default=10_000)
    parser.add_argument("--malformed", type=int, default=500)
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--crowd-by", nargs="+", choices=tuple(PROTOCOLS), default=list(PROTOCOLS))
    parser.add_argument("--crowd-only", action="store_true", help="measure no latency")
    flags = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        model = pathlib.Path(temporary) / flags.folder.name
        shutil.copytree(flags.folder, model)
        (version,) = (path for path in model.iterdir() if path.name.isdecimal())
        if not flags.crowd_only:
            with server(model):
                compare_callers(model.name, version, temporary)
        for protocol in flags.crowd_by:
            crowd(model, version, PROTOCOLS[protocol](model.name), flags)


@contextlib.contextmanager
def server(folder):
    """A running server of a folder of versions: its process."""
    command = [sys.executable, "-m", "tfgan_zoo.cli", "serve", str(folder), "--port", str(PORT)]
    command += ["--grpc-port", str(GRPC_PORT)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        process.stdout.readline()
        while True:
            with contextlib.suppress(ConnectionError):
                if answer_of("GET", "/healthz")[0] == 200:
                    break
            time.sleep(0.1)
        try:
            yield process
        finally:
            process.kill()


def answer_of(method, path, body=None, connection=None):
    """Status and content of an answer."""
    connection = connection or http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    connection.request(method, path, body)
    response = connection.getresponse()
    return response.status, response.read()


def compare_callers(name, version, temporary):
    """Print seconds a call, and rows a second, of each caller."""
    import onnxruntime
    import tensorflow as tf

    from tfgan_zoo import serving

    loaded = tf.saved_model.load(str(version))
    function = loaded.signatures["serving_default"]
    ((input_name, spec),) = function.structured_input_signature[1].items()
    (output,) = function.structured_outputs
    file = pathlib.Path(temporary) / "model.onnx"
    serving.convert(version, file, "onnx")
    session = onnxruntime.InferenceSession(str(file))
    connection, path = http.client.HTTPConnection("127.0.0.1", PORT, timeout=120), f"/v1/models/{name}:predict"
    addresses = {"http": f"http://127.0.0.1:{PORT}", "grpc": f"grpc://127.0.0.1:{GRPC_PORT}"}
    clients = {kind: serving.Client(address, name) for kind, address in addresses.items()}
    gc.freeze()  # what the converter has left, or it is looked through whenever JSON becomes lists
    for size in BATCH_SIZES:
        latents = np.random.default_rng(0).normal(size=(size, *spec.shape[1:])).astype("float32")
        callers = {
            "SavedModel": lambda x: function(**{input_name: tf.constant(x)})[output].numpy(),
            "onnxruntime": lambda x: session.run([output], {input_name: x}),
            "server, REST": lambda x: answer_of("POST", path, json.dumps({"inputs": x.tolist()}), connection),
            "client, REST": clients["http"].predict,
            "client, gRPC": clients["grpc"].predict,
        }
        connection.close()  # opened anew at the server's turn, which closes what is idle
        times = {caller: median_seconds(call, latents) for caller, call in callers.items()}
        for caller, seconds in times.items():
            ratio = seconds / times["SavedModel"]
            speed = f"{1000 * seconds:7.2f} ms | {size / seconds:8.0f} rows a second"
            print(f"batch {size:3} | {caller:12} | {speed} | {ratio:5.2f}", flush=True)


def median_seconds(call, inputs):
    """Median time of a call."""
    call(inputs)
    times, end = [], time.perf_counter() + SECONDS
    while time.perf_counter() < end:
        began = time.perf_counter()
        call(inputs)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


class Rest:
    """A well-formed request and malformed ones by REST."""

    malformed = (b"", b"{", b"[1]", b'{"instances": [[1, 2]]}', b'{"instances": ["a"]}', b'{"inputs": 1}')
    succeeded = 200

    def __init__(self, model):
        self.path = f"/v1/models/{model}:predict"
        self.good = json.dumps({"signature_name": "sample", "instances": SEEDS}).encode()

    def connected(self):
        """A connection, for one client."""
        return http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)

    def ask(self, connection, body):
        """Status and pictures of an answer; None where there are none."""
        status, content = answer_of("POST", self.path, body, connection)
        return status, np.float32(json.loads(content)["predictions"]) if status == self.succeeded else None


class Remote:
    """The same by gRPC."""

    succeeded = "OK"

    def __init__(self, model):
        self.good = self.request(model, "sample", seed=SEEDS)
        wrong = [("paint", {"seed": SEEDS}), ("sample", {}), ("sample", {"seed": [0.5]}), ("sample", {"seed": [[1]]})]
        self.malformed = [self.request(model, *call[:1], **call[1]) for call in wrong] + [b"\xff" * 100]

    def request(self, model, signature, **inputs):
        """A request's bytes."""
        import tensorflow as tf
        from tensorflow_serving.apis.predict_pb2 import PredictRequest

        request = PredictRequest()
        request.model_spec.name, request.model_spec.signature_name = model, signature
        for name, value in inputs.items():
            request.inputs[name].CopyFrom(tf.make_tensor_proto(value))
        return request.SerializeToString()

    def connected(self):
        """A connection, for one client."""
        import grpc

        channel = grpc.insecure_channel(f"127.0.0.1:{GRPC_PORT}", [("grpc.use_local_subchannel_pool", 1)])
        return channel.unary_unary("/tensorflow.serving.PredictionService/Predict")

    def ask(self, connection, body):
        """Status and pictures of an answer; None where there are none."""
        import grpc
        import tensorflow as tf
        from tensorflow_serving.apis.predict_pb2 import PredictResponse

        try:
            response = PredictResponse.FromString(connection(body, timeout=120))
        except grpc.RpcError as error:
            return error.code().name, None
        (output,) = response.outputs.values()
        return self.succeeded, tf.make_ndarray(output)


PROTOCOLS = {"rest": Rest, "grpc": Remote}


def crowd(model, version, protocol, flags):
    """Print what many clients at once get."""
    with server(model) as process:
        _, expected = protocol.ask(protocol.connected(), protocol.good)
        memory = [memory_of(process)]
        later = threading.Timer(3, lambda: shutil.copytree(version, model / str(1 + newest_of(model.name))))
        later.start()
        began = time.perf_counter()
        statuses = collections.Counter()
        for part in np.array_split(shuffled(protocol, flags), QUARTERS):
            statuses += asked_by_many(protocol, part, expected, flags.clients)
            memory.append(memory_of(process))
        seconds = time.perf_counter() - began
        later.join()
        speed = f"{seconds:.0f} s ({flags.requests / seconds:.0f} a second)"
        print(f"{flags.requests} requests by {flags.clients} clients, {type(protocol).__name__}, in {speed}")
        for (sent, status, found), count in sorted(statuses.items(), key=str):
            print(f"  {sent}, status {status}, {found}: {count}")
        print(f"  version that answers at the end: {newest_of(model.name)}")
        print(f"  memory in MB before and after each quarter: {', '.join(f'{size:.0f}' for size in memory)}")
        process.kill()
        process.wait()
    with server(model):
        _, found = protocol.ask(protocol.connected(), protocol.good)
    print(f"  killed and started again: {compared(found, expected)}", flush=True)


def shuffled(protocol, flags):
    """The requests' bodies, an array of objects."""
    bodies = [protocol.good] * (flags.requests - flags.malformed)
    bodies += [protocol.malformed[number % len(protocol.malformed)] for number in range(flags.malformed)]
    array = np.array(bodies, object)
    np.random.default_rng(0).shuffle(array)
    return array


def asked_by_many(protocol, bodies, expected, num_clients):
    """How often what was sent got which status and which pictures: Counter."""
    own = threading.local()

    def ask(body):
        if not hasattr(own, "connection"):
            own.connection = protocol.connected()
        status, pictures = protocol.ask(own.connection, body)
        sent = "well formed" if body == protocol.good else "malformed"
        return sent, status, compared(pictures, expected)

    with concurrent.futures.ThreadPoolExecutor(num_clients) as pool:
        return collections.Counter(pool.map(ask, bodies))


def compared(pictures, expected):
    """Whether pictures are those expected, in words."""
    if pictures is None:
        return "no pictures"
    return "the same pictures" if np.allclose(pictures, expected, atol=1e-5) else "other pictures"


def newest_of(model):
    """The number of the version that answers."""
    _, content = answer_of("GET", f"/v1/models/{model}")
    return int(json.loads(content)["model_version_status"][0]["version"])


def memory_of(process):
    """Resident memory of a process in MB."""
    status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
