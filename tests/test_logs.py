"""Les journaux : quelles lignes sont des erreurs, et à qui elles sont."""

from pathlib import Path

import pytest

from recette.operation.logs import LogWatch, postgres_errors
from recette.stack.service import Service

PREFIX = "2026-11-24 21:00:00.000 UTC [{process}] {code} {who} "


def line(
    severity: str, text: str, *, process: int = 7, code: str = "00000", who: str = "postgres@apres"
) -> str:
    return PREFIX.format(process=process, code=code, who=who) + f"{severity}:  {text}\n"


def test_an_error_has_its_context() -> None:
    """L'instruction, sur plusieurs lignes, reste attachée à son erreur, même mêlée à celles d'un autre."""
    [first, second] = postgres_errors(
        line("ERROR", "division by zero", code="22012")
        + line("ERROR", "permission denied", process=8, code="42501", who="authenticator@avant")
        + line("STATEMENT", "select", code="22012")
        + "\t1 / 0\n"
        + line("DETAIL", "Key (email)=(x) already exists", process=8)
        + line("HINT", "rien", process=8)
    )
    assert str(first) == "PostgreSQL 22012 : division by zero (STATEMENT select | 1 / 0)"
    assert (first.database, second.database) == ("apres", "avant")
    assert second.context == ["HINT rien"], "Le détail cite des lignes : il ne doit pas être retenu."


@pytest.mark.parametrize(
    ("written", "count"),
    [
        (line("LOG", "checkpoint starting", who="@"), 0),
        (line("WARNING", "there is already a transaction"), 0),
        (line("FATAL", "terminating autovacuum process", code="57P01", who="@"), 0),
        (line("LOG", "server process (PID 12) was terminated by signal 9: Killed", who="@"), 1),
        (line("PANIC", "could not write", who="@"), 1),
        (line("FATAL", "terminating connection", code="57P01"), 1),
    ],
)
def test_what_is_an_error(written: str, count: int) -> None:
    """Le serveur interrompt ses propres travaux sur ordre : seule sa chute compte."""
    assert len(postgres_errors(written)) == count


def test_only_what_is_new_and_watched_is_read(tmp_path: Path) -> None:
    """Une base qui n'est pas surveillée, une ligne déjà lue, une ligne à moitié écrite ne comptent pas."""
    service = Service("PostgreSQL", ["true"], log=tmp_path / "postgres.log")
    other = Service("PostgREST (apres)", ["true"], log=tmp_path / "rest.log")
    logs = LogWatch()
    service.log.write_text(line("ERROR", "première") + line("ERROR", "d'un clone", who="postgres@clone_1"))
    other.log.write_text("24/Nov: Listening on unix socket\n24/Nov: An error occurred\n")
    assert [error.message for error in logs.errors([service, other], ["apres"])] == [
        "première",
        "24/Nov: An error occurred",
    ]
    with service.log.open("a") as file:
        file.write(line("ERROR", "deuxième")[:-1])
    assert logs.errors([service, other], ["apres"]) == []
    with service.log.open("a") as file:
        file.write("\n")
    assert [error.message for error in logs.errors([service], ["apres"])] == ["deuxième"]
