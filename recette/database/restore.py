"""Remettre une base dans l'état d'une sauvegarde, et dire ce qu'une sauvegarde contient."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from recette import parts
from recette.database.backup import explained
from recette.database.catalogue import MANAGED_SCHEMAS
from recette.errors import RecetteError
from recette.stack.service import clean_environment

_DEADLINE_S = 300
_ARCHIVE = b"PGDMP"
_ENTRY = re.compile(r"^\d+; \d+ \d+ (?P<kind>[A-Z ]+?) (?P<schema>-|[a-z_]\w*) (?P<name>.+?) \S*$")
_TABLE = re.compile(r'^CREATE TABLE (?:IF NOT EXISTS )?"?(\w+)"?\."?(\w+)"?', re.MULTILINE)
_ROWS = re.compile(r'^(?:COPY|INSERT INTO) "?(\w+)"?\."?(\w+)"?', re.MULTILINE)


@dataclass(frozen=True)
class Contents:
    """Ce qu'une sauvegarde contient de Virtus : ses tables, et celles dont elle a les lignes."""

    tables: frozenset[str]
    filled: frozenset[str]

    @property
    def complaint(self) -> str | None:
        """Ce qui empêche cette sauvegarde d'en être une."""
        if not self.tables:
            return "elle ne contient aucune table"
        if not self.filled:
            return f"elle n'a que le schéma : aucune ligne de ses {len(self.tables)} tables"
        if bare := sorted(self.tables - self.filled):
            return f"il y manque les lignes de {', '.join(bare)}"
        return None


@dataclass(frozen=True)
class _Entry:
    line: str
    kind: str
    schema: str
    name: str

    def belongs_to(self, schemas: set[str]) -> bool:
        if self.schema != "-":
            return self.schema in schemas
        # Un schéma, ses privilèges et son commentaire n'ont eux-mêmes pas de schéma.
        return self.name.removeprefix("SCHEMA ") in schemas

    def holds_accounts(self) -> bool:
        return self.schema == "auth" and self.kind in ("TABLE DATA", "SEQUENCE SET")


def describe(path: Path) -> Contents:
    """Dit ce que contient une sauvegarde : archive de pg_dump, ou texte SQL.

    Lève RecetteError quand pg_restore ne sait pas lire l'archive.
    """
    with path.open("rb") as file:
        is_archive = file.read(len(_ARCHIVE)) == _ARCHIVE
    if is_archive:
        entries = list(_entries(path))
        tables = {f"{entry.schema}.{entry.name}" for entry in entries if entry.kind == "TABLE"}
        filled = {f"{entry.schema}.{entry.name}" for entry in entries if entry.kind == "TABLE DATA"}
    else:
        text = path.read_text(encoding="utf-8")
        tables = {".".join(found) for found in _TABLE.findall(text)}
        filled = {".".join(found) for found in _ROWS.findall(text)}
    ours = frozenset(table for table in tables if table.split(".")[0] not in MANAGED_SCHEMAS)
    return Contents(ours, ours & filled)


def restore(path: Path, database_url: str) -> None:
    """Remet une base dans l'état de la sauvegarde, quoi que la migration y ait laissé.

    `pg_restore --clean` n'efface que ce que la sauvegarde nomme : une table renommée lui échappe, et ses clés
    étrangères l'arrêtent. Les schémas de Virtus sont donc effacés d'abord, puis recréés par l'archive. Les
    comptes (schéma auth, que Supabase gère) ne reviennent que dans une base qui n'en a aucun.
    Lève RecetteError sans rien effacer quand la sauvegarde ne peut pas servir.
    """
    if complaint := describe(path).complaint:
        raise RecetteError(
            f"La sauvegarde « {path.name} » ne rendrait pas la base : {complaint}.",
            "Sauvegardez par « pg_dump --format=custom » ; « supabase db dump » ne garde que le schéma.",
        )
    entries = list(_entries(path))
    created = {entry.name for entry in entries if entry.kind == "SCHEMA"} - set(MANAGED_SCHEMAS)
    schemas = created | {"public"}
    with psycopg.connect(database_url, autocommit=True) as connection, connection.transaction():
        _drop_schemas(connection)
        without_accounts = connection.execute("select from auth.users limit 1").fetchone() is None
    wanted = [
        entry.line
        for entry in entries
        if entry.belongs_to(schemas) or (without_accounts and entry.holds_accounts())
    ]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".liste") as chosen:
        chosen.write("\n".join(wanted) + "\n")
        chosen.flush()
        options = ["--exit-on-error", "--single-transaction", f"--use-list={chosen.name}"]
        # Les tables de comptes sont déjà là, avec leurs clés étrangères, que l'ordre de l'archive ignore.
        role = {"PGOPTIONS": "-c session_replication_role=replica"} if without_accounts else {}
        _pg_restore([*options, "--dbname", database_url, str(path)], role, secret=database_url)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("notify pgrst, 'reload schema'")


def empty(database_url: str) -> None:
    """Ne laisse d'une base que ce que Supabase fournit : un projet neuf, sans table ni compte."""
    with psycopg.connect(database_url, autocommit=True) as connection, connection.transaction():
        _drop_schemas(connection)
        connection.execute("delete from auth.users")


def _drop_schemas(connection: psycopg.Connection) -> None:
    found = connection.execute(
        "select nspname from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'"
        " and nspname <> all(%s)",
        [list(MANAGED_SCHEMAS)],
    ).fetchall()
    for (name,) in found:
        connection.execute(sql.SQL("drop schema {} cascade").format(sql.Identifier(name)))
    # pg_dump tient le schéma public pour acquis : il ne le recrée pas, ni ses privilèges d'origine.
    connection.execute("create schema public authorization pg_database_owner")
    connection.execute("grant usage on schema public to public")


def _entries(path: Path) -> Iterator[_Entry]:
    for line in _pg_restore(["--list", str(path)]).splitlines():
        if found := _ENTRY.match(line):
            yield _Entry(line, **found.groupdict())


def _pg_restore(
    arguments: list[str], environment: dict[str, str] | None = None, secret: str | None = None
) -> str:
    done = subprocess.run(
        [str(parts.postgres_client("pg_restore")), *arguments],
        capture_output=True,
        text=True,
        env=clean_environment() | {"LC_ALL": "C"} | (environment or {}),
        timeout=_DEADLINE_S,
    )
    if done.returncode != 0:
        raise RecetteError("La restauration a échoué.", explained(done.stderr, secret))
    return done.stdout
