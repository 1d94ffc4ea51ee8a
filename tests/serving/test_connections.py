"""A connection on which nothing gets on is closed: slow headers, slow bodies, answers that nobody reads."""

import contextlib
import socket
import threading
import time

import pytest

from tests.serving.test_local_server import application

uvicorn = pytest.importorskip("uvicorn", reason="of the extra serve")


@contextlib.contextmanager
def listening(folder, **limits):
    """The address of a server of its own sockets, within the block."""
    from tfgan_zoo.serving.local.connections import settings

    prepared = application(folder, **limits)
    server = uvicorn.Server(uvicorn.Config(prepared, port=0, **settings(limits["timeout"])))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    listener = server.servers[0].sockets[0]
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)  # an answer must not lie in the system's buffer
    yield listener.getsockname()
    server.should_exit = True
    thread.join()


def test_a_request_that_does_not_arrive_in_time_is_answered_with_an_error(folder):
    with listening(folder, timeout=1) as address, socket.create_connection(address, timeout=10) as slow:
        slow.sendall(b"POST /v1/models/plain:predict HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        answer = slow.recv(10_000).decode()
        assert " 504 " in answer and "no answer in 1 s" in answer


def test_a_client_that_sends_its_headers_slowly_is_answered_with_an_error(folder):
    with listening(folder, timeout=1) as address, socket.create_connection(address, timeout=10) as slow:
        for line in (b"GET /healthz HTTP/1.1\r\n", b"Host: x\r\n", *[b"X: x\r\n"] * 100):
            try:
                slow.sendall(line)
            except OSError:
                break
            time.sleep(0.05)
        else:
            pytest.fail("it was still listened to")
        assert b" 408 " in slow.recv(10_000)


def test_a_second_request_of_a_connection_may_not_be_slower(folder):
    with listening(folder, timeout=1) as address, socket.create_connection(address, timeout=10) as slow:
        slow.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        answer = b""
        while not answer.endswith(b"ok"):
            answer += slow.recv(10_000)
        slow.sendall(b"GET /healthz")
        assert b" 408 " in slow.recv(10_000)


def test_a_body_that_never_ends_is_not_listened_to_for_ever(folder):
    with listening(folder, timeout=1) as address, socket.create_connection(address, timeout=10) as endless:
        endless.sendall(b"POST /v1/models/absent:predict HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")
        assert b" 404 " in endless.recv(10_000)
        end = time.monotonic() + 10
        with pytest.raises(OSError):
            while time.monotonic() < end:
                endless.sendall(b"1\r\nx\r\n")
                time.sleep(0.02)


def test_an_answer_that_nobody_reads_is_given_up(folder):
    with listening(folder, timeout=0.5) as address, socket.socket() as unread:
        unread.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        unread.connect(address)
        unread.sendall(b"GET /play/play.js HTTP/1.1\r\nHost: x\r\n\r\n" * 100)
        time.sleep(3)
        received = b""
        with contextlib.suppress(OSError):
            while part := unread.recv(2**16):
                received += part
        assert received.count(b"HTTP/1.1 200") < 100
