"""PostgREST : prêt quand le schéma est lu, et ses pannes dites avec son journal."""

from pathlib import Path

import httpx
import pytest

from recette.database.prepared import BASELINE
from recette.database.worlds import Worlds
from recette.errors import RecetteError
from recette.stack import rest as rest_module
from recette.stack.postgres import Cluster
from recette.stack.rest import Rest

SECRET = "un secret de quarante caractères au moins"


def test_it_is_ready_with_its_schema(run_folder: Path, cluster: Cluster, worlds: Worlds) -> None:
    """Aussitôt prêt, il sert les tables ; arrêté, plus rien ne répond."""
    worlds.clone(BASELINE, "api")
    with Rest("essai", run_folder, cluster.dsn("api", "authenticator"), SECRET) as rest:
        rest.wait_ready()
        assert (status(rest, "/clients"), status(rest, "/inconnue")) == (401, 404)
    assert rest.process.returncode is not None


def test_an_unreachable_database_is_said(
    run_folder: Path, cluster: Cluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sans base, il ne devient jamais prêt : le délai passe, et le journal dit la cause."""
    monkeypatch.setattr(rest_module, "_READY_DEADLINE_S", 0.6)
    with (
        Rest("sans-base", run_folder, cluster.dsn("absente", "authenticator"), SECRET) as rest,
        pytest.raises(RecetteError, match=r"PostgREST \(sans-base\) ne répond pas après 1 s") as refusal,
    ):
        rest.wait_ready()
    assert "absente" in refusal.value.remedy


def status(rest: Rest, path: str) -> int:
    transport = httpx.HTTPTransport(uds=str(rest.socket))
    with httpx.Client(transport=transport, base_url="http://postgrest") as client:
        return client.get(path).status_code
