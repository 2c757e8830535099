"""La structure d'une base, famille d'objets par famille d'objets."""

import re
from dataclasses import dataclass, replace

from recette.database.catalogue import CatalogueObject
from recette.database.fingerprint import Fingerprint, compare, findings


@dataclass(frozen=True)
class Family:
    """Des objets du catalogue de même nature : leur sorte, leur définition, ce qu'on en compare."""

    kinds: tuple[str, ...]
    definition: str = ""
    aspect: str = ""
    """La part comparée de la définition ; la définition entière par défaut."""

    def of(self, fingerprint: Fingerprint, alike: Fingerprint | None = None) -> Fingerprint:
        """Rend la part d'une empreinte qui est de cette famille.

        Un objet du même nom qu'un objet de la famille dans `alike` y reste, quoi que dise sa définition :
        une valeur par défaut perdue doit se lire comme un changement de sa colonne.
        """
        known = {_key(item) for item in alike.objects} if alike else set()
        return Fingerprint(
            [
                self._seen(item)
                for item in fingerprint.objects
                if item.kind in self.kinds
                and (re.search(self.definition, item.definition) or _key(item) in known)
            ],
            [],
        )

    def _seen(self, item: CatalogueObject) -> CatalogueObject:
        if not self.aspect:
            return item
        found = re.search(self.aspect, item.definition)
        return replace(item, definition=found.group() if found else "")


def _key(item: CatalogueObject) -> tuple[str, str, str]:
    return item.kind, item.parent, item.name


FAMILIES = {
    "colonnes et types": Family(("colonne", "type")),
    "valeurs par défaut": Family(("colonne",), r"\bdefault ", r"\bdefault .+"),
    "clés primaires": Family(("contrainte",), r"^PRIMARY KEY"),
    "clés étrangères": Family(("contrainte",), r"^FOREIGN KEY"),
    "autres contraintes": Family(("contrainte",), r"^(CHECK|UNIQUE|EXCLUDE)"),
    "index": Family(("index",)),
    "déclencheurs": Family(("déclencheur", "déclencheur d'événement")),
    "politiques": Family(("politique",)),
    "privilèges": Family(
        (
            *("privilège", "privilège de colonne", "privilège de schéma", "privilège par défaut"),
            "privilège de fonction",
        )
    ),
    "propriétaires": Family(("schéma", "table", "vue", "fonction"), "", r"propriétaire \S+|^\w+$"),
    "protections par RLS": Family(("table",), "RLS active", r"RLS \S+( forcée)?"),
    "publications": Family(("publication",)),
    "fonctions": Family(("fonction",)),
}
"""Ce que la règle M7 énumère."""


def lost(family: Family, before: Fingerprint, after: Fingerprint) -> list[str]:
    """Rend ce qu'une famille a perdu, ou qu'on y a ouvert à l'API, entre deux empreintes."""
    expected = family.of(before)
    return findings(compare(expected, family.of(after, alike=expected)))
