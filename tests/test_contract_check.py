"""La confrontation, sur un vrai catalogue."""

from pathlib import Path

import psycopg
import pytest

from recette.contract.catalogue import read_catalogue
from recette.contract.check import Contract, check
from recette.contract.source import read_source

SCHEMA = """
    create table coaches (id int primary key, name text);
    create table clients (id int primary key, name text, coach_id int references coaches,
        former_coach_id int constraint former_coach references coaches);
    create table plans (id int primary key, name text, client_id int references clients,
        parent_id int references plans);
    create table tags (id int primary key, label text);
    create table plan_tags (plan_id int references plans, tag_id int references tags,
        primary key (plan_id, tag_id));
    create view summaries as select id, name from plans;
    create function initials(clients) returns text language sql as $$ select left($1.name, 1) $$;
    create function assign(p_plan int, p_client int, p_day date default now()) returns json
        language sql as $$ select null::json $$;
    create function listing(p_client int) returns table (plan text, week int)
        language sql as $$ select null::text, 1 $$;
    create schema elsewhere; create table elsewhere.hidden (id int);
"""

HONOURED = [
    "db.from('plans').select('id, clients(name, coaches!former_coach(name))')",
    "db.from('plans').select('tags(label), plan_tags(tag_id)')",
    "db.from('clients').select('initials, plans(name), c:coach_id(name)').eq('c.name', 'x')",
    "db.from('coaches').select('clients!coach_id(name)').order('name', { referencedTable: 'clients' })",
    "db.from('plans').select('up:parent_id(name)').not('up', 'is', null)",
    "db.from('summaries').select('id, name')",
    "db.rpc('assign', { p_plan: 1, p_client: 2 })",
    "db.rpc('listing', { p_client: 1 }).select('plan').order('week')",
]

LACKING = {
    "db.from('hidden').select('id')": {"table hidden": ""},
    "db.from('plans').select('nom').eq('jour', 1)": {"colonne plans.nom": "", "colonne plans.jour": ""},
    "db.from('plans').select('clients(nom)')": {"colonne clients.nom": ""},
    "db.from('clients').select('coaches(name)')": {
        "relation clients → coaches": "ambiguë : préciser clients_coach_id_fkey ou former_coach"
    },
    "db.from('plans').select('clients!old_fkey(name)')": {
        "relation plans → clients (old_fkey)": "aucune clé étrangère ne les relie ainsi"
    },
    "db.from('tags').select('coaches(name)')": {
        "relation tags → coaches": "aucune clé étrangère ne les relie ainsi"
    },
    "db.from('plans').select('goals(name)')": {"table goals": ""},
    "db.from('plans').insert({ nom: 1 })": {"colonne plans.nom": ""},
    "db.rpc('unassign', { p: 1 })": {"fonction unassign": ""},
    "db.rpc('assign', { p_plan: 1, p_customer: 2 })": {
        "argument assign(p_customer)": "la fonction attend p_plan, p_client, p_day",
        "argument assign(p_client)": "la fonction l'exige, l'appel ne le donne pas",
    },
    "db.rpc('listing', { p_client: 1 }).select('jour')": {
        "colonne listing().jour": "la fonction ne la rend pas"
    },
}


@pytest.fixture
def database(scratch: str) -> str:
    """Une base dont le schéma exposé est celui de l'essai."""
    with psycopg.connect(scratch) as connection:
        connection.execute("drop schema public cascade; create schema public")
        connection.execute(SCHEMA.encode())
    return scratch


def test_what_exists_is_honoured(database: str, tmp_path: Path) -> None:
    """Clés, indices, alias, colonnes calculées, tables de liaison, vues, arguments facultatifs."""
    contract = confront(database, tmp_path, ";\n".join(HONOURED))
    assert (reasons(contract), contract.unread) == ({}, set())


def test_what_lacks_is_named_with_its_reason(database: str, tmp_path: Path) -> None:
    """Chaque façon de manquer a son nom."""
    wrong = {
        code: seen
        for code in LACKING
        if (seen := reasons(confront(database, tmp_path, code))) != LACKING[code]
    }
    assert not wrong


def test_what_hangs_on_a_missing_table_hangs_on_it_alone(database: str, tmp_path: Path) -> None:
    """Une table absente est un seul manque ; ses colonnes et ses relations en dépendent."""
    contract = confront(
        database,
        tmp_path,
        "db.from('plans').select('id, goals!g_fkey(name)'); db.from('goals').select('x, clients(nom)')",
    )
    assert reasons(contract) == {"table goals": "", "colonne clients.nom": ""}
    [lack] = [lack for lack in contract.lacks.values() if lack.object.kind == "table"]
    assert {str(named) for named in lack.dependents} == {
        "relation plans → goals (g_fkey)",
        "colonne goals.name",
        "colonne goals.x",
        "relation goals → clients",
    }


def test_a_relation_through_a_view_is_said_unread(database: str, tmp_path: Path) -> None:
    """L'API devine ces relations ; le catalogue ne les dit pas."""
    contract = confront(database, tmp_path, "db.from('summaries').select('clients(name)')")
    assert reasons(contract) == {}
    assert [unread.reason for unread in contract.unread] == [
        "relation summaries → clients, qui passe par une vue"
    ]


def confront(database: str, folder: Path, code: str) -> Contract:
    (folder / "code.ts").write_text(code, encoding="utf-8")
    return check(read_source(folder), read_catalogue(database))


def reasons(contract: Contract) -> dict[str, str]:
    return {str(named): lack.reason for named, lack in contract.lacks.items()}
