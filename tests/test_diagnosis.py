"""Ce qui, dans la base de départ, explique un refus : lu dans la base, dit avec ce qu'il faut jouer."""

import psycopg
import pytest

from recette.database.diagnosis import renaming_diagnosis
from recette.database.gaps import gaps
from recette.database.tables import RENAMES, instance_tables

RENAMED = {
    "aucune": ([], ""),
    "les trois": (
        list(RENAMES),
        "La base de départ est déjà renommée : les trois tables portent leurs nouveaux noms. ",
    ),
    "une": (
        ["client_programs"],
        "La base de départ est à moitié renommée : nouveau nom pour client_created_programs, ancien nom pour "
        "client_sessions et client_session_exercises. Rendez d'abord les anciens noms (ALTER TABLE "
        "public.client_created_programs RENAME TO client_programs;), puis rejouez la migration",
    ),
    "deux": (
        ["client_sessions", "client_session_exercises"],
        "La base de départ est à moitié renommée : nouveau nom pour client_created_sessions et "
        "client_created_session_exercises, ancien nom pour client_programs. ",
    ),
}
BROKEN = {
    "les deux noms": (
        "create table client_created_sessions (id int)",
        "La base de départ a les deux noms à la fois (client_sessions)",
    ),
    "aucun des deux": (
        "alter table client_sessions rename to seances",
        "La base de départ n'a pas client_sessions ou client_created_sessions",
    ),
}


def play(url: str, *statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@pytest.mark.parametrize(("renamed", "said"), RENAMED.values(), ids=RENAMED)
def test_each_table_is_told_by_its_name(scratch: str, renamed: list[str], said: str) -> None:
    """Quelle table porte quel nom, quoi jouer ; et le semis suit chacune sous son nom."""
    play(scratch, *(f"alter table {name} rename to {RENAMES[name]}" for name in renamed))
    assert (renaming_diagnosis(scratch) or "").startswith(said)
    assert bool(renaming_diagnosis(scratch)) == bool(said)
    expected = [RENAMES[name] if name in renamed else name for name in RENAMES]
    with psycopg.connect(scratch) as connection:
        assert list(instance_tables(connection)) == expected


@pytest.mark.parametrize(("damage", "said"), BROKEN.values(), ids=BROKEN)
def test_a_base_that_is_neither_before_nor_after_is_told(scratch: str, damage: str, said: str) -> None:
    """Deux tables pour une, ou aucune."""
    play(scratch, damage)
    assert (renaming_diagnosis(scratch) or "").startswith(said)


def test_missing_tables_and_columns_are_named(scratch: str) -> None:
    """Ce qui est là n'est pas nommé, ce qui fut supprimé l'est."""
    play(scratch, "alter table client_programs drop column source_type cascade")
    wanted = {"client_programs": ["id", "source_type"], "auth.users": ["email"], "absente": ["id"]}
    assert gaps(scratch, wanted) == ["source_type dans client_programs", "la table absente"]
