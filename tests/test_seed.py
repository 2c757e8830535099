"""Semer là où la base ne laisse pas suspendre ses déclencheurs ; garder une connexion, ou en prêter une."""

from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urlsplit

import psycopg
import pytest

from recette.database.connection import Kept, connect, is_pooled
from recette.database.prepared import BASELINE
from recette.database.seed import Seeder
from recette.database.witness import Witness
from recette.database.worlds import Worlds
from recette.programmes import Casting, ordinary
from recette.stack.postgres import SUPERUSER, Cluster

_PARAMETER = "set on parameter session_replication_role"


@pytest.fixture
def strict_database(cluster: Cluster, worlds: Worlds) -> Iterator[str]:
    """Une base où seul un superutilisateur suspend les déclencheurs."""
    with (
        worlds.temporary_clone(BASELINE) as url,
        psycopg.connect(cluster.dsn("postgres", SUPERUSER), autocommit=True) as admin,
    ):
        admin.execute(f"revoke {_PARAMETER} from postgres".encode())
        try:
            yield url
        finally:
            admin.execute(f"grant {_PARAMETER} to postgres".encode())


def test_without_the_right_triggers_stay_active(strict_database: str) -> None:
    """Comptes, modèle et assignation entrent dans l'ordre de leurs clés ; le semeur dit comment il a semé."""
    casting = Casting("strict")
    coach = casting.person("Camille Moreau", "coach")
    client = casting.person("Léa Martin", "client", coach=coach)
    with closing(Seeder(strict_database, "mot de passe")) as seeder:
        assert not seeder.suspends_triggers
        seeder.people(coach, client)
        template = seeder.template(coach, ordinary("Force d'hiver"))
        assert seeder.instance(client, template.programme, coach=coach, template=template)


def test_with_the_right_they_are_suspended(worlds: Worlds) -> None:
    """Le contrôle positif."""
    with worlds.temporary_clone(BASELINE) as url, closing(Seeder(url, "mot de passe")) as seeder:
        assert seeder.suspends_triggers


def test_behind_a_pooler_nothing_is_prepared(worlds: Worlds, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le port dit le mode transaction ; ailleurs, psycopg prépare ce qui se répète."""
    assert is_pooled("postgresql://postgres.ref:mdp@pooler.invalid:6543/postgres")
    with worlds.temporary_clone(BASELINE) as url:
        with closing(connect(url)) as direct:
            assert direct.prepare_threshold is not None
        monkeypatch.setattr("recette.database.connection.TRANSACTION_POOLER_PORT", str(urlsplit(url).port))
        with closing(connect(url)) as pooled:
            assert pooled.prepare_threshold is None


def test_a_kept_connection_is_reopened_once_dead(worlds: Worlds) -> None:
    """Elle ressert tant qu'elle répond ; sa session tuée, une autre la remplace ; fermée, rien ne reste."""
    with worlds.temporary_clone(BASELINE) as url:
        with closing(Kept(lambda: connect(url))) as kept, closing(connect(url)) as other:
            first = kept.current()
            assert kept.current() is first
            other.execute("select pg_terminate_backend(%s, 5000)", [first.info.backend_pid])
            second = kept.current()
            assert second is not first
            assert second.execute("select 1").fetchone() == (1,)
        assert second.closed


def test_a_lent_connection_is_left_open(worlds: Worlds) -> None:
    """Semeur et témoin rendent ce qu'on leur prête ; ils ferment ce qu'ils ont ouvert."""
    casting = Casting("prêt")
    coach = casting.person("Camille Moreau", "coach")
    client = casting.person("Léa Martin", "client", coach=coach)
    with worlds.temporary_clone(BASELINE) as url, closing(connect(url)) as lent:
        with closing(Seeder(url, "mot de passe", lent=lent)) as seeder:
            seeder.people(coach, client)
        with closing(Witness(url, lent)) as witness:
            assert witness.instance_ids(client.id) == set()
        assert not lent.closed
        count = "select count(*) from pg_stat_activity where datname = current_database()"
        assert lent.execute(count).fetchone() == (1,)
