"""Le découpage d'un fichier SQL : où finit une instruction, ce qu'elle touche."""

import io

import pytest

from recette.database.starting.targets import target_of
from recette.database.statements import StatementReader, UnfinishedDataError

ENDINGS = {
    "une par ligne": ("select 1;\nselect 2;\n", ["select 1;", "select 2;"]),
    "deux sur une ligne": ("select 1; select 2;", ["select 1;", "select 2;"]),
    "chaîne": ("select ';''';\nselect E'\\';';", ["select ';''';", "select E'\\';';"]),
    "chaîne sur deux lignes": ("select 'a;\nb';", ["select 'a;\nb';"]),
    "identifiant": ('select ";""";', ['select ";""";']),
    "dollars": ("do $$ begin; $a$ end $$;", ["do $$ begin; $a$ end $$;"]),
    "dollars nommés": ("do $f$ $$;$$ $f$;\nselect 1;", ["do $f$ $$;$$ $f$;", "select 1;"]),
    "paramètre": ("prepare p as select $1; select 2;", ["prepare p as select $1;", "select 2;"]),
    "commentaires": ("-- un ; deux\nselect 1 /* ; /* ; */ ; */ ;", ["select 1 /* ; /* ; */ ; */ ;"]),
    "corps ATOMIC": (
        "create function f() begin atomic select case when a then 1 end; select 2; end; select 3;",
        ["create function f() begin atomic select case when a then 1 end; select 2; end;", "select 3;"],
    ),
    "parenthèses": ("create rule r as on insert to t do (select 1; select 2);", None),
    "inachevée": ("select 1", ["select 1"]),
    "rien": ("-- seulement un commentaire\n\n", []),
}

TARGETS = {
    'CREATE TABLE IF NOT EXISTS "Été"."Mes ""notes""" (id int);': 'Été.Mes "notes"',
    "create or replace function Private.F(a int) returns int;": "private.f",
    'CREATE POLICY "Lire ON tout" ON "storage"."objects" FOR SELECT;': "storage.objects",
    "CREATE UNIQUE INDEX i ON ONLY public.t USING btree (a);": "public.t",
    "CREATE TRIGGER t AFTER UPDATE OF a ON auth.users EXECUTE FUNCTION f();": "auth.users",
    "COMMENT ON TRIGGER t ON auth.users IS 'x';": "auth.users",
    "COMMENT ON COLUMN public.t.a IS 'x';": "public.t",
    "ALTER TABLE ONLY public.t ADD CONSTRAINT c CHECK (true);": "public.t",
    "GRANT SELECT (a) ON TABLE auth.users TO anon;": "auth.users",
    "REVOKE ALL ON ALL FUNCTIONS IN SCHEMA storage FROM PUBLIC;": "storage.",
    "ALTER DEFAULT PRIVILEGES FOR ROLE r IN SCHEMA cron GRANT ALL ON TABLES TO s;": "cron.",
    "GRANT USAGE ON SCHEMA vault TO anon;": "vault.",
    "INSERT INTO auth.users (id) SELECT 1;": "auth.users",
    "COPY auth.identities (id) FROM stdin;\n\\.\n": "auth.identities",
    "SELECT 1;": "None",
}


@pytest.mark.parametrize(("text", "expected"), ENDINGS.values(), ids=ENDINGS)
def test_a_statement_ends_where_psql_ends_it(text: str, expected: list[str] | None) -> None:
    """Un point-virgule cité, commenté ou au milieu d'un corps ne termine rien."""
    seen = [statement.text.strip() for statement in StatementReader(io.StringIO(text))]
    assert seen == (expected if expected is not None else [text])


@pytest.mark.parametrize(("text", "expected"), TARGETS.items(), ids=TARGETS)
def test_a_statement_tells_its_target(text: str, expected: str) -> None:
    """Le schéma de l'objet décide s'il est à Virtus."""
    [statement] = StatementReader(io.StringIO(text))
    target = target_of(statement)
    seen = f"{target.schema}.{target.name}" if target else "None"
    assert seen == expected


def test_the_line_is_the_one_of_the_editor() -> None:
    """Les lignes vides, les commentaires et les données comptent."""
    text = "-- un\n\nselect 1;\ncopy t (a) from stdin;\nx\ny\n\\.\n\n  select 2;\n"
    assert [statement.line for statement in StatementReader(io.StringIO(text))] == [3, 4, 9]


@pytest.mark.parametrize("read", [True, False], ids=["lues", "délaissées"])
def test_the_rows_of_a_copy_are_not_statements(read: bool) -> None:
    """Qu'on les lise ou non, la suite reprend après elles, même si elles ont l'air de SQL."""
    reader = StatementReader(io.StringIO("copy t (a) from stdin;\ndrop table t;\n'\n\\.\nselect 1;\n"))
    rows: list[str] = []
    statements = []
    for statement in reader:
        statements.append(statement.text.strip())
        if read and statement.reads_stdin:
            rows += reader.rows()
    assert statements == ["copy t (a) from stdin;", "select 1;"]
    assert rows == (["drop table t;\n", "'\n"] if read else [])


def test_a_cut_copy_is_told() -> None:
    """Un export interrompu n'est pas une petite base."""
    with pytest.raises(UnfinishedDataError):
        list(StatementReader(io.StringIO("copy t (a) from stdin;\nun\n")))
