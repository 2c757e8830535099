"""Les traces de Playwright, récrites sans les jetons ni les mots de passe des personnes."""

import zipfile
from pathlib import Path

from recette.secrecy.known import KnownSecrets

_EVENTS = (".trace", ".network")


def is_trace(path: Path) -> bool:
    """Dit si un fichier est une trace que la visionneuse de Playwright sait ouvrir."""
    if not zipfile.is_zipfile(path):
        return False
    with zipfile.ZipFile(path) as archive:
        return any(name.endswith(_EVENTS) for name in archive.namelist())


def mask_trace(path: Path, known: KnownSecrets) -> None:
    """Récrit une trace, chaque secret remplacé ; elle s'ouvre toujours."""
    rewritten = path.with_suffix(".masquee")
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as masked:
        for entry in archive.infolist():
            masked.writestr(entry.filename, known.masked(archive.read(entry)))
    rewritten.replace(path)
