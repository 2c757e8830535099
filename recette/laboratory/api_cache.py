"""L'API sert-elle les nouveaux noms ? Sinon : table absente, relation absente, ou cache resté ancien.

PostgREST garde le schéma en mémoire et ne le relit que prévenu. Son refus ne dit pas de quoi il souffre :
le même code naît d'une table absente et d'un cache ancien. C'est le catalogue qui les départage.
"""

import time
from dataclasses import dataclass
from threading import Event
from typing import Literal

import httpx
import psycopg

from recette.database.tables import NEW_TABLES, missing_tables
from recette.errors import RecetteError
from recette.target import Target
from recette.tls import authorities

API_DEADLINE_S = 5.0
"""Délai accordé à l'API pour servir les nouveaux noms (règle M13), en secondes."""

_TICK_S = 0.02
"""Temps entre deux questions, en secondes : sans lui, attendre prendrait un cœur à ceux qui travaillent."""

_READS = (
    # Seule une relation imbriquée oblige PostgREST 12 à consulter son cache : il transmet la lecture simple.
    f"program_assignments?select=id,{NEW_TABLES.programs}(id)&limit=1",
    f"{NEW_TABLES.programs}?select=id,{NEW_TABLES.sessions}(id,{NEW_TABLES.exercises}(id))&limit=1",
)
_UNKNOWN_NAME = {
    "42P01": "table inconnue, PostgREST 12",
    "PGRST205": "table inconnue, PostgREST 13 et suivants",
    "PGRST200": "relation inconnue",
}
"""Ce que répond l'API à un nom qu'elle ne connaît pas."""

_LINKS = (
    ("program_assignments", NEW_TABLES.programs),
    (NEW_TABLES.sessions, NEW_TABLES.programs),
    (NEW_TABLES.exercises, NEW_TABLES.sessions),
)
"""Les clés étrangères que suivent ces lectures."""

State = Literal["à jour", "cache ancien", "table absente", "relation absente", "réponse inattendue"]


@dataclass(frozen=True)
class Diagnosis:
    """Pourquoi l'API sert, ou ne sert pas, les nouveaux noms."""

    state: State
    sentence: str

    @property
    def served(self) -> bool:
        return self.state == "à jour"


def wait_for_new_names(target: Target, deadline: float) -> Diagnosis:
    """Attend, jusqu'à une échéance de `time.monotonic`, que l'API serve les nouveaux noms."""
    start = time.monotonic()
    tick = Event()
    with _api(target) as client:
        while True:
            diagnosis = _diagnose(client, target.database_url, time.monotonic() - start)
            # Ni une table ni une clé étrangère ne naissent en attendant : seul un cache se recharge.
            if diagnosis.state != "cache ancien" or time.monotonic() > deadline:
                return diagnosis
            while _refused(client) and time.monotonic() <= deadline:
                tick.wait(_TICK_S)


def diagnose(target: Target) -> Diagnosis:
    """Rend l'état de l'API en ce moment."""
    with _api(target) as client:
        return _diagnose(client, target.database_url, 0)


def _diagnose(client: httpx.Client, database_url: str, waited_s: float) -> Diagnosis:
    refusal = _refused(client)
    if refusal is None:
        return Diagnosis("à jour", "L'API sert les nouveaux noms.")
    code, message = refusal
    if absent := missing_tables(database_url):
        return Diagnosis("table absente", f"il manque à la base {', '.join(absent)}.")
    # Une politique ou une fonction qui nomme une table disparue répond aussi 42P01 : ce n'est pas le cache.
    elsewhere = code == "42P01" and not any(name in message for name in NEW_TABLES)
    if code not in _UNKNOWN_NAME or elsewhere:
        return Diagnosis("réponse inattendue", f"elle répond {code} ({message}).")
    if unlinked := _missing_links(database_url):
        return Diagnosis("relation absente", f"la base n'a pas de clé étrangère {', ni '.join(unlinked)}.")
    return Diagnosis(
        "cache ancien",
        f"cache ancien : les tables existent, mais l'API sert l'ancien schéma après {waited_s:.1f} s "
        f"(réponse {code}, {_UNKNOWN_NAME[code]}) ; "
        "la migration doit envoyer « NOTIFY pgrst, 'reload schema' ».",
    )


def _refused(client: httpx.Client) -> tuple[str, str] | None:
    return next((refusal for read in _READS if (refusal := _refusal(client, read))), None)


def _refusal(client: httpx.Client, read: str) -> tuple[str, str] | None:
    try:
        answer = client.get(read)
    except httpx.TransportError as error:
        raise RecetteError(f"L'API ne répond plus ({error}).", "Relancez la recette.") from None
    if answer.status_code == 200:
        return None
    try:
        content = answer.json()
    except ValueError:
        content = None
    if not isinstance(content, dict):
        return str(answer.status_code), answer.text[:100]
    return str(content.get("code") or answer.status_code), str(content.get("message"))


def _missing_links(database_url: str) -> list[str]:
    with psycopg.connect(database_url) as connection:
        return [
            f"de {origin} vers {target}"
            for origin, target in _LINKS
            if not connection.execute(
                "select from pg_constraint where contype = 'f'"
                " and conrelid = to_regclass(%s) and confrelid = to_regclass(%s)",
                [f"public.{origin}", f"public.{target}"],
            ).fetchall()
        ]


def _api(target: Target) -> httpx.Client:
    headers = {"apikey": target.service_role_key, "Authorization": f"Bearer {target.service_role_key}"}
    return httpx.Client(
        base_url=f"{target.url}/rest/v1/", headers=headers, timeout=API_DEADLINE_S, verify=authorities()
    )
