"""L'empreinte des lignes d'une vraie base : aucune ne se perd, ne s'ajoute ni ne change sans se nommer."""

import re

import psycopg
import pytest

from recette.database import rows
from recette.database.fingerprint import Fingerprint, compare, findings, take_fingerprint
from recette.database.script import Script, run
from recette.database.tables import RENAMES
from recette.plan import DEFAULT_MIGRATION

FIRST = "id = (select min(id::text)::uuid from notifications)"
NEW_ID = "00000000-0000-4000-8000-00000000abcd"

CASES = {
    "perdue": (
        f"delete from notifications where {FIRST}",
        r"notifications : \d+ lignes avant, \d+ après ; 1 perdue\(s\) \(\([0-9a-f-]{36}\)\)",
    ),
    "ajoutée": (
        "insert into notifications (id, user_id, message)"
        f" select '{NEW_ID}', id, 'Bonjour' from clients limit 1",
        rf"1 ajoutée\(s\) \(\({NEW_ID}\)\)",
    ),
    "changée": (
        f"update notifications set message = message || ' ' where {FIRST}",
        r"; 1 changée\(s\) \(\([0-9a-f-]{36}\)\)",
    ),
    "nulle devenue vide": (
        "update client_session_exercises set notes = '' where id ="
        " (select min(id::text)::uuid from client_session_exercises where notes is null)",
        r"client_session_exercises : .* 1 changée\(s\)",
    ),
    "remplacée": (
        f"update notifications set id = '{NEW_ID}' where {FIRST}",
        r"1 perdue\(s\) .*, 1 ajoutée\(s\)",
    ),
    "plusieurs perdues": (
        "delete from session_exercises",
        r"session_exercises : \d+ lignes avant, 0 après ; \d+ perdue\(s\) \((\(\S+\), ){2}\(\S+\)…\)",
    ),
}

KEYLESS = "create table journal (line text); insert into journal values ('a'), ('a'), ('c');"
KEYLESS_CASES = {
    "doublée": ("insert into journal values ('c')", "journal : 3 lignes avant, 4 après"),
    "échangées deux à deux": ("update journal set line = 'b' where line = 'a'", "empreintes différentes"),
}


@pytest.mark.parametrize(("change", "sentence"), CASES.values(), ids=CASES)
def test_a_row_is_named(baseline: Fingerprint, scratch: str, change: str, sentence: str) -> None:
    """La ligne est citée par sa clé, et elle seule est en cause."""
    execute(scratch, "set session_replication_role = replica;" + change)
    found = findings(compare(baseline, take_fingerprint(scratch, like=baseline)))
    assert len(found) == 1
    assert re.search(sentence, found[0]), found


@pytest.mark.parametrize(("change", "sentence"), KEYLESS_CASES.values(), ids=KEYLESS_CASES)
def test_a_table_without_key_is_counted(scratch: str, change: str, sentence: str) -> None:
    """Sans clé, une ligne doublée ou deux lignes qui s'annuleraient se voient quand même."""
    execute(scratch, KEYLESS)
    before = take_fingerprint(scratch)
    execute(scratch, change)
    [found] = findings(compare(before, take_fingerprint(scratch, like=before)))
    assert sentence in found


def test_order_and_storage_do_not_matter(scratch: str) -> None:
    """Une table réécrite dans un autre ordre, avec une autre colonne ajoutée, garde son empreinte."""
    execute(scratch, KEYLESS)
    before = take_fingerprint(scratch)
    execute(
        scratch,
        "create table copy as select * from journal; truncate journal;"
        "insert into journal select * from copy order by line desc; drop table copy;"
        "alter table journal add column note text default 'x'; vacuum full journal",
    )
    assert findings(compare(before, take_fingerprint(scratch, like=before))) == []


def test_a_long_table_is_compared_too(
    baseline: Fingerprint, scratch: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Au-delà du détail, une ligne changée se voit, sans être nommée."""
    monkeypatch.setattr(rows, "DETAILED_ROWS", 0)
    execute(scratch, f"update notifications set message = 'Autre' where {FIRST}")
    [found] = findings(compare(baseline, take_fingerprint(scratch, like=baseline)))
    assert found.startswith("notifications : ")
    assert found.endswith("empreintes différentes")


def test_a_rename_is_a_rename(baseline: Fingerprint, scratch: str) -> None:
    """La migration ne perd rien ; sans rapporter les noms, tout paraîtrait perdu."""
    assert run(scratch, Script.read(DEFAULT_MIGRATION)).error is None
    expected = baseline.renamed(RENAMES)
    assert findings(compare(expected, take_fingerprint(scratch, like=expected))) == []
    unrelated = findings(compare(baseline, take_fingerprint(scratch, like=baseline)))
    assert any(re.search("lignes de client_programs ont disparu", finding) for finding in unrelated)


def execute(url: str, statements: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        for statement in statements.split(";"):
            connection.execute(statement.encode())
