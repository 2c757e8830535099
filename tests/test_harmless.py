"""Une fausse alarme est nommée : donnée par un changement seul, réuni à d'autres, ou jamais répétée."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from recette.mutation.defect import Defect
from recette.mutation.harmless import alarms
from recette.mutation.trial import Laboratory, Trial


def change(name: str) -> Defect:
    """Rend un changement inoffensif de laboratoire."""
    return Defect(name, f"Le changement {name}.", "inoffensif", "", "essai", "select 1", (), "", quick=False)


class FakeBench:
    """Un établi dont la recette crie selon ce qui y est posé."""

    def __init__(self, rings: bool) -> None:
        self._rings = rings

    def play(self, *_: str, **__: Any) -> Trial:
        cry = {"regle": "A1", "titre": "T", "issue": "echoue", "motif": "M", "id": "i"}
        return Trial(int(self._rings), 1.0, "", {"scenarios": [cry] * self._rings, "constats": []})

    def close(self) -> None:
        """Rien à effacer."""


def once(answers: list[bool]) -> Callable[[set[str]], bool]:
    """Rend une alarme qui ne sonne que la première fois."""
    return lambda names: answers.pop() if answers else False


CASES: dict[str, tuple[Callable[[set[str]], bool], list[str]]] = {
    "aucune": (lambda names: False, []),
    "un coupable": (lambda names: "c" in names, ["c"]),
    "deux coupables": (lambda names: bool(names & {"a", "d"}), ["a", "d"]),
    "réunis seulement": (lambda names: {"a", "d"} <= names, ["ensemble"]),
    "une seule fois": (once([True]), ["instable"]),
}


@pytest.mark.parametrize(("rings", "named"), CASES.values(), ids=CASES.keys())
def test_an_alarm_is_named(
    monkeypatch: pytest.MonkeyPatch, rings: Callable[[set[str]], bool], named: list[str]
) -> None:
    """Le lot est coupé en deux jusqu'au coupable."""

    def prepare(_: Laboratory, defects: Iterable[Defect]) -> FakeBench:
        return FakeBench(rings({defect.name for defect in defects}))

    monkeypatch.setattr(Laboratory, "prepare", prepare)
    changes = [change(name) for name in "abcd"]
    assert [alarm.name for alarm in alarms(Laboratory(Path()), changes, [])] == named
