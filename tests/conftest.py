"""Ce que les essais partagent : une pile embarquée, des copies de la base de départ, une page vide."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from recette.browser import SCREEN_DEADLINE_MS
from recette.database.fingerprint import Fingerprint, take_fingerprint
from recette.database.prepared import BASELINE
from recette.database.worlds import Worlds
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import SUPERUSER, Cluster
from recette.stack.run_directory import run_directory
from recette.target import Target
from tests.runs import Runner

_PAGE_DEADLINE_MS = 400


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


@pytest.fixture
def impatient() -> Iterator[None]:
    """Ce qui n'est pas là ne viendra pas : inutile de l'attendre."""
    expect.set_options(timeout=_PAGE_DEADLINE_MS)
    yield
    expect.set_options(timeout=SCREEN_DEADLINE_MS)


@pytest.fixture(scope="module")
def chromium(browser_type_launch_args: dict[str, Any]) -> Iterator[Browser]:
    """Le navigateur de la recette, sans le reste de pytest-playwright, qui n'est pas net sous -W error."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(**browser_type_launch_args)
        yield browser
        browser.close()


@pytest.fixture
def screen(chromium: Browser, impatient: None) -> Iterator[Page]:
    """Une page vide, d'une application qui a une adresse mais que personne ne sert encore."""
    context = chromium.new_context(base_url="http://virtus.test")
    context.set_default_timeout(_PAGE_DEADLINE_MS)
    yield context.new_page()
    context.close()
