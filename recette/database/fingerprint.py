"""L'empreinte d'une base, et la différence lisible entre deux empreintes.

Un renommage y est un renommage : on compare après avoir rapporté les anciens noms aux nouveaux.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import psycopg

from recette.database.catalogue import CatalogueObject, Substitution, read_catalogue
from recette.database.rows import TableRows, read_rows

API_ROLES = ("anon", "authenticated", "public")

_CITED_ROWS = 3


Severity = Literal["constat", "information"]


@dataclass(frozen=True)
class Difference:
    """Un écart entre deux empreintes, en une phrase."""

    severity: Severity
    """Constat : perdu, changé, ou ouvert à l'API. Information : seulement ajouté ou renommé."""
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass(frozen=True)
class Fingerprint:
    """L'empreinte d'une base : son catalogue et ses lignes."""

    objects: list[CatalogueObject]
    rows: list[TableRows]

    def renamed(self, renames: dict[str, str]) -> "Fingerprint":
        """Rend l'empreinte qu'aurait cette base si ses tables portaient les noms donnés."""
        substitute = Substitution(renames)
        return Fingerprint(
            [item.renamed(substitute) for item in self.objects],
            [item.renamed(renames.get(item.table, item.table)) for item in self.rows],
        )

    def structure(self) -> "Fingerprint":
        """Rend l'empreinte du seul catalogue."""
        return Fingerprint(self.objects, [])

    def tables(self) -> dict[str, int]:
        """Rend le nombre de lignes de chaque table."""
        return {item.table: item.count for item in self.rows}


def take_fingerprint(database_url: str, like: Fingerprint | None = None) -> Fingerprint:
    """Relève l'empreinte d'une base.

    `like` est l'empreinte à laquelle on la comparera : seules ses colonnes comptent dans les lignes.
    """
    columns = {item.table: item.columns for item in like.rows} if like else None
    with psycopg.connect(database_url, autocommit=True) as connection:
        return Fingerprint(read_catalogue(connection), read_rows(connection, columns))


def compare(before: Fingerprint, after: Fingerprint) -> list[Difference]:
    """Rend les écarts de `before` à `after`, les constats d'abord."""
    differences = [*_compare_objects(before.objects, after.objects), *compare_rows(before.rows, after.rows)]
    return sorted(differences, key=lambda difference: difference.severity)


def findings(differences: Iterable[Difference]) -> list[str]:
    """Rend les phrases des seuls constats."""
    return [difference.sentence for difference in differences if difference.severity == "constat"]


def _compare_objects(before: list[CatalogueObject], after: list[CatalogueObject]) -> Iterator[Difference]:
    known = {(item.kind, item.parent, item.name): item for item in before}
    found = {(item.kind, item.parent, item.name): item for item in after}
    for key in known.keys() & found.keys():
        yield from _compare_object(known[key], found[key])
    lost = [known[key] for key in known.keys() - found.keys()]
    added = [found[key] for key in found.keys() - known.keys()]
    for item in lost:
        twin = next((other for other in added if _same_but_name(item, other)), None)
        if twin:
            added.remove(twin)
            yield Difference("information", f"{item} s'appelle maintenant {twin.name}")
        else:
            detail = f" : {_shortened(item.definition)}" if item.definition else ""
            yield Difference(_severity(item), f"{item} perdu{detail}")
    yield from map(_addition, added)


def _same_but_name(item: CatalogueObject, other: CatalogueObject) -> bool:
    # Une colonne, un privilège ou une table n'est que son nom : deux définitions égales ne prouvent rien.
    return item.kind in ("contrainte", "index", "déclencheur", "politique") and (
        (item.kind, item.parent, item.definition) == (other.kind, other.parent, other.definition)
    )


def _compare_object(before: CatalogueObject, after: CatalogueObject) -> Iterator[Difference]:
    if before.definition != after.definition:
        severity = _severity(before)
        yield Difference(
            severity,
            f"{before} changé : « {_shortened(before.definition)} » est devenu "
            f"« {_shortened(after.definition)} »",
        )


def _severity(item: CatalogueObject) -> Severity:
    return "information" if item.kind == "commentaire" else "constat"


def _addition(item: CatalogueObject) -> Difference:
    if _opens_to_the_api(item):
        return Difference("constat", f"{item} ouvert à l'API : {_shortened(item.definition) or 'accordé'}")
    return Difference("information", f"{item} ajouté")


def _opens_to_the_api(item: CatalogueObject) -> bool:
    match item.kind:
        case "politique":
            roles = item.definition.split(" to ", 1)[1].split(" ", 1)[0].split(",")
            return any(role in API_ROLES for role in roles)
        case "privilège" | "privilège de colonne" | "privilège de schéma" | "privilège par défaut":
            return item.name.split()[0] in API_ROLES
        case "privilège de fonction":
            return item.name.split()[0] in API_ROLES and item.definition == "security definer"
        case _:
            return False


def compare_rows(before: list[TableRows], after: list[TableRows]) -> Iterator[Difference]:
    """Rend les écarts entre les lignes de deux empreintes."""
    found = {(item.schema, item.table): item for item in after}
    for item in before:
        now = found.get((item.schema, item.table))
        if now is None:
            yield Difference("constat", f"les {item.count} lignes de {item.table} ont disparu avec la table")
        elif (item.count, item.digest, item.columns) != (now.count, now.digest, now.columns):
            yield Difference("constat", _row_sentence(item, now))


def _row_sentence(before: TableRows, after: TableRows) -> str:
    sentence = f"{before.table} : {before.count} lignes avant, {after.count} après"
    if before.by_key is None or after.by_key is None:
        return sentence + ", empreintes différentes"
    common = before.by_key.keys() & after.by_key.keys()
    parts = {
        "perdue(s)": sorted(before.by_key.keys() - after.by_key.keys()),
        "ajoutée(s)": sorted(after.by_key.keys() - before.by_key.keys()),
        "changée(s)": sorted(key for key in common if before.by_key[key] != after.by_key[key]),
    }
    details = [f"{len(keys)} {label} ({_cited(keys)})" for label, keys in parts.items() if keys]
    return sentence + " ; " + ", ".join(details or ["empreintes différentes"])


def _cited(keys: list[str]) -> str:
    return ", ".join(keys[:_CITED_ROWS]) + ("…" if len(keys) > _CITED_ROWS else "")


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 160 else flat[:157] + "…"
