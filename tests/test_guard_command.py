"""`python -m recette.guard autoriser` : un geste délibéré, dans un terminal, sur une cible déjà examinée."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from recette.application import REFERENCE_APP
from recette.database.prepared import BASELINE
from recette.database.worlds import Worlds
from recette.parts import ROOT
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import Cluster
from recette.target import Target
from tests.targets import writes, written

_DEADLINE_S = 60


@pytest.fixture
def unmarked(run_folder: Path, cluster: Cluster, worlds: Worlds) -> Iterator[Target]:
    """Un projet que personne n'a encore autorisé."""
    with worlds.temporary_clone(BASELINE) as url:
        name = url.rpartition("/")[2]
        with EmbeddedSupabase(name, run_folder, cluster, name, REFERENCE_APP) as supabase:
            supabase.wait_ready()
            # Ces essais comptent les transactions de toute la grappe.
            worlds.settle()
            yield supabase.target


def authorise(file: Path, typed: str | None) -> tuple[int, str]:
    """Joue la commande ; `typed` est ce qu'on tape au terminal, None s'il n'y en a pas."""
    command = [sys.executable, "-m", "recette.guard", "autoriser", f"--env-fichier={file}"]
    ours, theirs = pty.openpty()
    try:
        if typed is not None:
            os.write(ours, f"{typed}\n".encode())
        done = subprocess.run(
            command,
            cwd=ROOT,
            stdin=subprocess.DEVNULL if typed is None else theirs,
            capture_output=True,
            text=True,
            timeout=_DEADLINE_S,
        )
    finally:
        os.close(ours)
        os.close(theirs)
    return done.returncode, done.stdout + done.stderr


def test_it_shows_what_it_found_then_marks(tmp_path: Path, unmarked: Target) -> None:
    """Hôte, nombres de lignes, dernière connexion ; le nom du projet tapé, la marque est posée."""
    file = written(tmp_path / "cible.env", unmarked.environment())
    name = unmarked.database_url.rpartition("/")[2]
    code, said = authorise(file, name)
    assert code == 0, said
    for shown in (
        f"Cible : {unmarked.url}",
        f"base « {name} »",
        "clients : 6",
        "personnes réelles",
        "La marque",
    ):
        assert shown in said
    with psycopg.connect(unmarked.database_url) as connection:
        assert connection.execute("select projet from recette.cible").fetchone() == (name,)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (None, "une autorisation se tape à la main, dans un terminal"),
        ("oui", "ce n'est pas le nom du projet"),
        ("", "ce n'est pas le nom du projet"),
    ],
    ids=["sans terminal", "oui", "rien"],
)
def test_anything_but_the_name_writes_nothing(
    tmp_path: Path, unmarked: Target, typed: str | None, sentence: str
) -> None:
    """Ni un script, ni un « oui » machinal."""
    before = writes(unmarked.database_url)
    code, said = authorise(written(tmp_path / "cible.env", unmarked.environment()), typed)
    assert (code, sentence in said) == (2, True), said
    assert writes(unmarked.database_url) == before


def test_production_is_not_authorised_by_its_name(tmp_path: Path, unmarked: Target) -> None:
    """De vraies personnes s'y connectent : le nom exact n'y change rien."""
    with psycopg.connect(unmarked.database_url, autocommit=True) as connection:
        connection.execute(
            "insert into auth.users (email, last_sign_in_at)"
            " select 'personne' || n || '@gmail.com', now() from generate_series(1, 6) n"
        )
    before = writes(unmarked.database_url)
    name = unmarked.database_url.rpartition("/")[2]
    code, said = authorise(written(tmp_path / "cible.env", unmarked.environment()), name)
    assert (code, "6 personnes réelles" in said) == (2, True), said
    assert writes(unmarked.database_url) == before
