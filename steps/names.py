"""Les façons de nommer dans une phrase."""

import re

from pytest_bdd import parsers


def phrase(text: str) -> parsers.parse:
    """Rend le motif d'une étape ; `{clients}` y accepte « Léa Martin, Bruno Durand et Inès Roux »."""
    return parsers.parse(text, extra_types={"Noms": _names})


def _names(text: str) -> list[str]:
    return re.split(r", | et ", text)


_names.pattern = r".+"  # type: ignore[attr-defined]
