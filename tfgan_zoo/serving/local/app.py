"""The routes of the local server, as a Starlette application."""

import contextlib
import logging
import pathlib

import orjson
import prometheus_client
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from tfgan_zoo.serving.card import read_translation
from tfgan_zoo.serving.local.service import FAILED, INVALID, MODEL_FAILED, Limits, Refusal, Service
from tfgan_zoo.serving.local.values import read_request, write_answer

LOGGER = logging.getLogger(__name__)
TOO_LARGE = 413
PAGE = pathlib.Path(__file__).parent / "page"
POLICY = "default-src 'self'; img-src 'self' data:; media-src data:; object-src 'none'; frame-ancestors 'none'"
TITLE = "tfgan-zoo serve, a local server for development; serve others by TF Serving"


def application(models, limits=None, poll_seconds=2.0, grpc_address=None):
    """An application that serves models.

    Args:
        models: list of `local.models.Model`.
        limits: `Limits`; None for their defaults.
        poll_seconds: how often newer versions are looked for.
        grpc_address: where gRPC is spoken too, while the application runs, such as "127.0.0.1:8500"; None does not.

    Returns:
        `starlette.applications.Starlette`.

    Example:
        >>> import uvicorn
        >>> from tfgan_zoo.serving.local.connections import settings
        >>> from tfgan_zoo.serving.local.models import Model
        >>> app = application([Model("dcgan_digits", "saved_models/dcgan_digits")])  # doctest: +SKIP
        >>> uvicorn.run(app, port=8501, **settings(timeout=60))  # doctest: +SKIP
    """
    server = Server(Service(models, limits or Limits(), poll_seconds), grpc_address)
    model, version = "/v1/models/{model}", "/v1/models/{model}/versions/{version:int}"
    routes = [Route("/v1/models", server.index), Route("/healthz", server.health)]
    routes.append(Route("/monitoring/prometheus/metrics", server.metrics))
    for path in (model, version):
        routes.append(Route(f"{path}:predict", server.predict, methods=["POST"]))
        routes.append(Route(f"{path}/metadata", server.metadata))
        routes.append(Route(path, server.status))
    routes.append(Route("/play/models/{model}", server.translation))
    routes += [Route("/", to_page), Mount("/play", Page(directory=PAGE, html=True))]
    handlers = {Refusal: refuse, HTTPException: refuse_route, Exception: fail}
    return Starlette(routes=routes, lifespan=server.lifespan, exception_handlers=handlers)


class Server:
    """The routes of a `Service`."""

    def __init__(self, service, grpc_address):
        self.service, self.grpc_address = service, grpc_address

    @contextlib.asynccontextmanager
    async def lifespan(self, app):
        """Answer requests while the application runs."""
        async with contextlib.AsyncExitStack() as stack:
            await stack.enter_async_context(self.service.running())
            if self.grpc_address is not None:
                from tfgan_zoo.serving.local import remote_calls

                await stack.enter_async_context(remote_calls.listening(self.service, self.grpc_address))
            yield

    async def index(self, request):
        """What is served."""
        return answered({"server": TITLE, "models": list(self.service.models)})

    async def health(self, request):
        """Whether the server answers."""
        return PlainTextResponse("ok")

    async def metrics(self, request):
        """Counts and times for Prometheus."""
        content = prometheus_client.generate_latest(self.service.registry)
        return Response(content, media_type=prometheus_client.CONTENT_TYPE_LATEST)

    async def status(self, request):
        """The state of a model's version, as TF Serving answers."""
        version = self.version_of(request)
        state = {"state": "AVAILABLE", "status": {"error_code": "OK", "error_message": ""}}
        return answered({"model_version_status": [{"version": str(version.number), **state}]})

    async def metadata(self, request):
        """The signatures of a model's version, as TF Serving answers."""
        version = self.version_of(request)
        spec = {"name": request.path_params["model"], "signature_name": "", "version": str(version.number)}
        signatures = {"signature_def": {"signature_def": version.metadata()}}
        return answered({"model_spec": spec, "metadata": signatures})

    async def translation(self, request):
        """How a model translates pictures, for the page; null if it does not, or its file does not say."""
        version, found = self.version_of(request), None
        with contextlib.suppress(ValueError):  # a damaged file: the page then has no brush
            found = read_translation(version.folder)
        return answered({"translation": found and found.get_config()})

    async def predict(self, request):
        """The outputs of a signature for the inputs of a request."""
        version = self.version_of(request)
        formats = []

        async def read():
            with contextlib.closing(self.service.budget.share()) as share:
                body = await body_of(request, self.service.limits, share)
                try:
                    value = orjson.loads(body)
                except orjson.JSONDecodeError as error:
                    raise Refusal(INVALID, f"the request is not JSON: {error}.") from error
                signature, inputs, format = read_request(value, version.signatures)
            formats.append(format)
            return signature, inputs

        outputs = await self.service.predict(request.path_params["model"], version, read)
        return answered(write_answer(outputs, *formats))

    def version_of(self, request):
        """The version that a request asks for."""
        return self.service.version_of(request.path_params["model"], request.path_params.get("version"))


async def body_of(request, limits, share):
    """The bytes of a request, as far as they may be, taken from a share of the server's budget as they arrive."""
    parts = []
    async for part in request.stream():
        parts.append(part)
        share.take(len(part))
        if share.taken > limits.max_bytes:
            raise Refusal(TOO_LARGE, f"the request has more than {limits.max_mebibytes} MiB.")
    return b"".join(parts)


def answered(value, status=200):
    """A response of JSON."""
    return Response(orjson.dumps(value, option=orjson.OPT_SERIALIZE_NUMPY), status, media_type="application/json")


async def to_page(request):
    """Leads from the address alone to the page."""
    return RedirectResponse("/play/")


class Page(StaticFiles):
    """The files of the page, which may run and load nothing but each other, and ask nobody but this server."""

    def file_response(self, *arguments, **named):
        response = super().file_response(*arguments, **named)
        response.headers.update({"Content-Security-Policy": POLICY, "X-Content-Type-Options": "nosniff"})
        return response


async def refuse(request, refusal):
    """The answer to a request that is not answered."""
    return answered({"error": refusal.message}, refusal.status)


async def refuse_route(request, error):
    """The answer to a request for something that there is not."""
    return answered({"error": error.detail}, error.status_code)


async def fail(request, error):
    """The answer after an error of the model: nothing of this machine; the log has the rest."""
    LOGGER.error("a request failed", exc_info=error)
    return answered({"error": MODEL_FAILED}, FAILED)
