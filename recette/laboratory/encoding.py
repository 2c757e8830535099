"""Les encodages abîmés d'un fichier SQL."""

import codecs
import re

_UTF8_TWICE = re.compile("[ÂÃÅâ][\u0080-\u00bfŒœŠšŸŽžƒˆ˜–—‘’‚“”„†‡•…‰‹›€™]{1,2}")
"""Un caractère accentué dont les octets ont été lus un à un : « Ã© » pour « é »."""

_OTHERS = {codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16"}
_SAVE = "Enregistrez-le en UTF-8 sans BOM."


def damages(content: bytes) -> list[str]:
    """Rend une phrase par défaut d'encodage d'un fichier."""
    for mark, name in _OTHERS.items():
        if content.startswith(mark):
            return [f"Ligne 1 : le fichier est en {name}. {_SAVE}"]
    found = []
    if content.startswith(codecs.BOM_UTF8):
        found.append(f"Ligne 1 : le fichier commence par une marque d'ordre des octets (BOM). {_SAVE}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        return [*found, f"Ligne {line} : le texte n'est pas en UTF-8 (octet {error.start + 1}). {_SAVE}"]
    for number, line_text in enumerate(text.split("\n"), start=1):
        found += [
            f"Ligne {number} : « {seen} » est un « {meant} » encodé deux fois en UTF-8. Réécrivez la ligne."
            for seen, meant in _encoded_twice(line_text)
        ]
        if "\ufffd" in line_text:
            found.append(
                f"Ligne {number} : un caractère perdu a été remplacé par « \ufffd ». Réécrivez la ligne."
            )
    return found


def _encoded_twice(line: str) -> list[tuple[str, str]]:
    found = []
    for seen in _UTF8_TWICE.findall(line):
        for encoding in ("cp1252", "latin-1"):
            try:
                found.append((seen, seen.encode(encoding).decode("utf-8")))
                break
            except UnicodeError:
                continue
    return found
