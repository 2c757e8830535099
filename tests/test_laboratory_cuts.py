"""Couper : une migration sans transaction se voit, une migration entière tient."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from recette.database.prepared import BASELINE
from recette.database.script import Script
from recette.database.worlds import Worlds
from recette.laboratory.cuts import MIGRATION_NAME, CutReport, prepare
from recette.laboratory.gestures import Failure, Gesture, Termination

TWO_RENAMES = (
    "alter table client_programs rename to client_created_programs;\n"
    "alter table client_sessions rename to client_created_sessions;\n"
)


@pytest.fixture
def clone(worlds: Worlds) -> Iterator[Callable[[str], str]]:
    """De quoi cloner des bases jetables."""
    with ExitStack() as clones:
        yield lambda model: clones.enter_context(worlds.temporary_clone(model))


@pytest.mark.parametrize("gesture", [Failure(), Termination()], ids=lambda gesture: type(gesture).__name__)
def test_a_transaction_survives_every_cut(clone: Callable[[str], str], gesture: Gesture) -> None:
    """Entre deux instructions comme au milieu, la base reste celle d'avant."""
    report = cut(clone, f"begin;\n{TWO_RENAMES}commit;\n", gesture)
    assert (report.half, report.between, report.within, report.intact) == (None, 3, 2, 5)


def test_a_file_without_transaction_is_caught(clone: Callable[[str], str]) -> None:
    """Jouée instruction par instruction, elle laisse la première table renommée."""
    report = cut(clone, TWO_RENAMES, Termination())
    assert report.half is not None
    assert "après l'instruction n° 1" in report.half
    assert "client_programs" in report.half


def test_an_early_commit_is_caught(clone: Callable[[str], str]) -> None:
    """Valider avant la fin laisse la base à moitié changée, même sous un seul envoi."""
    first, second = TWO_RENAMES.splitlines()
    report = cut(clone, f"begin; {first} commit; {second}", Failure())
    assert report.half is not None


def test_what_follows_the_last_commit_is_no_half(clone: Callable[[str], str]) -> None:
    """Après la validation, la base est déjà celle d'après : rien n'est à moitié fait."""
    report = cut(clone, f"begin;\n{TWO_RENAMES}commit;\nselect 1;\n", Termination())
    assert (report.half, report.intact) == (None, 5)


def cut(clone: Callable[[str], str], text: str, gesture: Gesture) -> CutReport:
    script = Script(Path("essai.sql"), text, sha256="")
    with closing(prepare(clone, BASELINE, MIGRATION_NAME, script)) as bench:
        return bench.cut_at([*bench.middles(), *bench.boundaries()], gesture)
