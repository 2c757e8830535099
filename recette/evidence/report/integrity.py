"""L'intégrité des preuves : l'empreinte SHA-256 de chaque fichier du dossier."""

import hashlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from recette.errors import RecetteError

SEALS = "empreintes.sha256"
_LISTED = 60
"""Au-delà, la table ne dit d'un dossier que le nombre de ses fichiers."""


@dataclass(frozen=True)
class Seal:
    """Un fichier, sa taille et son empreinte."""

    name: str
    size: int
    sha256: str


def seals(folder: Path, without: Collection[str] = ()) -> list[Seal]:
    """Rend l'empreinte de chaque fichier du dossier, dans l'ordre de leurs noms."""
    return [
        _seal(folder, path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.relative_to(folder).as_posix() not in {SEALS, *without}
    ]


@dataclass(frozen=True)
class Shown:
    """Une ligne de la table : un fichier, ou un dossier qui en a trop pour les dire tous."""

    name: str
    files: int
    size: int
    sha256: str | None


def shown(sealed: Sequence[Seal]) -> list[Shown]:
    """Rend les lignes de la table ; un dossier d'Allure, aux milliers de fichiers, n'en prend qu'une."""
    by_folder: dict[str, list[Seal]] = {}
    for seal in sealed:
        by_folder.setdefault(seal.name.rpartition("/")[0], []).append(seal)
    lines = []
    for folder, held in by_folder.items():
        if folder and len(held) > _LISTED:
            lines.append(Shown(f"{folder}/", len(held), sum(seal.size for seal in held), None))
        else:
            lines += [Shown(seal.name, 1, seal.size, seal.sha256) for seal in held]
    return lines


def write_seals(folder: Path) -> str:
    """Scelle le dossier, au format de sha256sum, et rend l'empreinte de cette liste."""
    text = "".join(f"{seal.sha256}  {seal.name}\n" for seal in seals(folder))
    (folder / SEALS).write_text(text, encoding="utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


def broken_seals(folder: Path) -> list[str]:
    """Rend une phrase par fichier changé, disparu ou ajouté depuis que le dossier fut scellé."""
    known, found = dict(_read(folder)), {seal.name: seal.sha256 for seal in seals(folder)}
    return [
        *(f"{name} a changé." for name in sorted(known.keys() & found.keys()) if known[name] != found[name]),
        *(f"{name} a disparu." for name in sorted(known.keys() - found.keys())),
        *(f"{name} a été ajouté." for name in sorted(found.keys() - known.keys())),
    ]


def _read(folder: Path) -> Iterator[tuple[str, str]]:
    path = folder / SEALS
    if not path.is_file():
        raise RecetteError(
            f"« {folder} » n'est pas scellé : {SEALS} n'y est pas.",
            "Donnez le dossier de --rapports d'une recette terminée.",
        )
    for line in path.read_text(encoding="utf-8").splitlines():
        digest, _, name = line.partition("  ")
        yield name, digest


def _seal(folder: Path, path: Path) -> Seal:
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    return Seal(path.relative_to(folder).as_posix(), path.stat().st_size, digest)
