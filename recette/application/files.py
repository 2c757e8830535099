"""Les fichiers d'une application : ceux qui la font, jamais ceux qui portent ses secrets.

Le `.env` de Virtus est suivi par git et nomme la production : aucun `.env*` n'est ouvert ni copié.
"""

import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from recette.errors import RecetteError

_NOT_SOURCE = {"node_modules", ".git"}
_BUILT = "dist"
_SECRETS = ".env"


def application_files(folder: Path) -> Iterator[Path]:
    """Rend, dans l'ordre, les fichiers et les liens d'une application, relatifs à son dossier."""
    for place, folders, files in os.walk(folder, onerror=_unreadable):
        here = Path(place)
        links = [name for name in folders if (here / name).is_symlink()]
        kept = set(folders) - set(links) - _NOT_SOURCE - ({_BUILT} if here == folder else set())
        folders[:] = sorted(name for name in kept if not name.startswith(_SECRETS))
        for name in sorted([*files, *links]):
            path = here / name
            if name.startswith(_SECRETS) or name in _NOT_SOURCE:
                continue
            if path.is_symlink() or path.is_file():
                yield path.relative_to(folder)


def fingerprint(folder: Path) -> str:
    """Rend l'empreinte du contenu d'une application."""
    digest = hashlib.sha256()
    for relative in application_files(folder):
        path = folder / relative
        content = bytes(path.readlink()) if path.is_symlink() else _content(path)
        digest.update(f"{relative}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()


def copy_application(folder: Path, workshop: Path) -> None:
    """Copie une application, sans rien écrire dans son dossier.

    Lève RecetteError quand un lien en sort : ce qu'il désigne n'est pas dans l'application.
    """
    root = Path(os.path.realpath(folder))
    for relative in application_files(folder):
        source, copy = folder / relative, workshop / relative
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not source.is_symlink():
            shutil.copy2(source, copy)
            continue
        goal = Path(os.path.realpath(source))
        if not goal.is_relative_to(root):
            raise RecetteError(
                f"Le lien « {relative} » sort du checkout : il mène à « {goal} ».",
                "Remplacez-le par une copie de ce qu'il désigne.",
            )
        # Relatif, le lien mène dans la copie : absolu, il ramènerait dans le checkout.
        copy.symlink_to(os.path.relpath(workshop / goal.relative_to(root), copy.parent))


def find_file(folder: Path, name: str) -> Path | None:
    """Rend le fichier de ce nom le moins enfoui, s'il y en a un."""
    found = [relative for relative in application_files(folder) if relative.name == name]
    return min((folder / relative for relative in found), key=lambda path: len(path.parts), default=None)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        _unreadable(error)
        raise


def _unreadable(error: OSError) -> None:
    raise RecetteError(
        f"« {error.filename} » est illisible ({error.strerror}).",
        "Vérifiez les droits de lecture du checkout.",
    ) from None
