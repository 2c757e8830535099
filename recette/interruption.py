"""Ctrl-C : le scénario en cours se termine, la recette range, puis s'arrête.

Interrompre Playwright au milieu d'un appel le laisserait inutilisable, et rien ne serait rangé proprement.
"""

import os
import signal
import sys
from contextlib import nullcontext
from types import FrameType

import pytest

REQUESTED = "interruption demandée"
# Un ordonnanceur arrête par SIGTERM : tout doit ranger comme sur Ctrl-C.
_STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_ANNOUNCED = "\nInterruption : la recette range et s'arrête (Ctrl-C encore : tout de suite).\n"


def heed_requests_to_stop() -> None:
    """Fait ranger cette commande, et les recettes qu'elle démarre, quand on l'arrête.

    Lancées à l'arrière-plan par un script (`&`), elles ignoreraient sinon SIGINT : le shell le veut ainsi.
    """
    for request in _STOP_SIGNALS:
        signal.signal(request, signal.default_int_handler)


class Interruption:
    """Change la première interruption en demande d'arrêt ; la seconde coupe court."""

    def __init__(self) -> None:
        self._session: pytest.Session | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        self._session = session
        capture = session.config.pluginmanager.get_plugin("capturemanager")
        with capture.global_and_fixture_disabled() if capture else nullcontext():
            # Pendant un scénario, pytest garde pour lui ce qui s'écrit : la personne ne lirait rien.
            self._stderr = os.dup(sys.stderr.fileno())
        for request in _STOP_SIGNALS:
            signal.signal(request, self._ask)

    def pytest_unconfigure(self) -> None:
        if self._session:
            os.close(self._stderr)

    def _ask(self, number: int, frame: FrameType | None) -> None:
        assert self._session is not None
        if self._session.shouldstop:
            raise KeyboardInterrupt
        self._session.shouldstop = REQUESTED
        os.write(self._stderr, _ANNOUNCED.encode())


def pytest_configure(config: pytest.Config) -> None:
    # Avec xdist, le processus qui commande n'a ni pile ni navigateur : il s'arrête tout de suite.
    if not getattr(config.option, "numprocesses", None):
        config.pluginmanager.register(Interruption())
