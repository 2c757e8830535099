"""Ce qu'un mensonge de portée générale ne peut pas falsifier : chaque cas porte sa raison."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from recette.access.intrusion import Demand
from recette.api import AssignmentAnswer
from recette.contract.check import Lack
from recette.falsification.values import FALSE_TEXT
from recette.operation.controls import outcome

ABSENCES = frozenset(
    {
        "steps.addresses.nothing_was_shown",
        "steps.addresses.screen_was_not_shown",
        "steps.builder.not_assigned",
        "steps.builder.not_own",
        "steps.choosing.cannot_confirm",
        "steps.faults.never_looked_empty",
        "steps.library.library_counts_nothing",
        "steps.sessions.programme_is_gone",
        "steps.supervision.does_not_read",
    }
)
"""Ceux qui exigent qu'une chose ne se montre pas ou ne se puisse pas : un écran vide ne les contredit pas."""

ACTIONS: dict[str, Callable[..., Any]] = {
    "demands": lambda *_: [Demand("lire", FALSE_TEXT, FALSE_TEXT)],
    "reload_api": lambda *_: None,
    "request_assignment": lambda *_, **__: AssignmentAnswer(False, FALSE_TEXT),
    "roll_back": lambda *_: None,
}
"""Ce qu'une étape fait au système : répété pour de faux, l'appel honnête qui suit ne prouverait plus rien."""


@dataclass(frozen=True)
class OwnLie:
    """Le mensonge d'un seul « Alors »."""

    sentence: str
    change: Callable[[dict[str, Any]], dict[str, Any]]


def _sound_answer(arguments: dict[str, Any]) -> dict[str, Any]:
    name, _ = arguments["control"]
    return {"control": (name, outcome(arguments["clone"](arguments["after_model"]), name))}


def _told_secret(arguments: dict[str, Any]) -> dict[str, Any]:
    password = urlsplit(arguments["database_url"]).password or arguments["database_url"].rpartition(":")[2]
    return {"watched": replace(arguments["watched"], output=f"connexion refusée : {password}")}


def _something_missing(arguments: dict[str, Any]) -> dict[str, Any]:
    contract = arguments["contract"]
    lost = min(contract.named, key=str)
    return {"contract": replace(contract, lacks={lost: Lack(lost)})}


OWN = {
    # Un texte quelconque n'est pas un manque : son étape trébucherait avant de juger.
    "steps.contract.nothing_is_missing": OwnLie("la base n'a pas tout", _something_missing),
    # Toute autre réponse que celle d'une base saine lui convient.
    "steps.controls.control_sees_the_damage": OwnLie(
        "le contrôle répond comme une base saine", _sound_answer
    ),
    # Lire le journal pour de faux prendrait les lignes que l'appel honnête doit y trouver.
    "steps.logs.log_tells": OwnLie(
        "le journal reste muet", lambda _: {"errors": SimpleNamespace(errors=lambda *_: [])}
    ),
    # Seul le secret lui-même est de trop.
    "steps.surveillance.no_secret_is_told": OwnLie("la surveillance écrit le mot de passe", _told_secret),
}
