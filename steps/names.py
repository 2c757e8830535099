"""Les façons de nommer dans une phrase."""

import re

from pytest_bdd import parsers


def phrase(text: str) -> parsers.parse:
    """Rend le motif d'une étape ; `{clients:Noms}` y accepte « Léa Martin, Bruno Durand et Inès Roux ».

    `{coach:Nom}` n'accepte qu'une personne, là où la suite de la phrase passerait pour la fin de son nom.
    """
    return parsers.parse(text, extra_types={"Nom": _name, "Noms": _names})


def _name(text: str) -> str:
    return text


def _names(text: str) -> list[str]:
    return re.split(r", | et ", text)


_PERSON = r"[\w-]+ [\w-]+"
_ONE = rf"(?:{_PERSON}|\w+)"
_name.pattern = _PERSON  # type: ignore[attr-defined]
_names.pattern = rf"{_ONE}(?:, {_ONE})*(?: et {_ONE})?"  # type: ignore[attr-defined]
