"""La surveillance : une adresse qui en est une, un rôle qui ne peut que lire, et rien d'écrit."""

from collections.abc import Iterator

import psycopg
import pytest

from recette.database.script import Script, run
from recette.errors import RecetteError
from recette.operation.watch import QUESTIONS, watch
from recette.plan import DEFAULT_MIGRATION
from recette.stack.postgres import SUPERUSER, Cluster

ROLE = "essai_surveillance"


@pytest.fixture
def reader(scratch: str, cluster: Cluster) -> Iterator[str]:
    """Une base migrée, vue par un rôle qui lit tout et n'écrit rien."""
    owner = scratch.replace(f"//{SUPERUSER}:", "//postgres:")
    assert run(owner, Script.read(DEFAULT_MIGRATION)).error is None
    with psycopg.connect(cluster.dsn("postgres", SUPERUSER), autocommit=True) as admin:
        admin.execute(f"create role {ROLE} login bypassrls password '{cluster.password}'".encode())
        admin.execute(f"grant pg_read_all_data, pg_monitor to {ROLE}".encode())
        yield scratch.replace(f"//{SUPERUSER}:", f"//{ROLE}:")
        admin.execute(f"drop role {ROLE}".encode())


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("mysql://hote/base", "n'est pas l'adresse d'une base PostgreSQL"),
        ("postgresql://", "ne dit pas quel hôte"),
        ("postgresql://hote", "ne dit pas quel hôte ou quelle base"),
        ("postgresql://hote/base?inconnu=1", "ne se lit pas"),
        ("postgresql://qui:secret@127.0.0.1:1/base", "La base ne répond pas"),
    ],
)
def test_a_wrong_address_is_refused(address: str, problem: str) -> None:
    """L'adresse fautive se dit, son mot de passe non."""
    with pytest.raises(RecetteError, match=problem) as refused:
        watch(address)
    assert "secret" not in str(refused.value)


def test_a_reading_role_is_enough(reader: str) -> None:
    """Le rôle que la documentation conseille voit tout."""
    watched = watch(reader)
    assert watched.alerts == []
    assert str(watched).startswith("Virtus va bien : 10 contrôles sans anomalie, 4 assignation(s) active(s)")


def test_a_role_without_rights_cannot_watch(reader: str, scratch: str) -> None:
    """Ce qu'un rôle ne peut pas lire n'est ni « bien » ni « mal »."""
    with psycopg.connect(scratch, autocommit=True) as admin:
        admin.execute(f"revoke pg_read_all_data from {ROLE}".encode())
    with pytest.raises(RecetteError, match="ne peut pas tout lire"):
        watch(reader)


def test_a_lost_column_is_an_anomaly(reader: str, scratch: str) -> None:
    """Une question que la base ne comprend plus est une anomalie, pas un incident."""
    with psycopg.connect(scratch, autocommit=True) as admin:
        admin.execute("alter table client_created_programs rename source_type to origine")
    assert any("50_assignations n'a plus de sens ici" in alert for alert in watch(reader).alerts)


def test_a_forgotten_transaction_is_seen(reader: str, scratch: str) -> None:
    """Une transaction récente ne se dit pas ; passé le délai, elle est dite avec ce qu'elle retient."""
    question = (QUESTIONS / "60_transactions.sql").read_text(encoding="utf-8")
    at_once = question.replace("interval '10 minutes'", "interval '0'")
    with psycopg.connect(scratch) as forgotten, psycopg.connect(reader) as asking:
        forgotten.execute("lock table client_created_sessions in share mode")
        assert watch(reader).alerts == []
        [(said,)] = asking.execute(at_once.encode()).fetchall()
    assert said == f"une transaction de {SUPERUSER} retient client_created_sessions depuis 0 min"


def test_nothing_is_notified(reader: str, scratch: str) -> None:
    """La surveillance ne réveille pas l'API."""
    with psycopg.connect(scratch, autocommit=True) as listener:
        listener.execute("listen pgrst")
        watch(reader)
        assert list(listener.notifies(timeout=0.2)) == []
