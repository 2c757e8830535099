"""Les lectures imbriquées : ce qu'on atteint en suivant les liens entre les tables, d'où que l'on parte."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from recette.access.desk import Desk
from recette.access.estate import Estate
from recette.access.words import INTERDIT, LABELS


class Link(NamedTuple):
    """Un lien entre deux tables, à suivre dans un sens."""

    start: str
    key: str
    end: str


def links(desk: Desk) -> list[Link]:
    """Rend chaque lien de la base qui mène à une table de la matrice."""
    keys = desk.witness.rows(
        """
        select conname as key, source.relname as child, target.relname as parent
        from pg_constraint
        join pg_class source on source.oid = conrelid
        join pg_class target on target.oid = confrelid
        where contype = 'f' and connamespace = 'public'::regnamespace
            and target.relnamespace = 'public'::regnamespace and conrelid <> confrelid
        order by 1
        """
    )
    both_ways = [
        link
        for row in keys
        for link in (
            Link(row["child"], row["key"], row["parent"]),
            Link(row["parent"], row["key"], row["child"]),
        )
    ]
    return [link for link in both_ways if link.end in LABELS]


def reached(desk: Desk, who: str, followed: list[Link]) -> dict[str, set[str]]:
    """Rend, par table, les lignes qu'une personne atteint : directement, et par chaque lien."""
    badge = desk.badge(who)
    found: dict[str, set[str]] = {table: set() for table in LABELS}
    for link in followed:
        answer = desk.gate.ask(badge, "GET", link.start, select=f"id,reached:{link.end}!{link.key}(id)")
        assert answer.accepted or answer.refusal == INTERDIT, (
            f"L'API ne suit pas le lien {link.key} depuis {link.start} : {answer}"
        )
        for row in answer.content if answer.accepted else []:
            found.get(link.start, set()).add(row["id"])
            found[link.end] |= {linked["id"] for linked in _several(row["reached"])}
    return found


def leaked(found: dict[str, set[str]], estate: Estate) -> list[str]:
    """Rend les tables du dossier dont la ligne a été atteinte."""
    return [LABELS[table] for table in estate.rows if estate.id(table) in found[table]]


def _several(embedded: Any) -> Iterator[dict[str, Any]]:
    # Vers un parent, l'API rend un objet ou null ; vers des enfants, une liste.
    yield from embedded if isinstance(embedded, list) else [embedded] if embedded else []
