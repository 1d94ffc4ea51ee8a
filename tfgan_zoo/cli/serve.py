"""`tfgan-zoo serve`."""

import pathlib
import socket

from tfgan_zoo.checks import Range
from tfgan_zoo.cli.loading import loaded
from tfgan_zoo.recipe.flags import number_in, positive
from tfgan_zoo.saving.versions import exported_version

PORTS = Range(1, 65535, is_integer=True)
PORT, GRPC_PORT = 8501, 8500  # of TF Serving's interfaces
NEEDS = "serve needs {}, which is not installed: pip install 'tfgan-zoo[serve]'."


def add(subparsers):
    parser = subparsers.add_parser(
        "serve",
        help="serve exported generators on this machine",
        description="Serve exported generators for development, by TF Serving's REST and gRPC interfaces. It listens "
        "on this machine alone unless --host says otherwise; to serve others, use TF Serving.",
    )
    add_flags(parser)
    parser.add_argument(
        "--grpc-port", type=number_in(PORTS), default=GRPC_PORT, metavar="N", help=f"(default: {GRPC_PORT})"
    )
    parser.set_defaults(command=serve)


def add_flags(parser):
    """The flags of a server: what it serves, where, and its limits."""
    parser.add_argument(
        "folders", metavar="FOLDER", nargs="+", help="an exported generator, its folder of versions, or a finished run"
    )
    parser.add_argument("--host", default="127.0.0.1", metavar="ADDRESS", help="to listen on (default: 127.0.0.1)")
    parser.add_argument("--port", type=number_in(PORTS), default=PORT, metavar="N", help=f"(default: {PORT})")
    parser.add_argument("--max-rows", type=positive, default=256, metavar="N", help="examples of a request")
    parser.add_argument("--max-waiting", type=positive, default=256, metavar="N", help="requests that may wait")
    parser.add_argument(
        "--max-waiting-mebibytes", type=positive, default=512, metavar="N", help="size of all that arrive or wait"
    )
    parser.add_argument("--max-mebibytes", type=positive, default=32, metavar="N", help="size of a request")
    parser.add_argument("--timeout", type=positive, default=60, metavar="SECONDS", help="for an answer (default: 60)")


def serve(flags):
    return run(prepared(flags, flags.grpc_port), flags)


def prepared(flags, grpc_port=None):
    """The application for a server's flags, with its models loaded; it speaks gRPC where a port is given."""
    places = named_places(flags.folders)
    for port in filter(None, (flags.port, grpc_port)):
        check_free(flags.host, port)
    local, models = server_modules()
    served = [models.Model(name, path) for name, path in places.items()]
    limits = local.Limits(
        flags.max_mebibytes, flags.max_rows, flags.max_waiting, flags.max_waiting_mebibytes, flags.timeout
    )
    for model in served:
        address = f"http://{address_of(flags.host, flags.port)}/v1/models/{model.name}"
        print(f"{address} (version {model.version.number}: {', '.join(model.version.signatures)})", flush=True)
    if grpc_port is None:
        return local.application(served, limits)
    grpc_address = address_of(flags.host, grpc_port)
    print(f"{grpc_address} speaks gRPC", flush=True)
    return local.application(served, limits, grpc_address=grpc_address)


def address_of(host, port):
    """A host and a port in one, where an IPv6 address is in brackets."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def check_free(host, port):
    """Refuse a place where nothing can listen.

    Raises:
        OSError: if the port is taken, or the host is no address of this machine.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as tried:
            tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the servers do
            tried.bind(address)
    except OSError as error:
        raise OSError(f"nothing can listen at {host}, port {port} ({error.strerror}): give another.") from error


def run(application, flags):
    """Answer requests until stopped; returns the exit code."""
    import uvicorn

    settings = loaded("serving.local.connections").settings(flags.timeout)
    uvicorn.run(application, host=flags.host, port=flags.port, **settings)
    return 0


def named_places(folders):
    """Folder of each model by its name, which is the folder's.

    Raises:
        FileNotFoundError: if one has no exported generator.
        ValueError: if two have one name.
    """
    places = {}
    for folder in map(pathlib.Path, folders):
        path = folder / "saved_model" if (folder / "settings.json").is_file() else folder
        if exported_version(path) is None:
            raise FileNotFoundError(
                f"there is no exported generator in {folder}: give a finished run, or what `tfgan-zoo export` wrote."
            )
        resolved = folder.resolve()
        is_version = (resolved / "saved_model.pb").is_file() and resolved.name.isdecimal()
        name = resolved.parent.name if is_version else resolved.name
        if name in places:
            raise ValueError(f"{places[name]} and {path} would both be called {name}: serve one of them, or rename it.")
        places[name] = path
    return places


def server_modules():
    """The local server and its models.

    Raises:
        ValueError: if the packages of the extra `serve` are not installed.
    """
    try:
        import tensorflow_serving  # noqa: F401, needed later
        import uvicorn  # noqa: F401, needed later

        return loaded("serving.local.app"), loaded("serving.local.models")
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("tfgan_zoo"):
            raise
        raise ValueError(NEEDS.format(error.name)) from error
