"""La porte de l'API : une requête, la clé et le jeton qu'on présente, et le mot de la réponse."""

from dataclasses import dataclass, field
from typing import Any

import httpx

from recette.access.words import INTERDIT, JETON_REFUSE, REFUS

_NO_PRIVILEGE = "42501"


@dataclass(frozen=True)
class Badge:
    """Ce qu'on présente à l'API : la clé du projet et un jeton."""

    api_key: str = field(repr=False)
    token: str = field(repr=False)


@dataclass(frozen=True)
class Answer:
    """Une réponse de l'API."""

    status: int
    content: Any = None
    counted: int | None = None
    """Le nombre de lignes que l'API dit avoir touchées, quand on le lui demande."""

    @property
    def accepted(self) -> bool:
        return self.status < 300

    @property
    def unknown(self) -> bool:
        """Dit si l'API ne connaît pas la fonction ou la table demandée."""
        return self.status == 404

    @property
    def refusal(self) -> str:
        """Rend le mot d'un refus.

        Un privilège absent et une ligne refusée par une politique ont le même code ; PostgreSQL ne les
        distingue que dans son message. Un jeton refusé répond 401, sans ce code.
        """
        if self._detail("code") == _NO_PRIVILEGE:
            missing = str(self._detail("message")).startswith("permission denied")
            return INTERDIT if missing else REFUS
        return JETON_REFUSE if self.status == 401 else f"réponse {self.status}"

    def __str__(self) -> str:
        if isinstance(self.content, list):
            return f"{self.status}, {len(self.content)} ligne(s)"
        told = [str(self._detail(part)) for part in ("code", "message") if self._detail(part)]
        return ", ".join([str(self.status), *told])

    def _detail(self, part: str) -> Any:
        return self.content.get(part) if isinstance(self.content, dict) else None


class Gate:
    """PostgREST, tel qu'on l'atteint du dehors, par la passerelle."""

    def __init__(self, url: str, http: httpx.Client) -> None:
        self._url = f"{url}/rest/v1"
        self._http = http

    def ask(
        self,
        badge: Badge,
        method: str,
        path: str,
        *,
        row: dict[str, Any] | None = None,
        prefer: str = "return=minimal",
        **query: str,
    ) -> Answer:
        """Envoie une requête et rend la réponse, quelle qu'elle soit."""
        response = self._http.request(
            method,
            f"{self._url}/{path}",
            params=query,
            json=row,
            headers={
                "apikey": badge.api_key,
                "authorization": f"Bearer {badge.token}",
                "prefer": prefer,
            },
        )
        total = response.headers.get("content-range", "").rpartition("/")[2]
        return Answer(
            response.status_code,
            response.json() if response.content else None,
            int(total) if total.isdigit() else None,
        )
