"""La table de couverture : chaque règle, les scénarios qui la prouvent, ce qu'ils ont donné."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from recette.evidence.verdict import GRAVITY, ScenarioResult
from recette.gherkin.rules import Rule, rules

_SUITE_FAMILY = "S"
"""Les règles de la suite elle-même sont prouvées par ses propres tests, pas par des scénarios."""

_WORDS = {
    "reussi": "prouvée",
    "echoue": "ENFREINTE",
    "reserve": "en réserve",
    "bloque": "bloquée",
    "ignore": "ignorée",
}


@dataclass(frozen=True)
class RuleCoverage:
    """Une règle et les scénarios joués pour elle."""

    rule: Rule
    scenarios: Sequence[ScenarioResult]

    @property
    def result(self) -> str:
        """Le résultat le plus grave de ses scénarios, en un mot."""
        if not self.scenarios:
            return "non jouée"
        return _WORDS[max((scenario.issue for scenario in self.scenarios), key=GRAVITY.index)]


def coverage(scenarios: Sequence[ScenarioResult]) -> list[RuleCoverage]:
    """Rend la couverture de chaque règle du catalogue, dans son ordre."""
    return [
        RuleCoverage(rule, [scenario for scenario in scenarios if scenario.regle == rule.tag])
        for rule in rules().values()
        if not rule.tag.startswith(_SUITE_FAMILY)
    ]


def _title(scenario: ScenarioResult) -> str:
    return scenario.id.partition("::")[2].partition("[")[0]


def write_coverage(path: Path, scenarios: Sequence[ScenarioResult]) -> None:
    """Écrit la table de couverture en Markdown."""
    lines = [
        "# Couverture des règles",
        "",
        "| règle | attendu | résultat | scénarios |",
        "| --- | --- | --- | --- |",
    ]
    for row in coverage(scenarios):
        titles = sorted({_title(scenario) for scenario in row.scenarios})
        cells = (row.rule.tag, row.rule.expected, row.result, " · ".join(titles))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
