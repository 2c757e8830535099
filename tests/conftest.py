"""Ce que les essais de la bibliothèque partagent : une pile embarquée, des copies de la base de départ."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from recette.database.fingerprint import Fingerprint, take_fingerprint
from recette.database.prepared import BASELINE
from recette.database.worlds import Worlds
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import SUPERUSER, Cluster
from recette.stack.run_directory import run_directory
from recette.target import Target
from tests.runs import Runner


@pytest.fixture(scope="session")
def stack(run_folder: Path, cluster: Cluster, worlds: Worlds) -> Iterator[Target]:
    """Supabase devant la base d'avant la migration, prêt à répondre."""
    worlds.clone(BASELINE, "essais")
    with EmbeddedSupabase("essais", run_folder, cluster, "essais") as supabase:
        supabase.wait_ready()
        yield supabase.target


@pytest.fixture(scope="session")
def baseline(worlds: Worlds) -> Fingerprint:
    """L'empreinte de la base d'avant la migration."""
    with worlds.temporary_clone(BASELINE) as url:
        return take_fingerprint(url)


@pytest.fixture
def scratch(worlds: Worlds) -> Iterator[str]:
    """Une copie de la base d'avant la migration, que l'essai peut abîmer en superutilisateur."""
    with worlds.temporary_clone(BASELINE) as url:
        yield url.replace("//postgres:", f"//{SUPERUSER}:")


@pytest.fixture
def runner() -> Iterator[Runner]:
    """Des recettes à part, dont rien ne doit rester à la fin de l'essai."""
    with run_directory() as folder:
        runner = Runner(folder)
        yield runner
        assert runner.leftovers() == []
