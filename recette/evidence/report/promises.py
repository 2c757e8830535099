"""Ce que la recette dit de chaque promesse : tenue, non tenue, ou pas prouvée."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from recette.evidence.coverage import coverage
from recette.evidence.report.expectations import CHECKLIST, EXPECTED_RESULTS, Promise
from recette.evidence.verdict import ScenarioResult

State = Literal["tenu", "non tenu", "avec réserve", "non prouvé"]
_RUN = 3
"""À partir de combien de règles qui se suivent on ne dit que la première et la dernière."""
_WITH_RESERVE = {"en réserve", "ignorée"}


@dataclass(frozen=True)
class Judged:
    """Une promesse et ce que les preuves en disent."""

    promise: Promise
    state: State
    why: str


def expected_results(verdict: Mapping[str, Any]) -> list[Judged]:
    """Juge les quatre résultats attendus."""
    results = rule_results(verdict["scenarios"])
    judged = [_judge(promise, results) for promise in EXPECTED_RESULTS]
    lost = verdict.get("empreinte", {}).get("constats", [])
    if lost:
        # L'empreinte de la répétition le prouve, même quand la sélection n'a joué aucun scénario de données.
        data = judged[-1].promise
        judged[-1] = Judged(
            data, "non tenu", f"{len(lost)} écart(s) entre l'empreinte d'avant et celle d'après"
        )
    return judged


def checklist(verdict: Mapping[str, Any]) -> list[Judged]:
    """Juge la liste du guide de correction."""
    results = rule_results(verdict["scenarios"])
    return [_judge(promise, results) for promise in CHECKLIST]


def rule_results(scenarios: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Rend le résultat de chaque règle, en un mot."""
    played = [ScenarioResult(**scenario) for scenario in scenarios]
    return {row.rule.tag: row.result for row in coverage(played)}


def _judge(promise: Promise, results: Mapping[str, str]) -> Judged:
    by_result: dict[str, list[str]] = {}
    for rule in promise.rules:
        by_result.setdefault(results.get(rule, "non jouée"), []).append(rule)
    if broken := by_result.get("ENFREINTE"):
        return Judged(promise, "non tenu", f"en échec : {listed(broken)}")
    missing = [(word, by_result[word]) for word in ("bloquée", "non jouée") if word in by_result]
    if missing:
        return Judged(
            promise, "non prouvé", " ; ".join(f"{word} : {listed(rules)}" for word, rules in missing)
        )
    reserved = [rule for word in _WITH_RESERVE for rule in by_result.get(word, [])]
    if reserved:
        return Judged(promise, "avec réserve", f"en réserve : {listed(reserved)}")
    return Judged(promise, "tenu", f"prouvé par {listed(list(promise.rules))}")


def listed(rules: Sequence[str]) -> str:
    """Rend « A1 à A4, A6 » : une suite de règles se lit mieux par ses bouts."""
    runs: list[list[str]] = []
    for rule in rules:
        if runs and _follows(runs[-1][-1], rule):
            runs[-1].append(rule)
        else:
            runs.append([rule])
    return ", ".join(", ".join(run) if len(run) < _RUN else f"{run[0]} à {run[-1]}" for run in runs)


def _follows(before: str, after: str) -> bool:
    return before[0] == after[0] and int(after[1:]) == int(before[1:]) + 1
