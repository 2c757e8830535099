"""Le diagnostic de l'API : le même refus, quatre causes, les codes de PostgREST 12 et de 13."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import psycopg
import pytest

from recette.database.script import Script
from recette.database.tables import NEW_TABLES, RENAMES
from recette.laboratory.api_cache import diagnose
from recette.laboratory.api_notice import without_notice
from recette.target import Target

MISSING_TABLE = 'relation "public.client_created_programs" does not exist'
REFUSALS = [
    ("42P01", MISSING_TABLE),
    ("PGRST205", "Could not find the table"),
    ("PGRST200", "Could not find a relationship"),
]


@pytest.fixture
def renamed(scratch: str) -> str:
    """Une base où les trois tables portent leurs nouveaux noms."""
    with psycopg.connect(scratch) as connection:
        for old, new in RENAMES.items():
            connection.execute(f"alter table {old} rename to {new}".encode())
    return scratch


@pytest.mark.parametrize(("code", "message"), REFUSALS)
def test_a_refusal_over_existing_tables_is_a_stale_cache(renamed: str, code: str, message: str) -> None:
    """La phrase nomme le cache, le code reçu et le remède."""
    with answering(code, message) as url:
        diagnosis = diagnose(target(url, renamed))
    assert diagnosis.state == "cache ancien"
    assert code in diagnosis.sentence
    assert "NOTIFY pgrst, 'reload schema'" in diagnosis.sentence


@pytest.mark.parametrize(("code", "message"), REFUSALS)
def test_the_same_refusal_without_the_tables_names_them(scratch: str, code: str, message: str) -> None:
    """La base n'a pas les tables : le cache n'y est pour rien."""
    with answering(code, message) as url:
        diagnosis = diagnose(target(url, scratch))
    assert (diagnosis.state, diagnosis.sentence) == (
        "table absente",
        f"il manque à la base {', '.join(NEW_TABLES)}.",
    )


def test_a_lost_foreign_key_is_not_a_stale_cache(renamed: str) -> None:
    """Recharger le cache n'y changerait rien."""
    with psycopg.connect(renamed) as connection:
        connection.execute(
            "alter table program_assignments drop constraint program_assignments_client_program_id_fkey"
        )
    with answering("PGRST200", "Could not find a relationship") as url:
        diagnosis = diagnose(target(url, renamed))
    assert diagnosis.state == "relation absente"
    assert "de program_assignments vers client_created_programs" in diagnosis.sentence


@pytest.mark.parametrize(
    ("code", "message"),
    [("42P01", 'relation "public.client_programs" does not exist'), ("PGRST301", "JWT expired")],
)
def test_another_refusal_is_reported_as_it_is(renamed: str, code: str, message: str) -> None:
    """Une politique restée sur un ancien nom, un jeton refusé : la réponse est citée."""
    with answering(code, message) as url:
        diagnosis = diagnose(target(url, renamed))
    assert (diagnosis.state, diagnosis.sentence) == ("réponse inattendue", f"elle répond {code} ({message}).")


@pytest.mark.parametrize(
    "notice",
    ["NOTIFY pgrst, 'reload schema';", "  notify pgrst;", "select pg_notify('pgrst', 'reload schema');"],
)
def test_a_silenced_migration_only_loses_its_notice(notice: str) -> None:
    """Les autres instructions restent, dans leur ordre."""
    script = Script(Path("m.sql"), f"begin;\nalter table a rename to b;\n{notice}\ncommit;\n", "")
    assert without_notice(script).text == "begin;\nalter table a rename to b;\ncommit;\n"


@contextmanager
def answering(code: str, message: str) -> Iterator[str]:
    """Une API qui refuse tout, de la même façon."""
    with HTTPServer(("127.0.0.1", 0), refusing(code, message)) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def refusing(code: str, message: str) -> Callable[..., BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps({"code": code, "message": message}).encode()
            self.send_response(404)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *arguments: object) -> None:
            """Rien : la sortie est celle de l'essai."""

    return Handler


def target(url: str, database_url: str) -> Target:
    return Target(url, "anon", "service", database_url, "")
