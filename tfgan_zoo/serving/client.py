"""A client of TF Serving's REST interface for generators exported by `tfgan_zoo.serving`.

Needs no TensorFlow: the standard library and NumPy. docs/serving.md says how to start a server.
"""

import base64
import contextlib
import http.client
import json
import urllib.error
import urllib.parse
import urllib.request

import numpy as np


class Client:
    """A served generator.

    What is sent is an array where the signature has one input, or a dictionary of arrays by name where it has several
    (`{"latents": ..., "labels": ...}`); the first dimension is the batch.

    Args:
        url: the server's REST address, such as "http://localhost:8501".
        model: the model's name in the server.
        version: positive integer; None asks for the latest one.
        timeout: seconds to wait for an answer. The first one can take long if the server compiles or warms up.

    Raises, from every method:
        ConnectionError: no server at that address, or one that does not speak TF Serving's JSON.
        TimeoutError: no answer in time.
        LookupError: the server has no such model or version.
        ValueError: the server refused the input; its own message is part of the error.
        RuntimeError: the server failed.

    Example:
        >>> client = tfgan_zoo.serving.Client("http://localhost:8501", "dcgan_digits")
        >>> images = client.sample([0, 1, 2])
        >>> pathlib.Path("digit.png").write_bytes(client.png([0])[0])

    Reference: https://www.tensorflow.org/tfx/serving/api_rest
    """

    def __init__(self, url, model, version=None, timeout=30.0):
        if not url.startswith(("http://", "https://")):
            raise ValueError(f"url is {url!r}; expected one such as 'http://localhost:8501'.")
        self.address = f"{url.rstrip('/')}/v1/models/{urllib.parse.quote(model, safe='')}"
        if version is not None:
            self.address += f"/versions/{version}"
        self.timeout = timeout

    def predict(self, inputs):
        """Images of the latents given, by the signature ``serving_default``.

        Args:
            inputs: latents (batch, ...), or whatever the network takes.

        Returns:
            float32 array, for a generator of images (batch, height, width, channels) in [-1, 1].
        """
        return np.asarray(self._outputs("serving_default", inputs), np.float32)

    def sample(self, seeds):
        """Samples from seeds: the same seed gives the same sample, whatever else is in the batch.

        Args:
            seeds: integers (batch,).

        Returns:
            float32 array, for a generator of images (batch, height, width, channels) in [-1, 1].
        """
        return np.asarray(self._outputs("sample", seeds), np.float32)

    def png(self, seeds):
        """The samples of `sample` as PNG files.

        Args:
            seeds: integers (batch,); a network exported without `draw` takes its own inputs here.

        Returns:
            list of bytes, one file per example.
        """
        return [base64.b64decode(image["b64"]) for image in self._outputs("png", seeds)]

    def versions(self):
        """Version -> state, such as {1: "END", 2: "AVAILABLE"}."""
        statuses = self._ask(self.address, "model_version_status")
        return {int(status["version"]): status["state"] for status in statuses}

    def _outputs(self, signature, inputs):
        """The one output of a signature, in TF Serving's column format: inputs and outputs as whole arrays."""
        if isinstance(inputs, dict):
            inputs = {name: np.asarray(values).tolist() for name, values in inputs.items()}
        else:
            inputs = np.asarray(inputs).tolist()
        request = {"signature_name": signature, "inputs": inputs}
        return self._ask(f"{self.address}:predict", "outputs", json.dumps(request).encode())

    def _ask(self, address, key, body=None):
        """What the server answers under `key`, to a GET or to a POST of `body`."""
        request = urllib.request.Request(address, body, {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=self.timeout) as response:
                return json.load(response)[key]
        except urllib.error.HTTPError as error:
            raise refusal(error, address) from error
        except OSError as error:  # URLError, and what it lets through
            raise absence(getattr(error, "reason", error), address, self.timeout) from error
        except (ValueError, LookupError, TypeError, http.client.HTTPException) as error:
            raise ConnectionError(
                f"{address} answered, but not in TF Serving's JSON ({error!r}): is this its REST port?"
            ) from error


def refusal(error, address):
    """The built-in error for an HTTPError, with the server's own message."""
    text = error.read().decode(errors="replace")
    with contextlib.suppress(ValueError, LookupError, TypeError):  # a proxy's page, for example, is shown unchanged
        text = json.loads(text)["error"]
    if error.code == 404:
        return LookupError(f"nothing is served at {address}: {text[:500]} Check the model's name and version.")
    if 400 <= error.code < 500:
        return ValueError(f"{address} refused the input: {text[:500]}")
    return RuntimeError(f"{address} failed with status {error.code}: {text[:500]}")


def absence(reason, address, timeout):
    """The built-in error for no answer at all."""
    if isinstance(reason, TimeoutError):
        return TimeoutError(f"no answer from {address} in {timeout} s: give a longer timeout, or a smaller batch.")
    return ConnectionError(f"no server at {address} ({reason}): start one, and give its REST port, 8501 by default.")
