"""Un checkout de Virtus, construit une fois par contenu et gardé d'une recette à l'autre."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from recette.application import Application
from recette.application.built import check_built
from recette.application.files import copy_application, find_file, fingerprint
from recette.application.revision import revision
from recette.application.tools import Package, Tools
from recette.application.workshop import Workshop
from recette.cache import cache_dir
from recette.errors import RecetteError
from recette.stack.run_directory import run_directory
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL

_INSTALL_DEADLINE_S = 600
_BUILD_DEADLINE_S = 300
_MIGRATION = Path("supabase", "migrations", "20251118_rename_client_tables.sql")
_VALIDATION = "test_migration.sql"


def checked_out(folder: Path, say: Callable[[str], None]) -> Application:
    """Rend l'application d'un checkout, construite si son contenu ne l'a pas déjà été.

    Rien n'est écrit dans le checkout. Lève RecetteError quand il ne peut pas être construit.
    """
    package = Package.read(folder)
    tools = Tools.choose(folder, package)
    for warning in tools.warnings:
        say(f"Attention : {warning}")
    home = _opened_cache()
    served = home / _key(folder, tools)
    with _alone(home):
        if not served.is_dir():
            say(f"Construction de Virtus (révision {revision(folder)})…")
            _build(folder, tools, served)
    migration = folder / _MIGRATION
    return Application(
        "Virtus",
        served,
        source=folder,
        migration=migration if migration.is_file() else None,
        validation=find_file(folder, _VALIDATION),
    )


def _key(folder: Path, tools: Tools) -> str:
    parts = (fingerprint(folder), tools.node_version, PLACEHOLDER_URL, PLACEHOLDER_ANON_KEY)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _build(folder: Path, tools: Tools, served: Path) -> None:
    with run_directory() as room:
        workshop = Workshop(room / "virtus", room / "construction.log")
        copy_application(folder, workshop.folder)
        workshop.run(
            tools.install,
            what="L'installation des dépendances de Virtus",
            remedy="Vérifiez l'accès aux registres et que le fichier de verrou suit package.json.",
            deadline_s=_INSTALL_DEADLINE_S,
        )
        workshop.run(
            tools.build,
            what="La construction de Virtus",
            remedy="Corrigez le code, ou installez la version de Node qu'il demande.",
            deadline_s=_BUILD_DEADLINE_S,
        )
        dist = workshop.folder / "dist"
        check_built(dist)
        # Le nom définitif n'apparaît qu'avec un contenu entier : une recette tuée ne laisse qu'un brouillon.
        draft = served.with_suffix(".brouillon")
        shutil.rmtree(draft, ignore_errors=True)
        shutil.copytree(dist, draft)
        draft.rename(served)


def _opened_cache() -> Path:
    home = cache_dir() / "applications"
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecetteError(
            f"Le dossier de cache « {home} » ne peut pas être créé ({error.strerror}).",
            "Donnez-en un autre par XDG_CACHE_HOME.",
        ) from None
    return home


@contextmanager
def _alone(home: Path) -> Iterator[None]:
    """Fait attendre qui construirait en même temps ; qui tient le verrou a lui-même des délais."""
    with (home / "verrou").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
