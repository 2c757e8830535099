"""Les sauvegardes : ce qu'on en dit, et ce qu'on refuse d'en faire."""

from pathlib import Path

import psycopg
import pytest

from recette.database.backup import back_up, explained
from recette.database.fingerprint import take_fingerprint
from recette.database.restore import describe, restore
from recette.errors import RecetteError

OLD_DUMP = (
    "pg_dump: error: aborting because of server version mismatch\n"
    "pg_dump: detail: server version: 17.10; pg_dump version: 15.18 (Debian 15.18-0+deb12u1)\n"
)
OLD_RESTORE = "pg_restore: error: unsupported version (1.16) in file header\n"


def test_versions_are_explained() -> None:
    """Un programme client trop vieux se dit avec les deux versions et ce qu'il faut."""
    assert "il en faut un de la version 17 ou plus récente" in explained(OLD_DUMP)
    assert "plus récent que ce pg_restore" in explained(OLD_RESTORE)


def test_the_address_is_never_told() -> None:
    """L'adresse de la base, qui a son mot de passe, ne paraît pas dans ce que dit un programme."""
    address = "postgresql://postgres:secret@127.0.0.1/virtus"
    assert "secret" not in explained(f"pg_dump: error: {address} : refusé", address)


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ((), None),
        (("--format=plain",), None),
        (("--schema-only",), "elle n'a que le schéma : aucune ligne de ses 21 tables"),
        (("--schema-only", "--format=plain"), "elle n'a que le schéma : aucune ligne de ses 21 tables"),
        (("--schema=auth",), "elle ne contient aucune table"),
        (("--exclude-table-data=clients",), "il y manque les lignes de public.clients"),
    ],
)
def test_what_a_backup_holds_is_said(
    scratch: str, tmp_path: Path, options: tuple[str, ...], complaint: str | None
) -> None:
    """Une sauvegarde sans lignes, ou sans celles d'une table, est reconnue dans les deux formats."""
    assert describe(back_up(scratch, tmp_path / "essai", options).path).complaint == complaint


def test_a_damaged_archive_destroys_nothing(scratch: str, tmp_path: Path) -> None:
    """Une archive tronquée est refusée avant que rien ne soit effacé."""
    archive = back_up(scratch, tmp_path / "essai").path
    archive.write_bytes(archive.read_bytes()[:200])
    before = take_fingerprint(scratch)
    with pytest.raises(RecetteError, match="La restauration a échoué"):
        restore(archive, scratch)
    assert take_fingerprint(scratch) == before


def test_an_extra_schema_goes_away(scratch: str, tmp_path: Path) -> None:
    """Ce qui fut ajouté après la sauvegarde ne survit pas à la restauration."""
    archive = back_up(scratch, tmp_path / "essai").path
    with psycopg.connect(scratch, autocommit=True) as connection:
        connection.execute("create schema ajoute; create table ajoute.reste ()")
    restore(archive, scratch)
    assert "ajoute" not in {item.parent for item in take_fingerprint(scratch).objects}
