"""Le dossier unique de ce qui est gardé d'une recette à l'autre."""

import os
from pathlib import Path

_NAME = "virtus-recette"


def cache_dir() -> Path:
    """Rend le dossier de cache (norme XDG), sans le créer.

    root emploie /var/cache : PostgreSQL y tourne sous un autre compte, à qui le dossier personnel de
    root est fermé. `make nettoyer` efface ce dossier.
    """
    if configured := os.environ.get("XDG_CACHE_HOME"):
        return Path(configured) / _NAME
    if os.geteuid() == 0:
        return Path("/var/cache") / _NAME
    return Path.home() / ".cache" / _NAME
