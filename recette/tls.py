"""Les autorités de certification, pour les clients HTTP."""

import functools
import ssl

import httpx


@functools.cache
def authorities() -> ssl.SSLContext:
    """Rend les autorités que httpx connaît, lues une fois : chaque client les relirait, en 20 ms."""
    return httpx.create_ssl_context()
