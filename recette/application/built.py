"""Ce qu'une construction a produit, vérifié avant d'être servi."""

import re
from collections.abc import Iterator
from pathlib import Path

from recette.errors import RecetteError
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL

_PAGE = "index.html"
# Une référence de projet a vingt lettres ; les exemples de la documentation en ont moins.
_OTHER_PROJECT = re.compile(rb"\b[a-z]{20}\.supabase\.(?:co|in)\b")
_NEVER_RUN = ".map"


def check_built(dist: Path) -> None:
    """Lève RecetteError quand l'application construite n'irait pas là où la recette la mène."""
    if not (dist / _PAGE).is_file():
        raise RecetteError(
            f"La construction n'a pas produit {dist.name}/{_PAGE}.",
            "Le script « build » doit lancer « vite build », dont le dossier de sortie est dist/.",
        )
    if stranger := next(_other_projects(dist), None):
        file, address = stranger
        raise RecetteError(
            f"L'application construite nomme un autre Supabase : « {address} », dans {dist.name}/{file}.",
            "Cette adresse est écrite dans le code : remplacez-la par import.meta.env.VITE_SUPABASE_URL.",
        )
    content = b"".join(path.read_bytes() for path in _files(dist))
    for variable, placeholder in (
        ("VITE_SUPABASE_URL", PLACEHOLDER_URL),
        ("VITE_SUPABASE_ANON_KEY", PLACEHOLDER_ANON_KEY),
    ):
        if placeholder.encode() not in content:
            raise RecetteError(
                f"L'application construite ne lit pas {variable} : la recette ne saurait pas la brancher.",
                f"Son code doit employer import.meta.env.{variable}.",
            )


def _other_projects(dist: Path) -> Iterator[tuple[Path, str]]:
    for path in _files(dist):
        if found := _OTHER_PROJECT.search(path.read_bytes()):
            yield path.relative_to(dist), found.group().decode()


def _files(dist: Path) -> list[Path]:
    return [path for path in sorted(dist.rglob("*")) if path.is_file() and path.suffix != _NEVER_RUN]
