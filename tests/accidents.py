"""Ce qui arrive à une recette pendant qu'elle tourne, joué dans son propre processus.

Chargé par `-p tests.accidents` ; ACCIDENT dit lequel, SCENARIO pendant quel scénario (à son « Quand »).
"""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Route

from fixtures.scene import SCENE, Scene
from recette import parts
from recette.application import Application
from recette.application.reference import bundle
from recette.plan import PLAN
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.service import as_user, clean_environment
from recette.stack.web import PLACEHOLDER_ANON_KEY

BURST_S = 1.0
SLOW_CPU = 5
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
Accident = Callable[[pytest.FixtureRequest], None]
UNFORTUNATE: dict[str, Accident] = {}


def unfortunate(name: str) -> Callable[[Accident], Accident]:
    """Range un accident sous son nom."""

    def keep(accident: Accident) -> Accident:
        UNFORTUNATE[name] = accident
        return accident

    return keep


@unfortunate("navigateur tué")
def kill_browser(request: pytest.FixtureRequest) -> None:
    browser: Browser = request.getfixturevalue("browser")
    told = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
    [pid] = [process["id"] for process in told["processInfo"] if process["type"] == "browser"]
    os.kill(pid, signal.SIGKILL)


@unfortunate("PostgreSQL redémarré")
def restart_postgres(request: pytest.FixtureRequest) -> None:
    service = request.getfixturevalue("cluster").service
    data: Path = service.data
    pg_ctl = parts.postgres_home() / "bin" / "pg_ctl"
    user = data.owner() if os.geteuid() == 0 else None
    command = [*as_user(user), str(pg_ctl), "restart", "-w", "-m", "fast", "-D", str(data)]
    with service.log.open("ab") as log:
        # Le nouveau serveur hérite de la sortie de pg_ctl : son journal continue celui de l'ancien.
        subprocess.run(command, check=True, env=clean_environment(), cwd="/", stdout=log, stderr=log)


@unfortunate("processus de PostgreSQL tué")
def kill_backend(request: pytest.FixtureRequest) -> None:
    scene: Scene = request.node.stash[SCENE]
    [row] = scene.witness.rows("select pg_backend_pid() as pid")
    os.kill(row["pid"], signal.SIGKILL)


@unfortunate("rafale de 503")
def burst(request: pytest.FixtureRequest) -> None:
    scene: Scene = request.node.stash[SCENE]
    open_window, first = scene.new_window, list[float]()

    def answer(route: Route) -> None:
        first.append(time.monotonic())
        if first[-1] < first[0] + BURST_S:
            route.fulfill(status=503, json={"message": "Service Unavailable"})
        else:
            route.fallback()

    def opened(*arguments: Any, **options: Any) -> Page:
        page = open_window(*arguments, **options)
        page.route("**/rest/v1/**", answer)
        return page

    scene.new_window = opened  # type: ignore[method-assign]


@unfortunate("exception bavarde")
def quote_secrets(request: pytest.FixtureRequest) -> None:
    scene: Scene = request.node.stash[SCENE]
    print("dit en passant :", scene.cast.password)
    raise RuntimeError(f"connexion à {scene.target.database_url} sous {scene.target.service_role_key}")


@unfortunate("preuve bavarde")
def write_secrets(request: pytest.FixtureRequest) -> None:
    scene: Scene = request.node.stash[SCENE]
    reports = request.config.stash[PLAN].reports
    (reports / "session.har").write_text(json.dumps({"apikey": scene.target.service_role_key}))
    (reports / "notes.txt").write_text("rien que de la clé publique : " + scene.target.anon_key)
    (reports / "ecran.txt").write_text("mot de passe : " + scene.cast.password)


@unfortunate("preuve bavarde et interruption")
def write_secrets_and_interrupt(request: pytest.FixtureRequest) -> None:
    write_secrets(request)
    for _ in range(2):
        os.kill(os.getpid(), signal.SIGINT)


def pytest_bdd_before_step(request: pytest.FixtureRequest, scenario: Any, step: Any) -> None:
    accident = UNFORTUNATE.get(os.environ["ACCIDENT"])
    if accident and scenario.name == os.environ["SCENARIO"] and step.keyword.strip() == "Quand":
        accident(request)


def pytest_configure() -> None:
    if os.environ["ACCIDENT"] == "lenteur":
        Scene.new_window = _slow(Scene.new_window)  # type: ignore[method-assign]
    if os.environ["ACCIDENT"] == "clé dans l'application":
        EmbeddedSupabase._make_gateway = _leaky(EmbeddedSupabase._make_gateway)  # type: ignore[method-assign]


def _slow(open_window: Callable[..., Page]) -> Callable[..., Page]:
    def opened(*arguments: Any, **options: Any) -> Page:
        page = open_window(*arguments, **options)
        devtools = page.context.new_cdp_session(page)
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_CPU})
        devtools.send("Network.enable")
        devtools.send("Network.emulateNetworkConditions", SLOW_3G)
        return page

    return opened


def _leaky(make: Callable[..., Any]) -> Callable[..., Any]:
    """L'application a la clé service_role à la place où elle attend la clé anon."""

    def made(supabase: EmbeddedSupabase, database: str, app: Application) -> Any:
        copy = supabase.folder / f"application-{supabase.name}"
        copy.mkdir()
        bundle(copy)
        code = copy / "app.js"
        key = supabase.target.service_role_key
        code.write_text(code.read_text().replace(PLACEHOLDER_ANON_KEY, key))
        return make(supabase, database, replace(app, served=copy))

    return made
