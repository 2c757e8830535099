"""L'examen d'un fichier : encodages, voisins, risques ; et ce qu'il ne faut pas signaler à tort."""

from pathlib import Path

import pytest

from recette.laboratory.encoding import damages
from recette.laboratory.linter import risks
from recette.laboratory.neighbours import misplaced
from recette.laboratory.parse import analyse

HARMLESS_TEXTS = {
    "français": "-- Répétition générale : « œuvre », l'été, à Noël… « CAFÉ»\n",
    "majuscules": "-- ÂGE, ÉTÉ, À REFAIRE, Å, Â\n",
    "émojis": "-- 💪🏽 ✓ → €\n",
}

DAMAGED_TEXTS = {
    "accents": ("-- Répétition", "Ã©"),
    "guillemets": ("-- « oui »", "Â«"),
    "apostrophe courbe": ("-- l’été", "â€™"),
    "ligature": ("-- œuvre", "Å“"),
}

TOGETHER = {
    "texte qui en parle": "comment on table clients is 'VACUUM; CREATE INDEX CONCURRENTLY';",
    "index ordinaire": "create index on clients (email);",
    "bloc": "do $$ begin raise notice 'VACUUM'; end $$;",
    "grappe ordonnée": "cluster clients using clients_pkey;",
}
APART = {
    "index": "create unique index concurrently if not exists i on clients (email);",
    "suppression d'index": "drop index concurrently i;",
    "réindexation": "reindex table concurrently clients;",
    "nettoyage": "vacuum (analyze) clients;",
    "base": "create database autre;",
    "réglage": "alter system set work_mem = '1GB';",
}


@pytest.mark.parametrize("text", HARMLESS_TEXTS.values(), ids=HARMLESS_TEXTS)
def test_sound_french_is_not_suspected(text: str) -> None:
    """Un texte français bien encodé n'est jamais pris pour un texte abîmé."""
    assert damages(text.encode()) == []


@pytest.mark.parametrize(("text", "seen"), DAMAGED_TEXTS.values(), ids=DAMAGED_TEXTS)
def test_a_text_encoded_twice_is_seen(text: str, seen: str) -> None:
    """Ce qui se lit dans le fichier et ce qu'il fallait lire sont tous deux donnés."""
    found = damages(f"select 1;\n{text.encode().decode('cp1252')}\n".encode())
    assert found
    assert all(remark.startswith("Ligne 2 : ") for remark in found)
    assert seen in found[0]


def test_a_lost_character_is_seen() -> None:
    """Le signe de remplacement trahit un caractère perdu."""
    assert damages("-- R\ufffdp".encode()) == [
        "Ligne 1 : un caractère perdu a été remplacé par « \ufffd ». Réécrivez la ligne."
    ]


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER)
def test_what_lives_in_a_transaction_is_left_alone(scratch: str, text: str) -> None:
    """Un mot dans un texte, ou la forme ordinaire d'une commande, n'est pas une faute."""
    assert analyse(scratch, f"begin;\n{text}\ncommit;\n") == []


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_what_refuses_a_transaction_is_seen(scratch: str, text: str) -> None:
    """Chaque instruction qui refuse une transaction est située."""
    [fault] = analyse(scratch, f"begin;\n{text}\ncommit;\n")
    assert (fault.line, fault.column) == (2, 1)


def test_unversioned_neighbours_are_nobodys_business(tmp_path: Path) -> None:
    """Supabase ne joue que les fichiers dont le nom commence par une version."""
    for name in ("20251118_rename.sql", "rollback.sql", "20251118_rename.sql.orig", "lisez-moi.md"):
        (tmp_path / name).touch()
    assert misplaced(tmp_path) == []


def test_a_waived_risk_stays_silent(tmp_path: Path) -> None:
    """Le renommage, sujet du correctif, est dispensé ; le reste du même fichier ne l'est pas."""
    file = tmp_path / "migration.sql"
    file.write_text("set lock_timeout = '5s';\nalter table a rename to b;\n")
    assert risks(file) == []
    file.write_text("set lock_timeout = '5s';\nalter table a rename to b;\ndrop table c;\n")
    [risk] = risks(file)
    assert risk.startswith("ligne 3, ban-drop-table : ")
