"""La grappe PostgreSQL : créée, servie, jetée ; un port pris ou un disque plein se disent."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from recette import parts
from recette.errors import RecetteError
from recette.stack import postgres
from recette.stack.postgres import SUPERUSER, Cluster, running_cluster
from recette.stack.run_directory import run_directory

FULL_DISK = "#!/bin/sh\necho 'initdb: could not write file: No space left on device' >&2\nexit 1\n"


@pytest.fixture
def folder() -> Iterator[Path]:
    """Un dossier que le compte de PostgreSQL peut traverser."""
    with run_directory() as folder:
        yield folder


def test_a_cluster_lives_as_long_as_its_block(folder: Path) -> None:
    """PostgreSQL 17 répond sur cette machine seulement, puis n'est plus là."""
    with running_cluster(folder) as cluster:
        assert ask(cluster, "show server_version_num").startswith(str(parts.POSTGRES_MAJOR))
        assert ask(cluster, "show listen_addresses") == "127.0.0.1"
        assert ask(cluster, "select rolsuper::text from pg_roles where rolname = current_user") == "true"
    assert cluster.service.process.returncode is not None
    with pytest.raises(psycopg.OperationalError):
        ask(cluster, "select '1'")


def test_a_taken_port_is_left(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Un port pris entre son choix et son ouverture en fait choisir un autre."""
    with taken_port() as taken:
        free = postgres._free_port()
        choices = iter([taken, free])
        monkeypatch.setattr(postgres, "_free_port", lambda: next(choices))
        with running_cluster(folder) as cluster:
            assert cluster.port == free
            assert ask(cluster, "select '1'") == "1"


def test_ports_all_taken_are_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """La recette renonce après quelques essais, et cite le journal."""
    with taken_port() as taken:
        monkeypatch.setattr(postgres, "_free_port", lambda: taken)
        expected = "PostgreSQL s'est arrêté tout seul"
        with pytest.raises(RecetteError, match=expected) as refusal, running_cluster(folder):
            pytest.fail("Deux serveurs sur le même port.")
    assert "Address already in use" in refusal.value.remedy


def test_a_full_disk_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ce que dit initdb est cité, et le mot de passe ne reste pas dans le dossier."""
    program = folder / "faux" / "bin" / "initdb"
    program.parent.mkdir(parents=True)
    program.write_text(FULL_DISK)
    program.chmod(0o755)
    monkeypatch.setattr(postgres, "_readable_home", lambda *_: folder / "faux")
    expected = r"n'a pas pu créer sa grappe\. Vérifiez la place du disque .*\n.*No space left on device"
    with pytest.raises(RecetteError, match=expected), running_cluster(folder):
        pytest.fail("Une grappe sans initdb.")
    assert not (folder / "mot-de-passe").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="seul root fait tourner PostgreSQL sous un autre compte")
def test_an_unreadable_installation_is_copied(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sous un autre compte, PostgreSQL fermé à ce compte est copié dans le dossier de la recette."""
    closed = folder / "ferme"
    (closed / "bin").mkdir(parents=True)
    (closed / "bin" / "postgres").touch(mode=0o755)
    closed.chmod(0o700)
    monkeypatch.setattr(parts, "postgres_home", lambda: closed)
    assert postgres._readable_home(folder, postgres.server_user()) == folder / "postgresql"
    assert (folder / "postgresql" / "bin" / "postgres").exists()


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        yield busy.getsockname()[1]


def ask(cluster: Cluster, query: str) -> str:
    with psycopg.connect(cluster.dsn("postgres", SUPERUSER)) as connection:
        row = connection.execute(query.encode()).fetchone()
    assert row is not None
    return str(row[0])
