"""Les instructions d'une migration, situées dans son fichier.

Le serveur ne découpe que pour lui-même : pour couper une migration entre deux instructions, il faut savoir
où elles finissent.
"""

from dataclasses import dataclass

from recette.database.statements import StatementReader


@dataclass(frozen=True)
class Statement:
    """Une instruction, sans les commentaires qui la précèdent."""

    text: str
    line: int
    offset: int
    """Sa place dans le fichier, en signes."""
    words: str
    """Ses mots, en majuscules, hors des textes et des commentaires."""


def split(text: str) -> list[Statement]:
    """Rend les instructions d'un texte SQL, dans l'ordre ; une instruction vide n'en est pas une."""
    statements: list[Statement] = []
    position = 0
    for found in StatementReader(iter(text.splitlines(keepends=True))):
        if found.keywords == [";"]:
            continue
        start = found.tokens[0].start if found.tokens else 0
        body = found.text[start:].rstrip()
        offset = text.index(body, position)
        position = offset + len(body)
        words = [word for word in found.keywords if word[0].isalpha() or word[0] == "_"]
        statements.append(Statement(body, found.line, offset, " ".join(words)))
    return statements
