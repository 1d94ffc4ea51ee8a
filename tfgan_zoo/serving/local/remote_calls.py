"""TF Serving's gRPC interface of the local server: Predict, GetModelMetadata and GetModelStatus.

Reference: https://github.com/tensorflow/serving/tree/master/tensorflow_serving/apis
"""

import asyncio
import contextlib
import functools
import logging

import grpc
import tensorflow as tf
from google.protobuf.message import DecodeError
from tensorflow_serving.apis import get_model_metadata_pb2, get_model_status_pb2, predict_pb2

from tfgan_zoo.serving.local.service import ABSENT, BUSY, FAILED, INVALID, LATE, MODEL_FAILED, Refusal
from tfgan_zoo.serving.local.tensors import read_tensors

LOGGER = logging.getLogger(__name__)
SIGNATURES = "signature_def"  # the one field of a model's metadata
MAX_CALLS = 1000  # at a time; further ones are answered with RESOURCE_EXHAUSTED
CODES = {
    INVALID: grpc.StatusCode.INVALID_ARGUMENT,
    ABSENT: grpc.StatusCode.NOT_FOUND,
    FAILED: grpc.StatusCode.INTERNAL,
    BUSY: grpc.StatusCode.UNAVAILABLE,
    LATE: grpc.StatusCode.DEADLINE_EXCEEDED,
}


@contextlib.asynccontextmanager
async def listening(service, address):
    """Answer calls at an address within the block.

    Args:
        service: `Service`.
        address: such as "127.0.0.1:8500".

    Raises:
        RuntimeError: if the address is taken.
    """
    limits = service.limits
    options = [
        ("grpc.max_receive_message_length", limits.max_bytes),
        ("grpc.max_send_message_length", -1),
        ("grpc.so_reuseport", 0),  # or two servers would share an address, and each answer some calls
        ("grpc.server_handshake_timeout_ms", int(1000 * limits.timeout)),
    ]
    server = grpc.aio.server(options=options, maximum_concurrent_rpcs=MAX_CALLS)
    calls = Calls(service)
    services = {
        "PredictionService": {"Predict": calls.predict, "GetModelMetadata": calls.metadata},
        "ModelService": {"GetModelStatus": calls.status},
    }
    for name, methods in services.items():
        # A unary call is a stream of one message; as a stream, a message is received only when it is asked for.
        handlers = {key: grpc.stream_unary_rpc_method_handler(method) for key, method in methods.items()}
        handler = grpc.method_handlers_generic_handler(f"tensorflow.serving.{name}", handlers)
        server.add_generic_rpc_handlers((handler,))
    server.add_insecure_port(address)
    await server.start()
    try:
        yield
    finally:
        await server.stop(grace=None)


def answering(kind):
    """Makes a method of a message of some kind one of bytes, whose errors become gRPC's codes.

    They have words for the client and nothing of this machine.
    """

    def decorate(method):
        @functools.wraps(method)
        async def answer(self, contents, context):
            try:
                return (await method(self, await self.received(contents, kind))).SerializeToString()
            except Refusal as refusal:
                await context.abort(CODES[refusal.status], refusal.message)
            except Exception as error:
                LOGGER.error("a request failed", exc_info=error)
                await context.abort(grpc.StatusCode.INTERNAL, MODEL_FAILED)

        return answer

    return decorate


class Calls:
    """The calls that are answered, of a `Service`."""

    def __init__(self, service):
        self.service = service
        # Who does not receive has but a few kilobytes in memory, whatever the message's size.
        limits = service.limits
        self.receiving = asyncio.Semaphore(max(limits.max_waiting_bytes // limits.max_bytes, 1))

    async def received(self, contents, kind):
        """The one message of a call.

        Args:
            contents: asynchronous iterator of bytes.
            kind: class of the message.

        Raises:
            Refusal: if it does not come in time, or is another.
        """
        try:
            async with asyncio.timeout(self.service.limits.timeout), self.receiving:
                content = await anext(aiter(contents), None)
        except TimeoutError:
            raise Refusal(LATE, f"no message in {self.service.limits.timeout:g} s: send it at once.") from None
        try:
            return kind.FromString(content or b"")
        except DecodeError:
            raise Refusal(INVALID, f"the message is not a {kind.DESCRIPTOR.name}.") from None

    @answering(predict_pb2.PredictRequest)
    async def predict(self, request):
        """The outputs of a signature for a request's inputs."""
        version = version_of(self.service, request.model_spec)
        signatures = []

        async def read():
            signature, inputs = read_tensors(request, version.signatures, self.service.limits.max_bytes)
            check_filter(request.output_filter, version.outputs[signature])
            signatures.append(signature)
            request.ClearField("inputs")  # which need not wait twice
            return signature, inputs

        outputs = await self.service.predict(request.model_spec.name, version, read)
        (signature,) = signatures
        response = predict_pb2.PredictResponse()
        fill_spec(response.model_spec, request.model_spec.name, version.number)
        response.model_spec.signature_name = signature
        for name in request.output_filter or outputs:
            response.outputs[name].CopyFrom(tf.make_tensor_proto(outputs[name]))
        return response

    @answering(get_model_metadata_pb2.GetModelMetadataRequest)
    async def metadata(self, request):
        """The signatures of a model."""
        version = version_of(self.service, request.model_spec)
        if list(request.metadata_field) != [SIGNATURES]:
            received = ", ".join(request.metadata_field) or "nothing"
            raise Refusal(INVALID, f"metadata_field is {received[:60]}; expected {SIGNATURES}.")
        response = get_model_metadata_pb2.GetModelMetadataResponse()
        fill_spec(response.model_spec, request.model_spec.name, version.number)
        signatures = get_model_metadata_pb2.SignatureDefMap()
        for name, signature in version.signature_defs.items():
            signatures.signature_def[name].CopyFrom(signature)
        response.metadata[SIGNATURES].Pack(signatures)
        return response

    @answering(get_model_status_pb2.GetModelStatusRequest)
    async def status(self, request):
        """The state of a model's version."""
        version = version_of(self.service, request.model_spec)
        state = get_model_status_pb2.ModelVersionStatus.AVAILABLE
        status = get_model_status_pb2.ModelVersionStatus(version=version.number, state=state)
        status.status.error_code = 0  # OK
        return get_model_status_pb2.GetModelStatusResponse(model_version_status=[status])


def version_of(service, spec):
    """The version that a ModelSpec asks for."""
    if spec.version_label:
        raise Refusal(INVALID, "version_label is given; expected a version's number, or none for the latest.")
    return service.version_of(spec.name, spec.version.value if spec.HasField("version") else None)


def fill_spec(spec, name, number):
    """Says in a ModelSpec which version answered."""
    spec.name = name
    spec.version.value = number


def check_filter(names, outputs):
    """Refuse a filter of outputs that there are not."""
    unknown = [name for name in names if name not in outputs]
    if unknown or len(set(names)) < len(names):
        raise Refusal(INVALID, f"output_filter is {', '.join(names)[:60]}; expected some of {', '.join(outputs)}.")
