"""The connections of the local server, none of which may stay without getting on: uvicorn alone waits forever."""

import functools

import h11
import orjson
from uvicorn.protocols.http.h11_impl import H11Protocol

MAX_CONNECTIONS = 1000  # at a time; further ones are answered with status 503
LATE_REQUEST = 408


def settings(timeout):
    """uvicorn's settings of a server whose connections close when nothing gets on.

    Args:
        timeout: seconds for a request's headers, and again for the client to read the answer; `Limits.timeout`.

    Returns:
        dict, the keywords of `uvicorn.run`.

    Example:
        >>> uvicorn.run(app, port=8501, **settings(timeout=60))  # doctest: +SKIP
    """
    http = functools.partial(Connection, timeout)
    return {"http": http, "ws": "none", "log_level": "warning", "limit_concurrency": MAX_CONNECTIONS}


class Connection(H11Protocol):
    """A connection that is closed when no request begins, or none ends, in time.

    Args:
        timeout: seconds; for a request's headers once, for a request and its answer twice.
        *arguments, **named: of uvicorn's class.
    """

    def __init__(self, timeout, *arguments, **named):
        super().__init__(*arguments, **named)
        self.timeout, self.timer = timeout, None

    def connection_made(self, transport):
        """Begin to wait for a request."""
        super().connection_made(transport)
        self.wait(self.timeout, self.refuse)

    def handle_events(self):
        """Read what has arrived; once a request has begun, wait for its end."""
        before = self.cycle
        super().handle_events()
        if self.cycle is not before:
            self.wait(2 * self.timeout, self.transport.abort)

    def on_response_complete(self):
        """Wait for the next request."""
        self.wait(self.timeout, self.refuse)
        super().on_response_complete()

    def connection_lost(self, exc):
        """Wait no longer."""
        self.timer.cancel()
        super().connection_lost(exc)

    def wait(self, seconds, action):
        """Do something after a time, unless this is called again."""
        if self.timer is not None:
            self.timer.cancel()
        self.timer = self.loop.call_later(seconds, action)

    def refuse(self):
        """Close, and say why, if the client is not one that has not read the answer before."""
        if self.conn.our_state is not h11.IDLE or self.transport.is_closing():
            self.transport.abort()
            return
        body = orjson.dumps({"error": f"no request in {self.timeout:g} s: send it at once."})
        head = f"HTTP/1.1 {LATE_REQUEST} Request Timeout\r\nConnection: close\r\nContent-Type: application/json\r\n"
        self.transport.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        self.transport.close()
