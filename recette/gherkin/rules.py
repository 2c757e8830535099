"""Le catalogue des règles, lu dans docs/regles.md."""

import functools
import re
from dataclasses import dataclass

from recette.parts import ROOT

CATALOGUE = ROOT / "docs" / "regles.md"
_FAMILY = re.compile(r"^## (?P<letter>[A-Z])\. (?P<title>.+)$", re.MULTILINE)
_ROW = re.compile(r"^\| (?P<tag>[A-Z]\d+) \| (?P<expected>[^|]+) \|", re.MULTILINE)


@dataclass(frozen=True)
class Rule:
    """Une règle : son étiquette (« A1 ») et ce qui est attendu."""

    tag: str
    expected: str


@functools.cache
def rules() -> dict[str, Rule]:
    """Rend les règles du catalogue, par étiquette, dans l'ordre du document."""
    text = CATALOGUE.read_text(encoding="utf-8")
    return {row["tag"]: Rule(row["tag"], row["expected"].strip()) for row in _ROW.finditer(text)}


@functools.cache
def families() -> dict[str, str]:
    """Rend les familles de règles : leur lettre et leur titre, dans l'ordre du document."""
    text = CATALOGUE.read_text(encoding="utf-8")
    return {heading["letter"]: heading["title"].strip() for heading in _FAMILY.finditer(text)}
