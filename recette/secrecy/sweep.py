"""La relecture des preuves : chaque artefact de cette recette, et ce qu'on retire."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from recette.secrecy.known import KnownSecrets
from recette.secrecy.scan import is_archive, kinds_in_file
from recette.secrecy.traces import is_trace, mask_trace


@dataclass
class Sweep:
    """Ce que la relecture a parcouru et trouvé."""

    sought: int
    files: int = 0
    archives: int = 0
    found: list[dict[str, str]] = field(default_factory=list)

    def described(self) -> dict[str, Any]:
        """Décrit la relecture pour le verdict."""
        return {
            "fichiers": self.files,
            "archives": self.archives,
            "secrets_cherches": self.sought,
            "trouves": self.found,
        }

    def findings(self) -> list[str]:
        """Rend une phrase par artefact retiré : où, et quel genre de secret, jamais lequel."""
        return [
            f"Un secret allait sortir dans « {found['fichier']} » ({found['genre']}) : "
            "le fichier a été retiré des preuves."
            for found in self.found
        ]


def sweep(folder: Path, others: Iterable[Path], since: float, known: KnownSecrets) -> Sweep:
    """Relit ce qui fut écrit depuis `since` dans un dossier, et d'autres fichiers ; retire ce qui trahit."""
    written = [
        path
        for path in sorted({*folder.rglob("*"), *others})
        if not path.is_symlink() and path.is_file() and path.stat().st_mtime >= since
    ]
    return reread(written, folder, known)


def reread(files: Iterable[Path], folder: Path, known: KnownSecrets) -> Sweep:
    """Relit ces fichiers et retire ceux qui trahissent un secret.

    Une trace de Playwright est d'abord récrite sans ses secrets : elle en porte toujours.
    """
    done = Sweep(len(known))
    for path in files:
        done.files += 1
        done.archives += is_archive(path)
        kinds = kinds_in_file(path, known)
        if kinds and is_trace(path):
            mask_trace(path, known)
            kinds = kinds_in_file(path, known)
        if kinds:
            path.unlink()
            shown = path.relative_to(folder) if path.is_relative_to(folder) else path
            done.found.append({"fichier": str(shown), "genre": ", ".join(sorted(kinds))})
    return done
