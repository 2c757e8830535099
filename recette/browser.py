"""Le navigateur de la recette : le Chromium trouvé, fermé au monde extérieur, à l'heure de Paris."""

import os
from typing import Any

from recette import parts

SCREEN_DEADLINE_MS = 5_000
"""Temps laissé à l'écran pour montrer ce qu'on attend, en millisecondes."""

WINDOW: dict[str, Any] = {
    "locale": "fr-FR",
    "timezone_id": "Europe/Paris",
    "viewport": {"width": 1280, "height": 800},
    "reduced_motion": "reduce",
}
"""Chaque fenêtre s'ouvre en français, à l'heure de Paris."""

_CHROMIUM_ARGS = [
    # Aucun nom ne se résout, hors la machine : une application branchée ailleurs est arrêtée net.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def launch_arguments(*, headed: bool = False) -> dict[str, Any]:
    """Rend les arguments de lancement ; sous root, Chromium n'a pas de bac à sable."""
    # Sur Ctrl-C, c'est la recette qui ferme le navigateur, une fois ses scénarios rangés.
    arguments: dict[str, Any] = {"handle_sigint": False, "handle_sigterm": False, "handle_sighup": False}
    if executable := parts.chromium(headed=headed):
        arguments["executable_path"] = str(executable)
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {**arguments, "args": [*_CHROMIUM_ARGS, *sandbox]}
