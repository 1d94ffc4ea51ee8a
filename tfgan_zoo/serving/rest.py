"""The client's connection by TF Serving's REST interface."""

import base64
import contextlib
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request

import numpy as np

from tfgan_zoo.serving import refusals

BUSY = (429, 503)  # statuses


class Connection:
    """A model at an address; arguments as those of `Client`."""

    def __init__(self, url, model, version, timeout):
        self.address = f"{url.rstrip('/')}/v1/models/{urllib.parse.quote(model, safe='')}"
        if version is not None:
            self.address += f"/versions/{version}"
        self.timeout = timeout

    def versions(self):
        """Version -> state."""
        statuses = self.ask(self.address, "model_version_status")
        return {int(status["version"]): status["state"] for status in statuses}

    def call(self, signature, arrays):
        """The output of a signature, in TF Serving's column format: inputs and outputs as whole arrays.

        Args:
            signature: its name.
            arrays: the inputs by name; the name None stands for the only input there is.
        """
        inputs = {name: listed(array) for name, array in arrays.items()}
        request = {"signature_name": signature, "inputs": inputs.get(None, inputs)}
        outputs = self.ask(f"{self.address}:predict", "outputs", json.dumps(request).encode())
        return read_output(outputs)

    def ask(self, address, key, body=None):
        """What the server answers under `key`, to a GET or to a POST of `body`."""
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                return json.load(response)[key]
        except urllib.error.HTTPError as error:
            raise refusal(error, address) from error
        except OSError as error:  # URLError, and what it lets through
            reason = getattr(error, "reason", error)
            if isinstance(reason, TimeoutError):
                raise refusals.late(address, self.timeout) from error
            raise refusals.unreachable(address, reason, "REST port, 8501 by default") from error
        except (ValueError, LookupError, TypeError, http.client.HTTPException) as error:
            raise ConnectionError(
                f"{address} answered, but not in TF Serving's JSON ({error!r}): is this its REST port?"
            ) from error


def listed(array):
    """An array as JSON has it: bytes as {"b64": ...}."""
    if array.dtype == object:
        return [{"b64": base64.b64encode(value).decode()} for value in array]
    return array.tolist()


def read_output(values):
    """An output as an array, or a list of bytes."""
    if values and isinstance(values, list) and isinstance(values[0], dict):
        return [base64.b64decode(value["b64"]) for value in values]
    if values and isinstance(values, list) and isinstance(values[0], str):  # of an output not called *_bytes
        return [value.encode() for value in values]
    array = np.asarray(values)
    return array.astype(np.float32) if array.dtype.kind == "f" else array


def refusal(error, address):
    """The built-in error for an HTTPError, with the server's own message."""
    text = error.read().decode(errors="replace")
    with contextlib.suppress(ValueError, LookupError, TypeError):  # a proxy's page, for example, is shown unchanged
        text = json.loads(text)["error"]
    if error.code == 404:
        return refusals.absent(address, text)
    if error.code in BUSY:
        return refusals.busy(address, text)
    if 400 <= error.code < 500:
        return refusals.refused(address, text)
    return refusals.failed(address, error.code, text)
