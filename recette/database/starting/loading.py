"""Charger une base de départ, instruction par instruction.

Ni psql ni un seul message ne conviendraient : un export de Supabase commence par ce que la plateforme a déjà,
et la première extension absente arrêterait tout ; passer outre les erreurs cacherait celles qui comptent.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from recette.database.starting.accounts import Accounts
from recette.database.starting.platform import Ignored, Platform
from recette.database.starting.source import StartingBase
from recette.database.starting.targets import Target, target_of
from recette.database.statements import Statement, StatementReader, UnfinishedDataError
from recette.errors import RecetteError

_DEADLINE = "-c statement_timeout=300000"
_INCLUDE = re.compile(r"\\(?:ir|include_relative)\s+(\S+)$")
_SILENT_COMMANDS = ("\\restrict", "\\unrestrict", "\\echo")
_CORRECT = "Corrigez ce fichier, ou refaites l'export (docs/socle.md)."
_PLACE_OF_A_ROW = re.compile(r"COPY \S+, line (\d+)(?:, column (\w+))?")


def load(base: StartingBase, owner_url: str, admin_url: str) -> list[str]:
    """Charge la base sous son propriétaire ; rend ce qui en a été ignoré, nommé.

    Lève RecetteError à la première instruction qui aurait dû passer. Aucune donnée n'est citée.
    """
    with psycopg.connect(admin_url, autocommit=True) as administration:
        loading = _Loading(base, owner_url, administration)
        for file in base.files:
            loading.play(file)
        loading.accounts.restore()
    return loading.ignored


class _Loading:
    def __init__(self, base: StartingBase, owner_url: str, administration: psycopg.Connection) -> None:
        self.accounts = Accounts(administration)
        self.ignored: list[str] = []
        self._base = base
        self._owner_url = owner_url
        self._administration = administration
        self._platform = Platform.observe(owner_url)

    def play(self, file: Path) -> None:
        """Joue un fichier dans une connexion à lui : ce qu'il y règle n'atteint pas le suivant."""
        with psycopg.connect(self._owner_url, autocommit=True, options=_DEADLINE) as connection:
            self._read(connection, file)

    def _read(self, connection: psycopg.Connection, file: Path) -> None:
        with _readable(file), self._base.lines(file) as lines:
            reader = StatementReader(lines)
            for statement in reader:
                if statement.tokens:
                    self._play_statement(connection, file, statement, reader)
                else:
                    self._play_command(connection, file, statement)

    def _play_command(self, connection: psycopg.Connection, file: Path, command: Statement) -> None:
        if included := _INCLUDE.match(command.text):
            path = file.parent / included.group(1)
            if not path.is_file():
                raise RecetteError(
                    f"La base de départ ne se charge pas, {file.name}, ligne {command.line} : "
                    f"« {included.group(1)} » n'existe pas.",
                    _CORRECT,
                )
            self._read(connection, path)
        elif not command.text.startswith(_SILENT_COMMANDS):
            self._ignore(f"commande psql {command.text.split()[0]}")

    def _play_statement(
        self, connection: psycopg.Connection, file: Path, statement: Statement, reader: StatementReader
    ) -> None:
        try:
            adapted = self._platform.adapted(statement)
        except Ignored as ignored:
            self._ignore(str(ignored))
            return
        for label in adapted.omitted:
            self._ignore(label)
        target = target_of(statement)
        try:
            if target and target.kind == "EXTENSION":
                self._install(statement, target)
            elif target and target.kind == "données" and target.schema == "auth":
                self._load_accounts(connection, adapted, target, reader)
            else:
                _execute(connection, adapted, reader)
        except psycopg.Error as error:
            raise RecetteError(
                f"La base de départ ne se charge pas, {file.name}, ligne {statement.line} "
                f"({_described(statement, target)}) : {_reason(error)}.",
                _CORRECT + self._suspects(),
            ) from None

    def _install(self, statement: Statement, target: Target) -> None:
        if statement.keywords[0] != "CREATE":
            return
        create = sql.SQL("create extension if not exists {} schema extensions")
        self._administration.execute(create.format(sql.Identifier(target.name)))
        keywords = statement.keywords
        schema = statement.tokens[keywords.index("SCHEMA") + 1].name if "SCHEMA" in keywords else "extensions"
        if schema not in ("extensions", "pg_catalog"):
            move = sql.SQL("alter extension {} set schema {}")
            self._administration.execute(move.format(sql.Identifier(target.name), sql.Identifier(schema)))

    def _load_accounts(
        self, connection: psycopg.Connection, statement: Statement, target: Target, reader: StatementReader
    ) -> None:
        if statement.keywords[0] in ("COPY", "INSERT"):
            self.accounts.widen(target.name, _columns(statement))
        # pg_dump les range par ordre alphabétique : les identités viennent avant leurs comptes.
        [mode] = connection.execute("select current_setting('session_replication_role')").fetchone() or ("",)
        connection.execute("set session_replication_role = replica")
        _execute(connection, statement, reader)
        connection.execute(sql.SQL("set session_replication_role = {}").format(sql.Identifier(mode)))

    def _ignore(self, label: str) -> None:
        if label and label not in self.ignored:
            self.ignored.append(label)

    def _suspects(self) -> str:
        absent = [label for label in self.ignored if "ce serveur" in label or "appelle" in label]
        return f" Peut-être lui manque-t-il ce qui a été ignoré : {', '.join(absent)}." if absent else ""


def _execute(connection: psycopg.Connection, statement: Statement, reader: StatementReader) -> None:
    if not statement.reads_stdin:
        connection.execute(statement.text.encode())
        return
    with connection.cursor().copy(statement.text.encode()) as copy:
        for row in reader.rows():
            copy.write(row)


def _columns(statement: Statement) -> list[str]:
    """Rend les colonnes que nomme un COPY ou un INSERT, s'il les nomme."""
    texts = [token.text for token in statement.tokens]
    start = texts.index(".") + 2
    if texts[start : start + 1] != ["("]:
        return []
    listed = statement.tokens[start + 1 : texts.index(")", start)]
    return [token.name for token in listed if token.text != ","]


