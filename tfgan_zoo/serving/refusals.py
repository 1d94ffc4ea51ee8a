"""The errors of a client, built-in ones with the server's own words."""


class Unavailable(ConnectionError):
    """No server, or one that has too much to do: the same request may be answered later."""


def absent(address, text):
    """The error of a model or version that the server has not."""
    return LookupError(f"nothing is served at {address}: {text[:500]} Check the model's name and version.")


def refused(address, text):
    """The error of inputs that the server refuses."""
    return ValueError(f"{address} refused the input: {text[:500]}")


def failed(address, status, text):
    """The error of a server that failed."""
    return RuntimeError(f"{address} failed with status {status}: {text[:500]}")


def busy(address, text):
    """The error of a server that has too much to do."""
    return Unavailable(f"{address} has too much to do: {text[:500]}")


def late(address, timeout):
    """The error of an answer that does not come."""
    return TimeoutError(f"no answer from {address} in {timeout} s: give a longer timeout, or a smaller batch.")


def unreachable(address, reason, port):
    """The error of an address where no server is."""
    return Unavailable(f"no server at {address} ({reason}): start one, and give its {port}.")
