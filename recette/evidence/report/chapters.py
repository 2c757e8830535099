"""Les règles et leurs scénarios, groupés comme dans le catalogue, ceux qui échouent d'abord."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from recette.evidence.coverage import RuleCoverage, coverage
from recette.evidence.known_findings import without_example
from recette.evidence.report.pictures import Album
from recette.evidence.report.source import Reports
from recette.evidence.verdict import GRAVITY, ScenarioResult
from recette.gherkin.rules import families

_WORDS = {
    "reussi": "réussi",
    "echoue": "échoué",
    "reserve": "réserve",
    "ignore": "ignoré",
    "bloque": "bloqué",
}
_WORST_FIRST = ("ENFREINTE", "bloquée", "en réserve", "ignorée", "prouvée")


@dataclass(frozen=True)
class Step:
    """Une étape et ce qu'il en fut : faite, échouée, pas jouée."""

    text: str
    state: str


@dataclass(frozen=True)
class Picture:
    """Une image du moment décisif ; sans adresse, elle n'est que citée."""

    name: str
    address: str | None
    caption: str


@dataclass(frozen=True)
class Block:
    """Un scénario, avec tous ses exemples."""

    title: str
    issue: str
    file: str
    cases: Sequence[ScenarioResult]
    shown: ScenarioResult
    """Le cas dont on montre les étapes : celui qui échoue, s'il y en a un."""
    steps: Sequence[Step]
    pictures: Sequence[Picture]
    sightings: Sequence[Mapping[str, str]]
    attachments: Sequence[str]

    @property
    def word(self) -> str:
        return _WORDS[self.issue]

    def label(self, case: ScenarioResult) -> str:
        """Rend ce qui distingue un exemple : son titre, ou ses valeurs quand le titre ne les dit pas."""
        if len({other.titre for other in self.cases}) == len(self.cases):
            return case.titre
        return case.id.partition("[")[2].removesuffix("]")

    def word_of(self, case: ScenarioResult) -> str:
        """Rend l'issue d'un exemple, en un mot."""
        return _WORDS[case.issue]


@dataclass(frozen=True)
class RuleChapter:
    """Une règle, son résultat et ses scénarios."""

    coverage: RuleCoverage
    blocks: Sequence[Block]


@dataclass(frozen=True)
class FamilyChapter:
    """Une famille de règles."""

    letter: str
    title: str
    rules: Sequence[RuleChapter]

    def count(self, result: str) -> int:
        """Rend le nombre de règles de ce résultat."""
        return sum(rule.coverage.result == result for rule in self.rules)


def chapters(reports: Reports, album: Album, illustrated: Collection[str]) -> list[FamilyChapter]:
    """Rend les familles qui ont été jouées.

    Parmi les scénarios qui échouent, seuls ceux d'`illustrated` montrent leurs images, citées ailleurs.
    """
    rows = [
        row for row in coverage([ScenarioResult(**found) for found in reports.scenarios]) if row.scenarios
    ]
    rows.sort(key=lambda row: _WORST_FIRST.index(row.result))
    built = {row.rule.tag: RuleChapter(row, [*_blocks(reports, row, album, illustrated)]) for row in rows}
    by_family = [
        FamilyChapter(letter, title, [built[row.rule.tag] for row in rows if row.rule.tag.startswith(letter)])
        for letter, title in families().items()
    ]
    return [family for family in by_family if family.rules]


def _blocks(
    reports: Reports, row: RuleCoverage, album: Album, illustrated: Collection[str]
) -> Iterator[Block]:
    plans: dict[str, list[ScenarioResult]] = {}
    for scenario in row.scenarios:
        plans.setdefault(without_example(scenario.id), []).append(scenario)
    ordered = sorted(plans.items(), key=lambda plan: -max(map(_gravity, plan[1])))
    for identifier, cases in ordered:
        yield _block(reports, identifier, cases, album, illustrated)


def _block(
    reports: Reports,
    identifier: str,
    cases: list[ScenarioResult],
    album: Album,
    illustrated: Collection[str],
) -> Block:
    shown = max(cases, key=_gravity)
    stories = {case.id: reports.story(case.id) for case in cases}
    story, (file, _, title) = stories[shown.id], identifier.partition("::")
    # Douze fois le même écran ne prouveraient pas mieux le même défaut.
    placed = album if shown.issue != "echoue" or shown.id in illustrated else None
    names = [name for case in (shown, *cases) for name in stories[case.id].get("images", [])]
    return Block(
        title=title if len(cases) > 1 else shown.titre,
        issue=shown.issue,
        file=file,
        cases=cases,
        shown=shown,
        steps=[*_steps(story, shown.issue)],
        pictures=[_picture(name, shown.issue, placed) for name in dict.fromkeys(names)],
        sightings=[sighting for case in cases[:1] for sighting in stories[case.id].get("releves", [])]
        or story.get("releves", []),
        attachments=[name for case in cases for name in stories[case.id].get("pieces", [])],
    )


def _steps(story: Mapping[str, Any], issue: str) -> Iterator[Step]:
    done = story.get("faites", 0)
    stopped = "bloquée" if issue in ("bloque", "ignore") else "échouée"
    for number, text in enumerate(story.get("etapes", [])):
        yield Step(text, "faite" if number < done else stopped if number == done else "pas jouée")


def _picture(name: str, issue: str, album: Album | None) -> Picture:
    moment = "au moment de l'échec" if issue == "echoue" else "quand la dernière étape a réussi"
    return Picture(name, album.embedded(name) if album else None, f"Ce que l'écran montrait {moment}")


def _gravity(scenario: ScenarioResult) -> int:
    return GRAVITY.index(scenario.issue)
