"""La sentinelle : ce que l'application tait, la recette le dit.

Virtus avale ses erreurs ; un scénario échoue donc sur toute réponse en erreur, tout message d'erreur du
navigateur et tout appel vers un hôte inconnu qu'il n'a pas annoncés.
"""

import re
from collections.abc import Set
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, Response, WebError, WebSocket
from playwright.sync_api import Error as PlaywrightError

from recette.contract.requests import REST_PATH, SeenRequest
from recette.exposure import KeyWatch

SAW = "La sentinelle a vu ce que le scénario n'annonçait pas :"
"""Ce qui précède, dans le motif d'un échec, la liste des incidents."""
_LOCAL_SCHEMES = ("data", "blob", "about", "chrome-error")
# Chromium répète en console chaque réponse en erreur, déjà relevée avec son adresse.
_ECHO = "Failed to load resource"


@dataclass(frozen=True)
class Incident:
    """Un événement que le scénario devait annoncer."""

    subject: str
    """Ce qui est en cause : « rpc/… », « console », « page », « hôte »."""
    sentence: str
    excusable: bool = True
    """Faux : aucun scénario ne peut l'annoncer."""


class Sentinel:
    """Surveille les fenêtres d'un scénario."""

    def __init__(self, keys: KeyWatch, *origins: str, answered_hosts: Set[str] = frozenset()) -> None:
        """Surveille qui sort de `origins` ; des autres hôtes, seuls `answered_hosts` sont connus."""
        self._hosts = {*(urlsplit(origin).netloc for origin in origins), *answered_hosts}
        self._keys = keys
        self._incidents: list[Incident] = []
        self._announced: list[re.Pattern[str]] = []
        self.requests: list[SeenRequest] = []
        """Ce que l'application a demandé à l'API, dans l'ordre."""

    def watch(self, context: BrowserContext) -> None:
        """Surveille toutes les pages d'un contexte de navigation."""
        context.on("request", self._on_request)
        context.on("response", self._on_response)
        context.on("console", self._on_console)
        context.on("weberror", self._on_page_error)
        context.on("page", lambda page: page.on("websocket", self._on_websocket))

    def announce(self, subject: str) -> None:
        """Annonce un incident attendu, par une expression qui reconnaît son sujet."""
        self._announced.append(re.compile(subject))

    def unannounced(self) -> list[str]:
        """Rend les phrases des incidents que personne n'a annoncés."""
        return [
            incident.sentence
            for incident in self._incidents
            if not (incident.excusable and self._expects(incident))
        ]

    def seen(self, subject: str) -> list[str]:
        """Rend les incidents survenus, annoncés ou non, dont le sujet correspond."""
        return [incident.sentence for incident in self._incidents if re.search(subject, incident.subject)]

    def _expects(self, incident: Incident) -> bool:
        return any(pattern.search(incident.subject) for pattern in self._announced)

    def _note(self, subject: str, sentence: str) -> None:
        self._incidents.append(Incident(subject, sentence))

    def _expose(self, url: str, how: str) -> None:
        subject = f"clé service_role, {how}"
        if any(incident.subject == subject for incident in self._incidents):
            # L'application la joint à chaque demande : une seule dit tout.
            return
        sentence = (
            f"la clé service_role est dans le navigateur : {how} {urlsplit(url).path}. Elle ouvre toutes les "
            "données à qui la lit ; l'application ne doit recevoir que la clé anon."
        )
        self._incidents.append(Incident(subject, sentence, excusable=False))

    def _on_request(self, request: Request) -> None:
        self._check_host(request.url)
        if self._keys.sent_by(request):
            self._expose(request.url, "une demande l'envoie à")
        if REST_PATH in request.url:
            self.requests.append(SeenRequest(request.method, request.url, request.post_data))

    def _on_websocket(self, websocket: WebSocket) -> None:
        self._check_host(websocket.url)
        if self._keys.in_text(websocket.url):
            self._expose(websocket.url, "une connexion l'envoie à")

    def _check_host(self, url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme not in _LOCAL_SCHEMES and parts.netloc not in self._hosts:
            self._note(f"hôte {parts.netloc}", f"l'application appelle un hôte inconnu : {parts.netloc}")

    def _on_response(self, response: Response) -> None:
        if self._keys.served_by(response):
            self._expose(response.url, "le code la contient,")
        path = urlsplit(response.url).path
        if "/rest/v1/" not in path and "/auth/v1/" not in path:
            return
        subject = path.split("/v1/", 1)[1]
        if response.status >= 400:
            self._note(
                subject, f"{response.request.method} {subject} répond {response.status}{_detail(response)}"
            )
        elif subject.startswith("rpc/") and (refusal := _refusal(response)):
            self._note(subject, f"{subject} répond 200 mais refuse : {refusal}")

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(_ECHO):
            self._note("console", f"le navigateur signale en console : {message.text}")

    def _on_page_error(self, error: WebError) -> None:
        self._note("page", f"la page lève une erreur : {error.error}")


def _detail(response: Response) -> str:
    try:
        content = response.json()
    except (PlaywrightError, ValueError):
        return ""
    message = content.get("message") or content.get("msg") if isinstance(content, dict) else None
    return f" ({message})" if message else ""


def _refusal(response: Response) -> str | None:
    try:
        content = response.json()
    except (PlaywrightError, ValueError):
        return None
    if isinstance(content, dict) and content.get("success") is False:
        return str(content.get("error") or content.get("message") or "sans explication")
    return None
