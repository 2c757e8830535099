"""Attendre ce qui finira par arriver, sans dormir à l'aveugle."""

import time
from collections.abc import Callable
from threading import Event

_TICK_S = 0.005
"""Temps entre deux questions, en secondes : sans lui, attendre prendrait un cœur à ceux qui travaillent."""


def comes_true(ready: Callable[[], bool], *, within_s: float) -> bool:
    """Dit si une chose devient vraie dans le délai, en secondes ; rend la main dès qu'elle l'est."""
    limit = time.monotonic() + within_s
    tick = Event()
    while not ready():
        if time.monotonic() >= limit:
            return False
        tick.wait(_TICK_S)
    return True
