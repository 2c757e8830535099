"""Un checkout de Virtus : recopié sans ses secrets, construit une fois, jamais touché."""

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from recette.application import REFERENCE_APP, Application
from recette.application.checkout import checked_out
from recette.plan import DEFAULT_VALIDATION, Plan
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL
from tests.checkouts import NPM, OTHER_TOOL, OpenWatch, commit, put_tool, state, write_checkout

Builder = Callable[[Path], Application]

CHANGING = "[ -d dist ] && echo autre > lien.ts && cat sources/main.ts >> dist/application.js\ntrue\n"


@pytest.fixture
def bin_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un cache vide et, devant tous les autres programmes, un faux npm qui note ce qu'on lui demande."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("npm_config_journal", str(tmp_path / "journal"))
    put_tool(tmp_path / "bin", "npm", NPM)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}")
    return tmp_path / "bin"


@pytest.fixture
def said() -> list[str]:
    """Ce qui fut dit à la personne."""
    return []


@pytest.fixture
def build(bin_folder: Path, said: list[str]) -> Builder:
    """Construit un checkout."""
    return lambda folder: checked_out(folder, said.append)


def journal(folder: Path) -> list[str]:
    return (folder / "journal").read_text().splitlines()


def test_secrets_are_neither_copied_nor_opened(build: Builder, tmp_path: Path) -> None:
    """Aucun processus, git compris, n'ouvre un `.env`, et la construction n'y trouve que nos valeurs."""
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    commit(folder)
    secrets = [folder / ".env", folder / "src/config/.env.production"]
    for secret in secrets:
        os.utime(secret)
    watch = OpenWatch(*secrets)
    application = build(folder)
    assert application.revision
    assert watch.opened() == []
    built = (application.served / "application.js").read_text()
    assert built.split() == [PLACEHOLDER_URL, PLACEHOLDER_ANON_KEY]


def test_the_watch_sees_an_opening(tmp_path: Path) -> None:
    """Le contrôle du contrôle : une seule ouverture se voit."""
    (tmp_path / ".env").touch()
    watch = OpenWatch(tmp_path / ".env")
    (tmp_path / ".env").read_text()
    assert watch.opened() == [tmp_path / ".env"]


def test_the_checkout_is_left_as_it_was(build: Builder, tmp_path: Path) -> None:
    """Ni fichier, ni date, ni objet de git."""
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    commit(folder)
    # git mettrait son index à jour en voyant une date changée.
    os.utime(folder / "src/main.ts")
    before = state(folder)
    assert build(folder).revision
    assert state(folder) == before


def test_it_is_built_once(build: Builder, said: list[str], tmp_path: Path) -> None:
    """Deux recettes ensemble, puis une troisième : une seule construction, dite une fois."""
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    with ThreadPoolExecutor(2) as threads:
        one, two = threads.map(build, [folder, folder])
    assert one.served == two.served == build(folder).served
    assert journal(tmp_path) == ["npm ci", "npm run build"]
    [sentence] = said
    assert sentence == f"Construction de Virtus (révision {one.revision})…"


def test_only_what_makes_the_application_builds_it_again(build: Builder, tmp_path: Path) -> None:
    """Le code la change ; les secrets, les dépendances installées et l'ancienne construction, non."""
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    first = build(folder).served
    for name in (".env", ".env.local", "node_modules/vite/index.js", "dist/index.html"):
        (folder / name).write_text("autre")
    assert build(folder).served == first
    (folder / "src/main.ts").write_text("autre")
    assert build(folder).served != first


def test_an_unfinished_build_is_never_served(build: Builder, tmp_path: Path) -> None:
    """Ce qu'une recette tuée a laissé en chemin est refait."""
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    served = build(folder).served
    served.rename(served.with_suffix(".brouillon"))
    (served.with_suffix(".brouillon") / "index.html").unlink()
    assert (build(folder).served / "index.html").exists()
    assert len(journal(tmp_path)) == 4


