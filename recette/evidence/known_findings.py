"""Les constats connus d'une version de Virtus : des échecs attendus, chacun avec son ticket et son terme.

Un échec connu n'est une réserve que s'il échoue comme il est écrit, et jusqu'à sa date. Passée cette date, ou
pour un autre motif, c'est un échec ; et s'il réussit, il est à retirer du fichier.
"""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from recette.errors import RecetteError
from recette.evidence.verdict import Issue
from recette.gherkin.collection import suite
from recette.sentinel import SAW
from recette.usage import COULD_NOT_RUN

_REMEDY = "Corrigez le fichier de --constats-connus (voir docs/constats-connus.md)."
_TABLE = "constat"


@dataclass(frozen=True)
class KnownFinding:
    """Un échec attendu."""

    scenario: str
    """L'identifiant du scénario, avec ou sans son exemple, ou le titre que lui donne la fonctionnalité."""
    regle: str
    ticket: str
    motif: str
    expire: date
    regex: bool = False

    def designates(self, identifier: str) -> bool:
        """Dit si c'est de ce scénario joué qu'il s'agit ; sans exemple, un plan les désigne tous."""
        plan = without_example(identifier)
        return self.scenario in (identifier, plan, plan.partition("::")[2])

    def explains(self, reason: str) -> bool:
        """Dit si un échec est bien celui qu'on attendait, et lui seul.

        Ce que la sentinelle a vu de plus doit l'être aussi : un second défaut passerait avec le premier.
        """
        failure, _, incidents = reason.partition(SAW)
        return all(self._recognizes(part) for part in (failure, *incidents.splitlines()) if part.strip())

    def _recognizes(self, text: str) -> bool:
        if self.regex:
            return re.search(self.motif, text) is not None
        return " ".join(self.motif.split()) in " ".join(text.split())

    def comment(self, reason: str, today: date) -> str | None:
        """Dit pourquoi cet échec n'est pas une réserve, ou rend None quand il en est une."""
        if not self.explains(reason):
            return f"Ce n'est pas le constat connu de ce scénario ({self.ticket} : « {self.motif} »)."
        if self.expire < today:
            return f"Ce constat connu ({self.ticket}) a expiré le {self.expire:%d/%m/%Y} : c'est un échec."
        return None


class KnownFindings:
    """Les constats connus d'une version."""

    def __init__(self, findings: Sequence[KnownFinding] = ()) -> None:
        self._findings = findings

    def about(self, identifier: str) -> KnownFinding | None:
        """Rend le constat connu d'un scénario joué."""
        return next((found for found in self._findings if found.designates(identifier)), None)

    def to_remove(self, played: Iterable[tuple[str, Issue]]) -> list[str]:
        """Rend une phrase par constat dont tous les scénarios joués réussissent désormais."""
        issues = list(played)
        return [
            f"Un constat connu est à retirer : « {found.scenario} » ({found.ticket}) réussit désormais."
            for found in self._findings
            if (own := {issue for identifier, issue in issues if found.designates(identifier)})
            if own == {"reussi"}
        ]


def read_known_findings(path: Path, scenarios: Iterable[tuple[str, str, str]]) -> KnownFindings:
    """Lit le fichier des constats connus, et vérifie que chacun désigne un scénario (fichier, titre, règle).

    Lève RecetteError quand le fichier ne se lit pas ou qu'un constat ne désigne pas ce qu'il dit.
    """
    if not path.is_file():
        raise RecetteError(f"Le fichier de constats connus « {path} » n'existe pas.", _REMEDY)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RecetteError(f"Les constats connus « {path} » ne se lisent pas : {error}.", _REMEDY) from None
    entries = content.get(_TABLE)
    if set(content) != {_TABLE} or not isinstance(entries, list):
        raise RecetteError(f"« {path} » ne contient pas que des tables [[{_TABLE}]].", _REMEDY)
    findings = [_finding(rank, entry) for rank, entry in enumerate(entries, start=1)]
    known = list(scenarios)
    for finding in findings:
        _check(finding, known)
    return KnownFindings(findings)


def _finding(rank: int, entry: Any) -> KnownFinding:
    def refuse(problem: str) -> RecetteError:
        return RecetteError(f"Le constat connu n° {rank} {problem}.", _REMEDY)

    if not isinstance(entry, dict):
        raise refuse("n'est pas une table")
    expected = {field.name: field.type for field in fields(KnownFinding)}
    if unknown := sorted(set(entry) - set(expected)):
        raise refuse(f"porte ce que la recette ne connaît pas : {', '.join(unknown)}")
    if missing := [name for name in expected if name != "regex" and entry.get(name) in (None, "")]:
        raise refuse(f"ne dit pas : {', '.join(missing)}")
    for name, kind in expected.items():
        if name in entry and type(entry[name]) is not kind:
            raise refuse(f"écrit « {name} » autrement qu'il ne faut (expire = 2027-03-31, sans guillemets)")
    finding = KnownFinding(**entry)
    if finding.regex:
        try:
            re.compile(finding.motif)
        except re.error as error:
            raise refuse(f"a un motif qui n'est pas une expression régulière ({error})") from None
    return finding


def _check(finding: KnownFinding, scenarios: Sequence[tuple[str, str, str]]) -> None:
    named = without_example(finding.scenario)
    found = [rule for path, title, rule in scenarios if named in (f"{path}::{title}", title)]
    if not found:
        problem = "ne désigne aucun scénario de la suite"
    elif len(found) > 1:
        problem = "désigne plusieurs scénarios : donnez l'identifiant de l'un d'eux"
    elif found[0] != finding.regle:
        problem = f"est prêté à la règle {finding.regle}, et son scénario prouve {found[0]}"
    else:
        return
    raise RecetteError(f"Le constat connu « {finding.scenario} » {problem}.", _REMEDY)


def without_example(identifier: str) -> str:
    """Rend l'identifiant d'un plan de scénario, sans la ligne d'exemples qui l'a joué."""
    return identifier.partition("[")[0]


KNOWN_FINDINGS = pytest.StashKey[KnownFindings]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.getgroup("recette").addoption(
        "--constats-connus", metavar="FICHIER", help="les échecs attendus de cette version de Virtus (TOML)"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    path = config.getoption("--constats-connus")
    try:
        config.stash[KNOWN_FINDINGS] = read_known_findings(Path(path), suite()) if path else KnownFindings()
    except RecetteError as error:
        raise pytest.exit.Exception(str(error), returncode=COULD_NOT_RUN) from None
