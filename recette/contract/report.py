"""Dire le contrat en français, ou en JSON."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from recette.contract.check import Contract, Lack, Named
from recette.contract.names import Place

_KINDS = ("table", "colonne", "relation", "fonction", "argument")
_ABSENT = {**dict.fromkeys(_KINDS, "absente"), "argument": "absent"}


def as_text(contract: Contract) -> str:
    """Rend le contrat en texte : ce qui manque, ce qui n'a pas pu être lu, le compte."""
    parts = [lacks_as_text(contract), unread_as_text(contract), _summary(contract)]
    return "\n\n".join(part for part in parts if part)


def lacks_as_text(contract: Contract) -> str:
    """Rend ce qui manque, groupé par objet."""
    groups = []
    for lack in _sorted(contract):
        reason = lack.reason or _ABSENT[lack.object.kind]
        lines = [f"{lack.object.kind.capitalize()} {lack.object.name} : {reason}"]
        lines += [f"  {place}" for place in sorted(lack.places)]
        if lack.dependents:
            lines.append("  et ce qui en dépend :")
            lines += [
                f"    {named} ({', '.join(map(str, sorted(places)))})"
                for named, places in sorted(lack.dependents.items())
            ]
        groups.append("\n".join(lines))
    return "\n\n".join(groups)


def unread_as_text(contract: Contract) -> str:
    """Rend ce qui n'a pas pu être lu."""
    if not contract.unread:
        return ""
    lines = [f"  {unread.place} : {unread.reason}" for unread in sorted(contract.unread)]
    return "\n".join([f"Non analysé ({len(lines)}) :", *lines])


def as_json(contract: Contract) -> dict[str, Any]:
    """Rend le contrat en valeurs prêtes pour JSON."""
    return {
        "verdict": "manques" if contract.lacks else "conforme",
        "fichiers": contract.files,
        "manques": [
            {
                **_described(lack.object, lack.places),
                "motif": lack.reason or None,
                "dependances": _inventory(lack.dependents),
            }
            for lack in _sorted(contract)
        ],
        "nommes": _inventory(contract.named),
        "non_analyses": [
            {"lieu": str(unread.place), "motif": unread.reason} for unread in sorted(contract.unread)
        ],
    }


def _summary(contract: Contract) -> str:
    counts = Counter(named.kind for named in contract.named)
    named = ", ".join(f"{counts[kind]} {kind}{'s' * (counts[kind] > 1)}" for kind in _KINDS if counts[kind])
    lacking = len(contract.lacks)
    verdict = f"{lacking} objet{'s' * (lacking > 1)} en défaut." if lacking else "Rien ne manque à la base."
    return f"{contract.files} fichiers lus ; ils nomment {named or 'rien'}. {verdict}"


def _sorted(contract: Contract) -> list[Lack]:
    return sorted(
        contract.lacks.values(), key=lambda lack: (_KINDS.index(lack.object.kind), lack.object.name)
    )


def _described(named: Named, places: Iterable[Place]) -> dict[str, Any]:
    return {
        "nature": named.kind,
        "nom": named.name,
        "lieux": [{"fichier": place.where, "ligne": place.line or None} for place in sorted(places)],
    }


def _inventory(objects: Mapping[Named, Iterable[Place]]) -> list[dict[str, Any]]:
    return [_described(named, places) for named, places in sorted(objects.items())]
