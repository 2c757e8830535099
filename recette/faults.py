"""Les pannes de l'API, telles qu'un navigateur les subit.

Elles ne touchent que la lecture des programmes : la personne est déjà connectée, son profil déjà lu.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import UUID

from playwright.sync_api import CDPSession, Page, Route
from playwright.sync_api import TimeoutError as PlaywrightTimeout

from recette.api import ASSIGN
from recette.database.tables import NEW_TABLES, TEMPLATE_TABLES
from recette.stack.rest import Rest

PATIENCE_S = 12
"""Temps au bout duquel une application doit avoir renoncé à une réponse qui ne vient pas, en secondes."""

_TABLES = "|".join((*TEMPLATE_TABLES, *NEW_TABLES, "program_assignments"))
_READS = re.compile(rf"/rest/v1/(?:{_TABLES})\?")

# 3G lent : 400 ms par aller-retour, 400 kbit/s dans chaque sens.
_SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
_NORMAL = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}


class Fault:
    """Une panne, du moment où elle commence à celui où elle finit, dans une fenêtre."""

    incidents = rf"^(?:{_TABLES})$"
    """Ce que la sentinelle en verra."""

    def __init__(self, page: Page) -> None:
        self._page = page

    def begin(self) -> None:
        """Commence la panne."""
        raise NotImplementedError

    def end(self) -> None:
        """Finit la panne."""
        raise NotImplementedError

    @contextmanager
    def striking(self) -> Iterator[None]:
        """Exige que l'écran lise l'API pendant le bloc : la panne l'a vraiment touché."""
        try:
            with self._page.expect_request(_READS):
                yield
        except PlaywrightTimeout:
            raise AssertionError(
                "L'écran ne demande aucun programme à l'API : la panne ne le touche pas."
            ) from None


class _Routed(Fault):
    """Une panne que le navigateur joue lui-même, demande par demande."""

    requests = _READS
    """Les demandes qu'elle touche."""

    def begin(self) -> None:
        self._page.route(self.requests, self._answer)

    def end(self) -> None:
        self._page.unroute(self.requests, self._answer)

    def _answer(self, route: Route) -> None:
        raise NotImplementedError


class Answering(_Routed):
    """L'API répond par une erreur."""

    def __init__(self, page: Page, status: int, content: dict[str, Any]) -> None:
        super().__init__(page)
        self._status, self._content = status, content

    def _answer(self, route: Route) -> None:
        route.fulfill(status=self._status, json=self._content)


class Cut(_Routed):
    """La connexion est coupée avant la réponse."""

    def _answer(self, route: Route) -> None:
        route.abort("connectionreset")


class Silent(_Routed):
    """L'API reçoit la demande et ne répond jamais ; l'horloge de la page avance à la place de la personne."""

    def begin(self) -> None:
        self._page.clock.install()
        super().begin()

    @contextmanager
    def striking(self) -> Iterator[None]:
        with super().striking():
            yield
        self._page.clock.fast_forward(PATIENCE_S * 1000)

    def _answer(self, route: Route) -> None:
        """Garde la demande sans jamais y répondre."""


class Offline(Fault):
    """L'appareil n'a plus de réseau."""

    def begin(self) -> None:
        self._page.context.set_offline(True)

    def end(self) -> None:
        self._page.context.set_offline(False)


class Slow(Fault):
    """Le réseau est celui d'un 3G lent."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self._devtools: CDPSession = page.context.new_cdp_session(page)

    def begin(self) -> None:
        self._devtools.send("Network.enable")
        self._devtools.send("Network.emulateNetworkConditions", _SLOW)

    def end(self) -> None:
        self._devtools.send("Network.emulateNetworkConditions", _NORMAL)


class AssignmentFailing(_Routed):
    """L'API ne répond plus aux assignations d'un client, et d'aucun autre."""

    incidents = f"^rpc/{ASSIGN}$"
    requests = re.compile(rf"/rest/v1/rpc/{ASSIGN}$")

    def __init__(self, page: Page, client_id: UUID) -> None:
        super().__init__(page)
        self._client_id = str(client_id)

    def _answer(self, route: Route) -> None:
        if self._client_id in (route.request.post_data or ""):
            route.fulfill(status=503, json={"message": "Service Unavailable"})
        else:
            route.fallback()


class Stopped(Fault):
    """Le processus de l'API est arrêté pour de bon."""

    # Tout ce que l'écran demande échoue alors, et non la seule lecture des programmes.
    incidents = r"^(?:rpc/)?\w+$"

    def __init__(self, page: Page, rest: Rest) -> None:
        super().__init__(page)
        self._rest = rest

    def begin(self) -> None:
        # La pile l'a démarré comme un bloc « with » : l'arrêter, c'est en sortir ; le relancer, y rentrer.
        self._rest.__exit__(None, None, None)

    def end(self) -> None:
        self._rest.__enter__()
        self._rest.wait_ready()


FAULTS: dict[str, Callable[[Page], Fault]] = {
    "l'API répond 500": partial(Answering, status=500, content={"message": "Internal Server Error"}),
    "l'API répond 503": partial(Answering, status=503, content={"message": "Service Unavailable"}),
    "l'API ne répond jamais": Silent,
    "la connexion est coupée": Cut,
    "l'appareil est hors ligne": Offline,
    "l'API refuse son jeton": partial(
        Answering, status=401, content={"code": "PGRST301", "message": "JWT expired"}
    ),
    "le réseau est lent": Slow,
}
"""Les pannes dont parlent les scénarios."""
