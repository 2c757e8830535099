"""L'empreinte d'un relevé du témoin : courte, et la même pour deux relevés égaux."""

import hashlib
from collections.abc import Sized

_SHOWN = 12


def sealed(observed: object) -> str:
    """Rend l'empreinte d'un relevé, précédée de son nombre de lignes quand il en a."""
    digest = hashlib.sha256(repr(observed).encode()).hexdigest()[:_SHOWN]
    counted = isinstance(observed, Sized) and not isinstance(observed, str)
    return f"{len(observed)} lignes, {digest}" if counted else digest  # type: ignore[arg-type]
