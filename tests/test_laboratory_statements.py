"""Le découpage d'un fichier SQL : ni trop, ni trop peu, et d'accord avec le serveur."""

from pathlib import Path

import pytest

from recette.laboratory.parse import analyse
from recette.laboratory.statements import split
from recette.parts import ROOT

# Les bases de départ en un fichier s'incluent l'une l'autre par une commande de psql, que le serveur ignore.
FILES = sorted(path for path in (ROOT / "sql").rglob("*.sql") if "\\ir " not in path.read_text("utf-8"))

ATOMIC = "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;"
RULE = "CREATE RULE r AS ON INSERT TO t DO (SELECT 1; SELECT 2);"

CASES = {
    "deux instructions": ("select 1; select 2", ["select 1;", "select 2"]),
    "instructions vides": (";; select 1 ;\n; -- fin", ["select 1 ;"]),
    "commentaires": ("-- a;b\nselect 1; /* c; /* d; */ e; */ select 2;", ["select 1;", "select 2;"]),
    "apostrophes": ("select 'a;''b;'; select 2;", ["select 'a;''b;';", "select 2;"]),
    "barre oblique ordinaire": (r"select 'a\'; select 2;", [r"select 'a\';", "select 2;"]),
    "barre oblique d'échappement": (r"select E'a\';b'; select 2;", [r"select E'a\';b';", "select 2;"]),
    "identifiant cité": ('select ";" from "a""; b"; select 2;', ['select ";" from "a""; b";', "select 2;"]),
    "bloc": ("do $$ begin; end $$; select 2;", ["do $$ begin; end $$;", "select 2;"]),
    "blocs emboîtés": ("do $a$ ; $$ ; $$ ; $a$; select 2;", ["do $a$ ; $$ ; $$ ; $a$;", "select 2;"]),
    "paramètre": ("select $1; select a$b$c; select 3;", ["select $1;", "select a$b$c;", "select 3;"]),
    "corps sans guillemets": (f"{ATOMIC} select 3;", [ATOMIC, "select 3;"]),
    "parenthèses": (f"{RULE} select 3;", [RULE, "select 3;"]),
    "transaction": ("BEGIN; SELECT 1; END;", ["BEGIN;", "SELECT 1;", "END;"]),
    "bloc jamais refermé": ("select 1; do $$ ; ", ["select 1;", "do $$ ;"]),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_statements_end_where_they_end(text: str, expected: list[str]) -> None:
    """Un point-virgule dans un texte, un commentaire ou un bloc ne finit rien."""
    assert [statement.text for statement in split(text)] == expected


def test_a_statement_keeps_its_place() -> None:
    """La ligne est celle du premier mot, commentaires passés."""
    first, second = split("-- En-tête\nselect 1;\n\n/* suite */ select 'x' as y;\n")
    assert (first.line, second.line) == (2, 4)
    assert second.words == "SELECT AS Y"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_server_agrees(path: Path, scratch: str) -> None:
    """Chaque instruction de nos fichiers s'analyse seule : coupée en deux, elle ne le pourrait pas."""
    statements = split(path.read_text(encoding="utf-8"))
    assert statements
    assert [str(fault) for item in statements for fault in analyse(scratch, item.text)] == []
