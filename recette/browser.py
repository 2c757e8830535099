"""Le navigateur de la recette : le Chromium trouvé, fermé au monde extérieur, à l'heure de Paris."""

import json
import os
from contextlib import suppress
from datetime import timedelta
from typing import Any

from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page

from recette import parts
from recette.clock import PARIS
from recette.guard.hosts import resolver_rules
from recette.target import Target

SCREEN_DEADLINE_MS = 5_000
"""Temps laissé à l'écran pour montrer ce qu'on attend, en millisecondes."""

WINDOW: dict[str, Any] = {
    "locale": "fr-FR",
    "timezone_id": PARIS,
    "viewport": {"width": 1280, "height": 800},
    "reduced_motion": "reduce",
}
"""Chaque fenêtre s'ouvre en français, à l'heure de Paris."""

_RUNNING_LATE = """
globalThis.Date = new Proxy(Date, {
  construct: (real, given, as) => Reflect.construct(real, given.length ? given : [real.now() - LAG_MS], as),
  apply: (real) => new real(real.now() - LAG_MS).toString(),
  get: (real, name) => (name === 'now' ? () => real.now() - LAG_MS : real[name]),
});
"""

_CHROMIUM_ARGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def running_late(lag: timedelta) -> str:
    """Rend le script qui met une fenêtre en retard.

    L'horloge de Playwright remplacerait aussi les minuteries et `performance`, dont la recette se sert.
    """
    return _RUNNING_LATE.replace("LAG_MS", str(round(lag.total_seconds() * 1000)))


def place_session(page: Page, app_url: str, key: str, session: str) -> None:
    """Pose une session chez l'application, une seule fois, avant que son code ne la lise.

    Un `storage_state` la pose d'une page de plus, ouverte à cet effet : cinquante millisecondes par fenêtre.
    """
    at_home = f"location.origin === new URL({json.dumps(app_url)}).origin"
    script = f"if ({at_home}) localStorage.setItem({json.dumps(key)}, {json.dumps(session)})"
    placed = page.add_init_script(script)

    def withdraw(_: Page) -> None:
        # Rejoué au chargement suivant, le script reconnecterait qui vient de se déconnecter.
        with suppress(PlaywrightError):
            placed.close()

    page.once("domcontentloaded", withdraw)


def launch_arguments(target: Target | None = None, *, headed: bool = False) -> dict[str, Any]:
    """Rend les arguments de lancement ; sans cible externe, rien n'est joignable hors de la machine.

    Sous root, Chromium n'a pas de bac à sable.
    """
    # Sur Ctrl-C, c'est la recette qui ferme le navigateur, une fois ses scénarios rangés.
    arguments: dict[str, Any] = {"handle_sigint": False, "handle_sigterm": False, "handle_sighup": False}
    if executable := parts.chromium(headed=headed):
        arguments["executable_path"] = str(executable)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    # Une application branchée ailleurs que sur la cible est arrêtée net.
    closed = f"--host-resolver-rules={resolver_rules(target)}"
    return {**arguments, "args": [*_CHROMIUM_ARGS, closed, *sandbox]}
