"""Requests as bytes on a socket: what no client library would send."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Raw:
    """What came back: status, 0 when the connection was cut without one; head and body as text."""

    status: int
    head: str
    text: str


def connected(address: str, seconds: float = 20) -> socket.socket:
    """A connection to the server at ``http://host:port``."""
    site = urlsplit(address)
    return socket.create_connection((site.hostname, site.port), timeout=seconds)


def ask(
    address: str, target: str, *headers: str, method: str = "GET", host: str = "localhost", body: bytes = b""
) -> Raw:
    """The answer to one request; signs of ``target`` and ``headers`` are bytes (Latin-1)."""
    lines = [f"{method} {target} HTTP/1.1", f"Host: {host}", "Connection: close", *headers]
    lines += [f"Content-Length: {len(body)}"] if body else []
    with connected(address) as sock:
        sock.sendall("\r\n".join([*lines, "", ""]).encode("latin-1") + body)
        return answer(sock)


def answer(sock: socket.socket) -> Raw:
    """Everything until the server closes the connection."""
    came = bytearray()
    try:
        while part := sock.recv(1 << 16):
            came += part
    except ConnectionResetError:
        pass  # cut by the server: what came before it is the answer
    head, _, body = bytes(came).partition(b"\r\n\r\n")
    status = int(head.split()[1]) if head.startswith(b"HTTP/1.1 ") else 0
    return Raw(status, head.decode("latin-1"), body.decode("utf-8", "replace"))
