"""Le pas des scénarios : ce qui ralentit est nommé, une machine lente ne l'est pas."""

import json
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import pace
from recette.evidence.preparation import Preparation
from recette.parts import ROOT

USUAL = [{"rapports": {"a::Un": 2.0, "a::Deux": 0.01}}] * 3


def scenario(name: str, seconds: float, *, prepared: float = 0.0, issue: str = "reussi") -> dict[str, Any]:
    return {"id": name, "duree_s": seconds, "preparation_s": prepared, "issue": issue}


class PlannedRuns:
    """Des recettes jouées d'avance : la première demande reçoit la première, et ainsi de suite."""

    def __init__(self) -> None:
        self.results: list[list[dict[str, Any]]] = []
        self.asked: list[tuple[str, ...]] = []

    def give(self, *scenarios: dict[str, Any]) -> None:
        """Prépare les scénarios que rendra la prochaine recette demandée."""
        self.results.append(list(scenarios))

    def __call__(self, *paths: str, rounds: int = 1) -> list[dict[str, Any]]:
        self.asked.append(paths)
        return self.results.pop(0)


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> PlannedRuns:
    """La recette que la surveillance croit jouer, le script nu à une seconde par scénario."""
    planned = PlannedRuns()
    monkeypatch.setattr(pace, "played_alone", planned)
    monkeypatch.setattr(pace, "bare_unit", lambda: 1.0)
    return planned


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Un dossier de rapports dont l'habitude est faite."""
    text = "".join(json.dumps(line) + "\n" for line in USUAL)
    (tmp_path / pace.PACES).write_text(text, encoding="utf-8")
    return tmp_path


def test_a_slower_scenario_is_named_with_figures(reports: Path, runs: PlannedRuns) -> None:
    """Lent deux fois de suite : le scénario, les deux rapports et l'écart sont dits, d'après la seconde."""
    runs.give(scenario("a::Un", 5.0), scenario("a::Neuf", 50))
    runs.give(scenario("a::Un[tour0]", 6.0), scenario("a::Un[tour1]", 4.4), scenario("a::Neuf[tour0]", 50))
    [said] = pace.watch_pace(reports).slower
    assert said == (
        "a::Un : 4.40 fois le script nu, contre 2.00 d'habitude (médiane de 3 recettes), "
        "soit 2.2 fois plus lent."
    )
    assert runs.asked == [("features",), ("a",)]


def test_slow_only_once_is_chance(reports: Path, runs: PlannedRuns) -> None:
    """Ce qui n'est pas lent de nouveau n'a pas ralenti, et sa seconde mesure entre dans l'histoire."""
    runs.give(scenario("a::Un", 9.0))
    runs.give(scenario("a::Un[tour0]", 9.0), scenario("a::Un[tour1]", 2.1))
    assert not pace.watch_pace(reports).slower
    assert last_line(reports)["rapports"] == {"a::Un": 2.1}


def test_a_slower_machine_is_not(reports: Path, runs: PlannedRuns, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trois fois plus lente, la machine ralentit autant le script nu : aucun rapport ne bouge."""
    monkeypatch.setattr(pace, "bare_unit", lambda: 3.0)
    runs.give(scenario("a::Un", 6.6))
    assert not pace.watch_pace(reports).slower


def test_preparing_the_session_is_not_slowness(reports: Path, runs: PlannedRuns) -> None:
    """Le premier scénario d'un processus attend la pile : ce temps n'est pas le sien."""
    runs.give(scenario("a::Un", 12.0, prepared=10.0))
    assert not pace.watch_pace(reports).slower


def test_a_trifle_that_doubles_is_not_slowness(reports: Path, runs: PlannedRuns) -> None:
    """Un scénario de quelques millisecondes double pour un rien."""
    runs.give(scenario("a::Deux", 0.2))
    assert not pace.watch_pace(reports).slower


def test_slowness_does_not_become_a_habit(reports: Path, runs: PlannedRuns) -> None:
    """Le rapport d'un scénario ralenti n'entre pas dans l'histoire ; celui des autres, si."""
    runs.give(scenario("a::Un", 9), scenario("a::Deux", 0.01), scenario("a::Non", 1, issue="echoue"))
    runs.give(scenario("a::Un[tour0]", 9))
    pace.watch_pace(reports)
    assert last_line(reports) == {"script_nu_s": 1.0, "rapports": {"a::Deux": 0.01}}


def test_the_first_watch_makes_its_folder(tmp_path: Path, runs: PlannedRuns) -> None:
    """Sans histoire ni dossier, il n'y a rien à comparer : la première mesure les commence."""
    runs.give(scenario("a::Un", 9))
    assert not pace.watch_pace(tmp_path / "rapports").slower
    assert last_line(tmp_path / "rapports")["rapports"] == {"a::Un": 9}


def test_a_real_run_keeps_the_names_of_history() -> None:
    """Une vraie recette, rejouée deux tours : chaque scénario y garde le nom que porte l'histoire."""
    feature = "features/migration/renommer_les_tables.feature"
    titles = re.findall(r"Scénario: (.*)", (ROOT / feature).read_text(encoding="utf-8"))
    ratios = pace.own_ratios(pace.played_alone(feature, rounds=2), 1.0)
    assert titles
    assert sorted(ratios) == sorted(f"{feature}::{title}" for title in titles)


def last_line(reports: Path) -> dict[str, Any]:
    *_, last = (reports / pace.PACES).read_text(encoding="utf-8").splitlines()
    read: dict[str, Any] = json.loads(last)
    return read


def test_nested_preparations_count_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Une fixture de session en prépare d'autres : leur temps n'est compté qu'une fois."""
    clock = iter([0.0, 1.0, 5.0])
    monkeypatch.setattr("recette.evidence.preparation.time.perf_counter", lambda: next(clock))
    counted = Preparation()
    outer, inner, own = (
        counted.pytest_fixture_setup(SimpleNamespace(scope=scope))  # type: ignore[arg-type]
        for scope in ("session", "session", "function")
    )
    for setup in (outer, inner, own):
        next(setup)
    for setup in (own, inner, outer):
        with pytest.raises(StopIteration):
            setup.send(None)
    assert counted.take() == 5.0
    assert counted.take() == 0.0
