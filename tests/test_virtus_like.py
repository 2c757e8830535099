"""`--virtus` de bout en bout : une vraie construction par npm, une vraie recette."""

import shutil
from pathlib import Path

import pytest

from recette.cache import cache_dir
from recette.parts import ROOT
from recette.plan import DEFAULT_MIGRATION
from tests.checkouts import PRODUCTION
from tests.runs import Runner

VIRTUS_LIKE = ROOT / "tests" / "virtus_like"
SCENARIO = "features/assignation/assigner_programme.feature::Assigner un programme à un client"
STRANGER = "https://mouchard.invalid/vu.png"


@pytest.fixture
def checkout(runner: Runner) -> Path:
    """L'application d'essai, avec sa migration, et le `.env` de production que Virtus a dans son dépôt."""
    folder = runner.reports.parent / "virtus"
    shutil.copytree(VIRTUS_LIKE, folder, ignore=shutil.ignore_patterns("node_modules", "dist", ".env*"))
    own = folder / "supabase" / "migrations" / DEFAULT_MIGRATION.name
    own.parent.mkdir(parents=True)
    own.write_text(
        f"-- La migration de ce checkout.\n{DEFAULT_MIGRATION.read_text(encoding='utf-8')}", encoding="utf-8"
    )
    (folder / ".env").write_text(f"VITE_SUPABASE_URL={PRODUCTION}\nVITE_SUPABASE_ANON_KEY=production\n")
    return folder


@pytest.fixture
def cache(runner: Runner) -> str:
    """Un cache qui a les pièces de la recette, et aucune application."""
    cache = runner.reports.parent / "cache"
    (cache / cache_dir().name).mkdir(parents=True)
    (cache / cache_dir().name / "npm").symlink_to(cache_dir() / "npm")
    return str(cache)


def test_a_checkout_is_built_and_tried(runner: Runner, checkout: Path, cache: str) -> None:
    """Sans sa production, avec sa propre migration ; un seul appel au-dehors, ajouté exprès, est nommé."""
    page = checkout / "index.html"
    page.write_text(page.read_text().replace("</body>", f'<img src="{STRANGER}" alt="" /></body>'))
    run = runner.play(SCENARIO, f"--virtus={checkout}", XDG_CACHE_HOME=cache)
    assert run.output.count("Construction de Virtus (révision ") == 1, run.output
    assert run.verdict["cible"]["application"] == "Virtus", run.output
    assert run.verdict["migration"]["fichier"].startswith(str(checkout))
    assert run.verdict["migration"]["etat"] == "appliquee"
    # La sentinelle parle après les étapes : le coach a donc bien assigné, et seul cet appel est de trop.
    [line, *others] = [
        line.strip() for line in run.reason("A1").splitlines() if line.strip().startswith("- ")
    ]
    assert line == "- l'application appelle un hôte inconnu : mouchard.invalid", run.reason("A1")
    assert set(others) <= {line}
    assert (checkout / ".env").read_text().startswith(f"VITE_SUPABASE_URL={PRODUCTION}")
    assert not (checkout / "node_modules").exists()
