"""Le pas des scénarios : ce qui ralentit est nommé, une machine lente ne l'est pas."""

import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bench import pace
from recette.errors import RecetteError
from recette.evidence.preparation import Preparation

USUAL = [{"rapports": {"a::Un": 2.0, "a::Deux": 0.01}}] * 3


def scenario(name: str, seconds: float, *, prepared: float = 0.0, issue: str = "reussi") -> dict[str, Any]:
    return {"id": name, "duree_s": seconds, "preparation_s": prepared, "issue": issue}


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un dossier de rapports dont l'habitude est faite, le script nu à une seconde par scénario."""
    monkeypatch.setattr(pace, "bare_unit", lambda: 1.0)
    text = "".join(json.dumps(line) + "\n" for line in USUAL)
    (tmp_path / pace.PACES).write_text(text, encoding="utf-8")
    return tmp_path


def ran(reports: Path, *scenarios: dict[str, Any]) -> None:
    (reports / "verdict.json").write_text(json.dumps({"scenarios": scenarios}), encoding="utf-8")


def test_a_slower_scenario_is_named_with_figures(reports: Path) -> None:
    """Plus de deux fois sa médiane : le scénario, les deux rapports et l'écart sont dits."""
    ran(reports, scenario("a::Un", 4.4), scenario("a::Neuf", 50))
    [said] = pace.watch_pace(reports).slower
    assert said == (
        "a::Un : 4.40 fois le script nu, contre 2.00 d'habitude (médiane de 3 recettes), "
        "soit 2.2 fois plus lent."
    )


def test_a_slower_machine_is_not(reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trois fois plus lente, la machine ralentit autant le script nu : aucun rapport ne bouge."""
    monkeypatch.setattr(pace, "bare_unit", lambda: 3.0)
    ran(reports, scenario("a::Un", 6.6))
    assert not pace.watch_pace(reports).slower


def test_preparing_the_session_is_not_slowness(reports: Path) -> None:
    """Le premier scénario d'un processus attend la pile : ce temps n'est pas le sien."""
    ran(reports, scenario("a::Un", 12.0, prepared=10.0))
    assert not pace.watch_pace(reports).slower


def test_a_trifle_that_doubles_is_not_slowness(reports: Path) -> None:
    """Un scénario de quelques millisecondes double pour un rien."""
    ran(reports, scenario("a::Deux", 0.2))
    assert not pace.watch_pace(reports).slower


def test_slowness_does_not_become_a_habit(reports: Path) -> None:
    """Le rapport d'un scénario ralenti n'entre pas dans l'histoire ; celui des autres, si."""
    ran(reports, scenario("a::Un", 9), scenario("a::Deux", 0.01), scenario("a::Non", 1, issue="echoue"))
    pace.watch_pace(reports)
    *_, last = (reports / pace.PACES).read_text(encoding="utf-8").splitlines()
    assert json.loads(last) == {"script_nu_s": 1.0, "rapports": {"a::Deux": 0.01}}


def test_without_a_run_nothing_is_watched(tmp_path: Path) -> None:
    """Sans verdict, il n'y a rien à comparer : c'est dit."""
    with pytest.raises(RecetteError, match=r"verdict\.json"):
        pace.watch_pace(tmp_path)


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
