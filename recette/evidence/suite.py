"""La suite qui a joué une recette : l'empreinte de ce qui la fait, avec ou sans dépôt git."""

import functools
import hashlib

from recette.parts import ROOT

_MADE_OF = ("features", "fixtures", "recette", "sql", "steps")
_COMPILED = "__pycache__"
_SHORT = 12


@functools.cache
def suite_fingerprint() -> str:
    """Rend l'empreinte de la suite : deux recettes qui la partagent ont joué les mêmes scénarios."""
    digest = hashlib.sha256()
    for path in sorted(path for part in _MADE_OF for path in (ROOT / part).rglob("*")):
        if path.is_file() and _COMPILED not in path.parts:
            content = path.read_bytes()
            digest.update(f"{path.relative_to(ROOT).as_posix()}\0{len(content)}\0".encode() + content)
    return digest.hexdigest()[:_SHORT]