@pytest.mark.parametrize(
    ("lock", "tool", "command"),
    [
        ("pnpm-lock.yaml", "pnpm", "pnpm install --frozen-lockfile"),
        ("pnpm-lock.yaml", "npx", "npx --yes pnpm@9 install --frozen-lockfile"),
        ("package-lock.json", "npm", "npm ci"),
        (None, "npm", "npm install --no-package-lock"),
    ],
)
def test_the_lock_file_chooses_the_tool(
    build: Builder, bin_folder: Path, said: list[str], lock: str | None, tool: str, command: str
) -> None:
    """Celui de l'équipe ; sans fichier de verrou, c'est possible, mais dit."""
    if tool != "npm":
        put_tool(bin_folder, tool, OTHER_TOOL)
    build(write_checkout(bin_folder.parent / "virtus", lock=lock))
    assert journal(bin_folder.parent) == [command, "npm run build"]
    assert any("npm choisit les versions du jour" in sentence for sentence in said) == (lock is None)


def test_the_build_inherits_no_other_target(
    build: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ni cible, ni mandataire, ni secret ; les réglages de npm, eux, y sont."""
    inherited = ("SUPABASE_SERVICE_ROLE_KEY", "VITE_AUTRE", "PGPASSWORD", "HTTPS_PROXY", "VIRTUS_DB_URL")
    for name in (*inherited, "NODE_ENV"):
        monkeypatch.setenv(name, "production")
    build(write_checkout(tmp_path / "virtus", lock="package-lock.json"))
    environment = dict(
        line.split("=", 1) for line in (tmp_path / "journal.env").read_text().splitlines() if "=" in line
    )
    assert not environment.keys() & {*inherited, "NODE_ENV"}
    assert environment["VITE_SUPABASE_URL"] == PLACEHOLDER_URL
    assert environment["npm_config_journal"]


def test_an_old_node_is_said(build: Builder, said: list[str], tmp_path: Path) -> None:
    """La version demandée, celle d'ici, et celle à installer."""
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    package = (folder / "package.json").read_text()
    (folder / "package.json").write_text(package[:-1] + ', "engines": {"node": ">=999.1 <1000"}}')
    build(folder)
    assert said[0].startswith("Attention : L'application demande Node >=999.1 <1000, et celui d'ici est ")
    assert said[0].endswith("installez Node 999.1.")


def test_the_revision_says_what_is_tried(tmp_path: Path) -> None:
    """Le commit, ses modifications, ou l'empreinte des fichiers ; un `.env` changé n'en est pas une."""
    folder = write_checkout(tmp_path / "virtus")

    def revision() -> str:
        return Application("Virtus", folder, folder).revision

    outside_git = revision()
    assert len(outside_git) == 12
    committed = commit(folder)
    assert revision() == committed != outside_git
    (folder / ".env").write_text("autre")
    assert revision() == committed
    (folder / "src/main.ts").write_text("autre")
    assert revision() == f"{committed}+modifications"


def test_its_own_scripts_are_tried(build: Builder, tmp_path: Path) -> None:
    """Sa migration et sa validation passent avant celles du dépôt, et les options avant elles."""
    folder = write_checkout(tmp_path / "virtus", lock="package-lock.json")
    plan = Plan.prepare(application=build(folder), reports=tmp_path / "preuves")
    assert plan.validation.path == DEFAULT_VALIDATION
    migration = folder / "supabase/migrations/20251118_rename_client_tables.sql"
    validation = folder / "docs/correction_2025/test_migration.sql"
    for script in (migration, validation, tmp_path / "autre.sql"):
        script.parent.mkdir(parents=True, exist_ok=True)
        script.write_text("SELECT 1;")
    plan = Plan.prepare(application=build(folder), reports=tmp_path / "preuves")
    assert (plan.migration.path, plan.validation.path) == (migration, validation)
    asked = Plan.prepare(
        application=plan.application, migration=tmp_path / "autre.sql", reports=tmp_path / "preuves"
    )
    assert (asked.migration.path, asked.validation.path) == (tmp_path / "autre.sql", validation)


def test_a_link_inside_leads_into_the_copy(build: Builder, bin_folder: Path) -> None:
    """Même absolu, un lien ne ramène pas la construction dans le checkout."""
    folder = write_checkout(bin_folder.parent / "virtus", lock="package-lock.json")
    (folder / "lien.ts").symlink_to(folder / "src/main.ts")
    (folder / "sources").symlink_to("src")
    put_tool(bin_folder, "npm", NPM + CHANGING)
    before = state(folder)
    application = build(folder)
    assert (application.served / "application.js").read_text().endswith("autre\n")
    assert state(folder) == before


def test_the_reference_application_stays_the_default(tmp_path: Path) -> None:
    """Sans --virtus, rien n'est construit."""
    assert Plan.prepare(reports=tmp_path).application == REFERENCE_APP
