"""What the local server does, whatever the protocol: its models, its limits and one queue of requests."""

import asyncio
import contextlib
import dataclasses
import logging
import time

import prometheus_client
import tensorflow as tf

from tfgan_zoo.models.base.graph_errors import readable_errors
from tfgan_zoo.serving.local.batching import Batcher, num_rows
from tfgan_zoo.serving.local.sizes import Budget, Full, bytes_of
from tfgan_zoo.serving.local.values import Refused, shown

LOGGER = logging.getLogger(__name__)
MEBIBYTE = 2**20
INVALID, ABSENT, FAILED, BUSY, LATE = 400, 404, 500, 503, 504  # statuses, as HTTP numbers them
LONGEST = 1000  # characters of an error's text
MODEL_FAILED = "the model failed on these inputs; the server's log has the reason."


@dataclasses.dataclass(frozen=True)
class Limits:
    """What the server refuses, so that no request can take it down.

    Args:
        max_mebibytes: size of a request, as it is sent and as the model takes it, where a picture's file counts as its
            pixels; and of a call of the model.
        max_rows: examples of a request, and of a call of the model.
        max_waiting: requests that wait; further ones are answered with status 503.
        max_waiting_mebibytes: size of all requests that arrive or wait, likewise.
        timeout: seconds for a request to arrive, and for its answer.
    """

    max_mebibytes: int = 32
    max_rows: int = 256
    max_waiting: int = 256
    max_waiting_mebibytes: int = 512
    timeout: float = 60.0

    def __post_init__(self):
        if self.max_waiting_mebibytes < self.max_mebibytes:
            raise ValueError(
                f"requests may have {self.max_mebibytes} MiB, but all together {self.max_waiting_mebibytes} MiB: let "
                "requests be smaller, or more of them wait."
            )

    @property
    def max_bytes(self):
        """Size of a request in bytes."""
        return self.max_mebibytes * MEBIBYTE

    @property
    def max_waiting_bytes(self):
        """Size of all requests in bytes."""
        return self.max_waiting_mebibytes * MEBIBYTE


class Refusal(Exception):
    """Why a request is not answered.

    Args:
        status: the HTTP status.
        message: words for the client, which have nothing of this machine.
    """

    def __init__(self, status, message):
        super().__init__(message)
        self.status = status
        self.message = message if len(message) <= LONGEST else f"{message[:LONGEST]}..."


class Service:
    """The models of a server and the queue of their requests.

    Args:
        models: list of `local.models.Model`.
        limits: `Limits`.
        poll_seconds: how often newer versions are looked for.
    """

    def __init__(self, models, limits, poll_seconds):
        self.models = {model.name: model for model in models}
        self.limits, self.poll_seconds = limits, poll_seconds
        self.budget = Budget(limits.max_waiting_bytes)
        self.batcher = Batcher(call, limits.max_rows, limits.max_bytes, limits.max_waiting, self.budget)
        self.registry = prometheus_client.CollectorRegistry()
        labels = ["model", "status"]
        self.requests = prometheus_client.Counter(
            "tfgan_zoo_requests", "Requests to predict", labels, registry=self.registry
        )
        self.seconds = prometheus_client.Histogram(
            "tfgan_zoo_request_seconds", "Time to an answer", labels, registry=self.registry
        )
        for name, text in (("calls", "Calls of a model"), ("rows", "Examples in these calls")):
            gauge = prometheus_client.Gauge(f"tfgan_zoo_{name}", text, registry=self.registry)
            gauge.set_function(lambda name=name: getattr(self.batcher, name))

    @contextlib.asynccontextmanager
    async def running(self):
        """Answer requests, and look for new versions, within the block."""
        tasks = [asyncio.create_task(work) for work in (self.batcher.run(), self.look_for_versions())]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()

    async def look_for_versions(self):
        """Load newer versions as they appear; one that cannot be loaded leaves the one before in place.

        It is tried again and again, for it may be a copy that is still being made; the log has each reason once.
        """
        reasons = {}
        while True:
            await asyncio.sleep(self.poll_seconds)
            for model in self.models.values():
                try:
                    if await asyncio.to_thread(model.refresh):
                        LOGGER.warning("%s: version %d answers now", model.name, model.version.number)
                    reasons.pop(model.name, None)
                except Exception as error:
                    if reasons.get(model.name) != str(error):
                        LOGGER.warning("%s: no newer version could be loaded: %s", model.name, error)
                    reasons[model.name] = str(error)

    def version_of(self, name, number=None):
        """The version of a model that answers.

        Args:
            name: the model's name.
            number: the version that a client asks for; None for any.

        Raises:
            Refusal: if it is not served.
        """
        version = self.models[name].version if name in self.models else None
        if version is None or number not in (None, version.number):
            wanted = f"Latest({shown(name)})" if number is None else f"Specific({shown(name)}, {number})"
            raise Refusal(ABSENT, f"Servable not found for request: {wanted}")
        return version

    async def predict(self, name, version, read):
        """The outputs of a signature for the inputs of a request, counted and timed.

        Args:
            name: the model's name.
            version: `Version` that answers.
            read: asynchronous function that gives the request's signature and its inputs, arrays by name.

        Returns:
            dict of arrays by name.

        Raises:
            Refusal: if the request is not answered.
        """
        began, status = time.perf_counter(), FAILED
        try:
            async with asyncio.timeout(self.limits.timeout):
                outputs = await self.outputs(version, *await read())
            status = 200
            return outputs
        except TimeoutError:
            status = LATE
            raise Refusal(LATE, f"no answer in {self.limits.timeout:g} s: send fewer examples.") from None
        except ValueError as error:
            status = INVALID
            raise Refusal(INVALID, str(error)) from error
        except Full:
            status = BUSY
            limits = self.limits
            size = f"{limits.max_waiting} requests or {limits.max_waiting_mebibytes} MiB of them"
            raise Refusal(BUSY, f"{size} wait already: try again later.") from None
        except Refusal as refusal:
            status = refusal.status
            raise
        finally:
            self.requests.labels(name, str(status)).inc()
            self.seconds.labels(name, str(status)).observe(time.perf_counter() - began)

    async def outputs(self, version, signature, inputs):
        """The outputs by name, for inputs with not too many rows."""
        count = num_rows(inputs)
        if not 1 <= count <= self.limits.max_rows:
            raise Refused(f"received {count} examples; expected 1 to {self.limits.max_rows} in a request.")
        size = bytes_of(inputs)
        if size > self.limits.max_bytes:
            raise Refused(f"the inputs are {size} bytes for the model; expected at most {self.limits.max_bytes}.")
        return await self.batcher.submit((version, signature), inputs)


def call(key, inputs):
    """The outputs of a signature of a version.

    Raises:
        ValueError: if the graph refuses the inputs, in words for the client.
    """
    version, signature = key
    try:
        with readable_errors():
            return version.call(signature, inputs)
    except tf.errors.InvalidArgumentError as error:
        LOGGER.warning("inputs were refused", exc_info=error)
        raise ValueError("the model refused these inputs, such as a file that it cannot read.") from error