def _described(statement: Statement, target: Target | None) -> str:
    verb = statement.keywords[0]
    if target is None or target.kind == "données":
        return f"{verb} {target or ''}".strip()
    return f"{verb} {target.kind} {target}"


def _reason(error: psycopg.Error) -> str:
    """Rend la cause sans aucune donnée : les classes 22, 23 et P0 citent volontiers la ligne refusée."""
    state = error.sqlstate or "08006"
    if state == "42601":
        return "erreur de syntaxe (SQLSTATE 42601)"
    if state[:2] not in ("22", "23", "P0"):
        return f"{error.diag.message_primary or str(error).strip()} (SQLSTATE {state})"
    named = [
        f"{label} {name}"
        for label, name in (
            ("contrainte", error.diag.constraint_name),
            ("table", error.diag.table_name),
            ("colonne", error.diag.column_name),
        )
        if name
    ]
    if place := _PLACE_OF_A_ROW.search(error.diag.context or ""):
        row, column = place.groups()
        named.append(f"donnée n° {row}" + (f", colonne {column}" if column else ""))
    return f"des données sont refusées, {', '.join(named) or 'sans autre précision'} (SQLSTATE {state})"


@contextmanager
def _readable(file: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise RecetteError(
            f"La base de départ ne se charge pas, {file.name} n'est pas en UTF-8.",
            "Enregistrez-le en UTF-8, ou exportez par pg_dump --encoding=UTF8.",
        ) from None
    except UnfinishedDataError:
        raise RecetteError(
            f"La base de départ ne se charge pas, {file.name} s'arrête au milieu des données d'une table.",
            "L'export a été interrompu : refaites-le.",
        ) from None
