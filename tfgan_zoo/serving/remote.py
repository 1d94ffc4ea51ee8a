"""The client's connection by TF Serving's gRPC interface, which sends tensors as they are."""

import numpy as np

from tfgan_zoo.serving import refusals

OPTIONS = [
    ("grpc.max_receive_message_length", -1),
    ("grpc.max_send_message_length", -1),
    ("grpc.initial_reconnect_backoff_ms", 50),  # less than the client waits before it tries again
    ("grpc.use_local_subchannel_pool", 1),  # or another client's failure would be this one's
]
NOT_CONNECTED = "failed to connect"  # in gRPC's words for no server
NEEDS = "grpc:// needs {}, which is not installed: pip install 'tfgan-zoo[serve]', or give http://."


class Connection:
    """A model at an address; arguments as those of `Client`.

    Raises:
        ValueError: if the packages of the extra `serve` are not installed.
    """

    def __init__(self, url, model, version, timeout):
        try:
            import grpc
            from tensorflow_serving import apis  # noqa: F401, needed later
        except ModuleNotFoundError as error:
            raise ValueError(NEEDS.format(error.name)) from error
        self.address, self.model, self.version, self.timeout = url.rstrip("/"), model, version, timeout
        self.channel = grpc.insecure_channel(self.address.removeprefix("grpc://"), OPTIONS)
        self.input_specs = {}  # signature -> the types of its inputs by name

    def versions(self):
        """Version -> state."""
        from tensorflow_serving.apis import get_model_status_pb2 as messages
        from tensorflow_serving.apis.model_service_pb2_grpc import ModelServiceStub

        answer = self.ask(ModelServiceStub(self.channel).GetModelStatus, messages.GetModelStatusRequest())
        names = messages.ModelVersionStatus.State
        return {status.version: names.Name(status.state) for status in answer.model_version_status}

    def call(self, signature, arrays):
        """The output of a signature.

        Args:
            signature: its name.
            arrays: the inputs by name; the name None stands for the only input there is.
        """
        import tensorflow as tf
        from tensorflow_serving.apis.predict_pb2 import PredictRequest
        from tensorflow_serving.apis.prediction_service_pb2_grpc import PredictionServiceStub

        dtypes = self.dtypes_of(signature)
        if None in arrays and len(dtypes) == 1:
            arrays = {name: arrays[None] for name in dtypes}
        if set(arrays) != set(dtypes):
            received = ", ".join(str(name) for name in arrays if name) or "one array"
            raise refusals.refused(self.address, f"{signature} takes {', '.join(sorted(dtypes))}, not {received}.")
        request = PredictRequest()
        request.model_spec.signature_name = signature
        for name, array in arrays.items():
            request.inputs[name].CopyFrom(tf.make_tensor_proto(sent_as(name, array, dtypes[name])))
        answer = self.ask(PredictionServiceStub(self.channel).Predict, request)
        (output,) = (tf.make_ndarray(tensor) for tensor in answer.outputs.values())
        return output.tolist() if output.dtype == object else output

    def dtypes_of(self, signature):
        """`tf.DType` of each input of a signature by name, which the server is asked for once.

        Raises:
            ValueError: if there is no such signature.
        """
        if signature not in self.input_specs:
            self.input_specs = self.signatures()
        if signature not in self.input_specs:
            known = ", ".join(sorted(self.input_specs))
            raise refusals.refused(self.address, f"there is no signature {signature!r}; there are {known}.")
        return self.input_specs[signature]

    def signatures(self):
        """The types of the inputs of all signatures."""
        import tensorflow as tf
        from tensorflow_serving.apis import get_model_metadata_pb2 as messages
        from tensorflow_serving.apis.prediction_service_pb2_grpc import PredictionServiceStub

        request = messages.GetModelMetadataRequest(metadata_field=["signature_def"])
        answer = self.ask(PredictionServiceStub(self.channel).GetModelMetadata, request)
        found = messages.SignatureDefMap()
        answer.metadata["signature_def"].Unpack(found)
        return {
            name: {key: tf.as_dtype(tensor.dtype) for key, tensor in signature.inputs.items()}
            for name, signature in found.signature_def.items()
        }

    def ask(self, method, request):
        """The server's answer to a request about this model."""
        import grpc

        request.model_spec.name = self.model
        if self.version is not None:
            request.model_spec.version.value = self.version
        try:
            return method(request, timeout=self.timeout)
        except grpc.RpcError as error:
            raise self.error_of(error.code(), error.details() or "") from error

    def error_of(self, code, text):
        """The built-in error of a code of gRPC's."""
        from grpc import StatusCode

        if code == StatusCode.DEADLINE_EXCEEDED:
            return refusals.late(self.address, self.timeout)
        if code == StatusCode.UNAVAILABLE and NOT_CONNECTED in text:
            return refusals.unreachable(self.address, text, "gRPC port, 8500 by default")
        if code == StatusCode.UNAVAILABLE:
            return refusals.busy(self.address, text)
        if code == StatusCode.NOT_FOUND:
            return refusals.absent(self.address, text)
        if code in (StatusCode.INVALID_ARGUMENT, StatusCode.RESOURCE_EXHAUSTED):
            return refusals.refused(self.address, text)
        if code == StatusCode.UNIMPLEMENTED:
            return ConnectionError(f"{self.address} answered, but not as TF Serving: is this its gRPC port?")
        return refusals.failed(self.address, code.name, text)


def sent_as(name, array, dtype):
    """An array as it is sent for an input of a type.

    Raises:
        ValueError: if it has values that the type has not.
    """
    if dtype.name == "string":
        return np.array([value if isinstance(value, bytes) else str(value).encode() for value in array], object)
    made = array.astype(dtype.as_numpy_dtype)
    if dtype.is_integer and not np.array_equal(made, array):
        raise ValueError(f"{name} has values that are not {dtype.name}: give integers in its range.")
    return made
