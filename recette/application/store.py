"""Les applications construites, gardées d'une recette à l'autre sous l'empreinte de ce qui les a données."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from recette.cache import cache_dir
from recette.errors import RecetteError


def kept(key: str, build: Callable[[Path], None]) -> Path:
    """Rend le dossier de l'application que cette clé désigne ; `build` l'écrit s'il n'existe pas encore.

    Lève RecetteError quand le cache ne peut pas être créé, ou ce que `build` lève.
    """
    home = _opened_cache()
    served = home / key
    with _alone(home):
        if not served.is_dir():
            # Le nom définitif n'apparaît qu'avec tout le contenu : tuée, une recette laisse un brouillon.
            draft = served.with_suffix(".brouillon")
            shutil.rmtree(draft, ignore_errors=True)
            build(draft)
            draft.rename(served)
    return served


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
