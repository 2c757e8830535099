"""Qui voit quoi, à travers l'API."""

from typing import Any

from pytest_bdd import then, when

from fixtures.scene import Scene
from steps.names import phrase

_CLIENT_TABLES = (
    *("client_created_programs", "client_created_sessions", "client_created_session_exercises"),
    "program_assignments",
)


@when(phrase("{people:Noms} demandent tous leurs programmes à l'API"), target_fixture="answers")
def ask_everything(scene: Scene, people: list[str]) -> dict[str, dict[str, list[Any]]]:
    return {name: {table: _read(scene, name, table) for table in _CLIENT_TABLES} for name in people}


@then(phrase("{client} obtient sa copie de « {programme} », ses séances, ses exercices et son assignation"))
def obtains_own(scene: Scene, answers: dict[str, dict[str, list[Any]]], client: str, programme: str) -> None:
    content = scene.cast.known_template(programme).programme
    expected = dict(
        zip(
            _CLIENT_TABLES,
            (1, len(content.sessions), sum(len(session.exercises) for session in content.sessions), 1),
            strict=True,
        )
    )
    seen = {table: len(rows) for table, rows in answers[client].items()}
    assert seen == expected, f"{client} obtient {seen}, au lieu de {expected}."


@then(phrase("{client} n'obtient rien"))
def obtains_nothing(answers: dict[str, dict[str, list[Any]]], client: str) -> None:
    leaked = {table: len(rows) for table, rows in answers[client].items() if rows}
    assert not leaked, f"{client} lit ce qui n'est pas à lui : {leaked}"


def _read(scene: Scene, name: str, table: str) -> list[Any]:
    connected: Any = scene.cast.connected(scene.cast.person(name))
    rows: list[Any] = connected.table(table).select("*").execute().data
    return rows
