"""Faire analyser un fichier SQL par PostgreSQL sans l'exécuter.

Le serveur analyse un message entier avant d'en exécuter la première instruction. Une faute voulue, ajoutée
après la dernière, l'arrête donc toujours avant ; la place de l'erreur dit si c'est cette faute ou une autre.
"""

import re
from dataclasses import dataclass

import psycopg

from recette.laboratory.statements import Statement, split

_CLOSING = "\n;\n"
_DELIBERATE_FAULT = ")"

_NEAR = re.compile(r'at or near "(?P<token>.*)"', re.DOTALL)
_APOSTROPHE = "Une apostrophe ouvre ou ferme un texte : à l'intérieur, elle s'écrit en double ('')."
_PLPGSQL_WORDS = {"RAISE", "PERFORM", "IF", "ELSIF", "LOOP", "FOREACH", "FOR", "EXCEPTION", "RETURN"}

# Ce que le serveur ne dit qu'en l'exécutant : ces instructions refusent de vivre dans une transaction.
_ALONE = re.compile(
    r"""
    VACUUM\b | DISCARD\ ALL\b | ALTER\ SYSTEM\b | CLUSTER$ | CHECKPOINT$
    | (CREATE|DROP)\ (DATABASE|TABLESPACE)\b
    | (CREATE|DROP)\ SUBSCRIPTION\b
    | (CREATE(\ UNIQUE)?|DROP)\ INDEX\ CONCURRENTLY\b
    | REINDEX\ (\w+\ )*?CONCURRENTLY\b | REINDEX\ (DATABASE|SYSTEM|SCHEMA)\b
    | ALTER\ TABLE\ .*\bDETACH\ PARTITION\ .*\bCONCURRENTLY\b
    """,
    re.VERBOSE,
)


@dataclass(frozen=True)
class Fault:
    """Une faute, située comme dans un éditeur."""

    message: str
    line: int
    column: int
    excerpt: str
    hint: str

    def __str__(self) -> str:
        return f"ligne {self.line}, colonne {self.column} : {self.message}, « {self.excerpt} ». {self.hint}"


def analyse(database_url: str, text: str) -> list[Fault]:
    """Rend les fautes d'un fichier SQL, sans rien en exécuter.

    Le serveur s'arrête à la première faute de syntaxe ; sans elle, on cherche les instructions qui ne
    peuvent pas vivre dans la transaction de la migration.
    """
    if fault := _syntax_fault(database_url, text):
        return [fault]
    return [_alone(text, statement) for statement in split(text) if _ALONE.match(statement.words)]


def _syntax_fault(database_url: str, text: str) -> Fault | None:
    expected = len(text) + len(_CLOSING) + 1
    with psycopg.connect(database_url, autocommit=True) as connection:
        try:
            connection.execute((text + _CLOSING + _DELIBERATE_FAULT).encode())
        except psycopg.errors.SyntaxError as error:
            position = int(error.diag.statement_position or 0)
            if position == expected:
                return None
            message = error.diag.message_primary or str(error)
            return _located(text, position - 1, message, _hint(message, text, position - 1))
    raise AssertionError("Le serveur n'a pas vu la faute voulue : le fichier l'a peut-être exécuté.")


def _located(text: str, offset: int, message: str, hint: str) -> Fault:
    # Une faute à la fin du texte se montre sur sa dernière ligne écrite.
    offset = min(offset, len(text.rstrip()))
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Fault(message, line, column, text.split("\n")[line - 1].strip(), hint)


def _hint(message: str, text: str, offset: int) -> str:
    if "unterminated quoted identifier" in message:
        return "Un guillemet n'est pas refermé."
    if "unterminated quoted string" in message:
        return _APOSTROPHE
    if "unterminated dollar-quoted string" in message:
        return "Le bloc $…$ n'est pas refermé par la même marque."
    if "unterminated /* comment" in message:
        return "Le commentaire n'est pas refermé par */."
    if text[offset - 1 : offset] == "'":
        return _APOSTROPHE
    if offset >= len(text.rstrip()):
        return "Le fichier s'arrête au milieu d'une instruction."
    near = _NEAR.search(message)
    token = near["token"].upper() if near else ""
    if token in _PLPGSQL_WORDS:
        return f"{token} n'existe qu'en PL/pgSQL : entourez-le de DO $$ BEGIN … END $$."
    if token.startswith("\\"):
        return "C'est une commande de psql, pas du SQL : le serveur ne la connaît pas."
    return "Corrigez cette instruction, ou celle d'avant s'il lui manque un point-virgule."


def _alone(text: str, statement: Statement) -> Fault:
    return _located(
        text,
        statement.offset,
        "cette instruction refuse de vivre dans une transaction",
        "Retirez-la de la migration : son échec ne laisserait pas la base comme avant.",
    )
