"""Les causes d'un verdict défavorable : un défaut qui touche douze scénarios n'est dit qu'une fois."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from recette.access.words import TABLES
from recette.evidence.report.advice import concerned, remedy
from recette.evidence.report.source import Reports
from recette.evidence.verdict import Issue
from recette.sentinel import SAW

_LONGEST_TITLE = 170
_DETAIL_LINES = 4
_LONGEST_LINE = 220
_LOST_ROWS = re.compile(r"(?P<table>\w+) : (?P<before>\d+) lignes avant, (?P<after>\d+) après")
_CHANGED_FUNCTION = re.compile(r"fonction (?:\w+\.)?(?P<name>\w+)\(.*?\) (?P<fate>changé|perdu)", re.DOTALL)
_UNPROTECTED = re.compile(r"table (?:\w+\.)?(?P<table>\w+) changé : .*RLS inactive »$")
_TECHNICAL = re.compile(
    r"permission denied for \w+ \w+|(?:relation|column|function) \S+ does not exist"
    r'|row-level security policy for table "\w+"|violates [\w-]+ constraint "\w+"'
)
_NAME = re.compile(
    r"\bclient_\w+|\bprogram_assignments\b|\bperformance_logs\b|\bnotifications\b|\b\w+_atomic\b"
)
_ASSIGNING = "assign_program_to_client_atomic"
_VALUES = re.compile(r"« .*? »|'[^']*'|\"[^\"]*\"|\d+|[A-ZÉÈ][\w-]+ [A-ZÉÈ][\w-]+")


@dataclass
class Cause:
    """Un défaut : ce qui est cassé, ce qu'on en a vu, les scénarios qu'il touche."""

    title: str
    details: list[str]
    subjects: set[str]
    """Les tables et les fonctions en cause."""
    finding: bool = False
    """Vu par la répétition du déploiement, avant tout scénario."""
    scenarios: list[Mapping[str, Any]] = field(default_factory=list)
    blocked: int = 0

    @property
    def rules(self) -> list[str]:
        """Les règles des scénarios touchés."""
        return sorted({str(scenario["regle"]) for scenario in self.scenarios}, key=rule_rank)

    @property
    def people(self) -> list[str]:
        """Pour qui c'est un défaut."""
        return concerned(self.title, [str(scenario["regle"]) for scenario in self.scenarios])

    @property
    def action(self) -> str:
        """Ce qu'il faut faire."""
        return remedy(self.title, self.details, self.rules)


def causes(reports: Reports) -> list[Cause]:
    """Rend les causes d'un verdict, celles d'où les autres découlent d'abord."""
    failed = _with_issue(reports.scenarios, "echoue")
    found = _findings(reports.verdict)
    for group in _groups(failed):
        cause = next((known for known in found if _explains(known, group)), None)
        if cause:
            cause.scenarios += group.scenarios
            cause.details += [line for line in group.details if _concerns(line, cause)][:1]
        else:
            found.append(group)
    for cause in found:
        cause.scenarios.sort(key=lambda scenario: rule_rank(scenario["regle"]))
    if found and (blocked := len(_with_issue(reports.scenarios, "bloque"))):
        found[0].blocked = blocked
    return sorted(found, key=lambda cause: (not cause.finding, -len(cause.scenarios)))


def _with_issue(scenarios: Sequence[Mapping[str, Any]], issue: Issue) -> list[Mapping[str, Any]]:
    return [scenario for scenario in scenarios if scenario["issue"] == issue]


def _findings(verdict: Mapping[str, Any]) -> list[Cause]:
    """Rend une cause par objet perdu ou changé, puis une par autre constat."""
    lost = verdict.get("empreinte", {}).get("constats", [])
    refused = verdict.get("migration", {}).get("etat") == "refusee"
    found: list[Cause] = []
    for sentence in [] if refused else lost:
        cause = Cause(
            _humanized(sentence), [_shortened(sentence, _LONGEST_LINE)], _subjects(sentence), finding=True
        )
        twin = next((known for known in found if known.subjects & cause.subjects), None)
        if twin:
            twin.details = [*twin.details, *cause.details][:_DETAIL_LINES]
        else:
            found.append(cause)
    for sentence in verdict["constats"]:
        if sentence.startswith("La migration n'a pas tout conservé") and found:
            continue
        title, _, rest = sentence.partition(" : ")
        subjects = _subjects(sentence)
        twin = next((known for known in found if known.subjects & subjects), None)
        if twin:
            twin.details.insert(0, _shortened(sentence, _LONGEST_LINE))
        else:
            found.append(Cause(title, [rest] if rest else [], subjects, finding=True))
    return found


def _groups(failed: Iterable[Mapping[str, Any]]) -> list[Cause]:
    """Réunit les échecs de même cause technique, ou qui disent la même phrase."""
    groups: dict[str, Cause] = {}
    for scenario in failed:
        reason = str(scenario["motif"] or "").strip()
        lines = [line.strip(" -") for line in reason.replace(SAW, "").splitlines() if line.strip(" -")]
        title, details = (lines or ["Échec sans motif."])[0], lines[1:]
        technical = _TECHNICAL.search(reason)
        signature = technical.group() if technical else _VALUES.sub("…", title)
        if signature not in groups:
            shown = [_shortened(line, _LONGEST_LINE) for line in details[:_DETAIL_LINES]]
            groups[signature] = Cause(_shortened(title.rstrip(" :"), _LONGEST_TITLE), shown, set())
        groups[signature].scenarios.append(scenario)
        groups[signature].subjects |= _subjects(f"{reason}\n{scenario['titre']}")
    return list(groups.values())


def _explains(known: Cause, group: Cause) -> bool:
    """Dit si un constat sur une table ou une fonction explique ces échecs."""
    if known.subjects & group.subjects:
        return True
    # Ce que prouvent les règles d'assignation passe par cette fonction, que leurs phrases ne nomment pas.
    assigning = [scenario for scenario in group.scenarios if scenario["regle"].startswith("A")]
    return _ASSIGNING in known.subjects and 2 * len(assigning) > len(group.scenarios)


def _concerns(line: str, cause: Cause) -> bool:
    """Dit si un détail illustre cette cause : il n'en nomme pas une autre, et n'est pas déjà dit."""
    named = _subjects(line)
    return line not in cause.details and (not named or bool(named & cause.subjects))


def _subjects(text: str) -> set[str]:
    labelled = {table for label, table in TABLES.items() if label in text}
    return labelled | set(_NAME.findall(text))


def rule_rank(rule: str) -> tuple[str, int]:
    """Range les règles comme on les lit : A2 avant A10."""
    return rule[0], int(rule[1:])


def _humanized(sentence: str) -> str:
    if rows := _LOST_ROWS.search(sentence):
        gap = int(rows["after"]) - int(rows["before"])
        fate = f"a perdu {-gap} ligne(s)" if gap < 0 else f"a gagné {gap} ligne(s)" if gap else "a changé"
        return f"La table {rows['table']} {fate} pendant la migration"
    if function := _CHANGED_FUNCTION.search(sentence):
        fate = "n'est plus celle d'avant" if function["fate"] == "changé" else "a disparu avec"
        return f"La fonction {function['name']} {fate} la migration"
    if unprotected := _UNPROTECTED.search(sentence):
        return f"La table {unprotected['table']} n'est plus protégée ligne à ligne (RLS inactive)"
    return _shortened(sentence[:1].upper() + sentence[1:], _LONGEST_TITLE)


def _shortened(text: str, length: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1].rstrip() + "…"
