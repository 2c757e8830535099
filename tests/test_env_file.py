"""Le fichier d'environnement : chaque défaut a sa phrase, et rien d'autre n'est lu à sa place."""

import subprocess
from pathlib import Path

import pytest

from recette.guard.env_file import NAMES, read_environment, warnings
from recette.guard.refusal import RefusedTarget

VALUES = dict.fromkeys(NAMES, "valeur")
SOUND = "".join(f"{name}={value}\n" for name, value in VALUES.items())

DEFECTS = {
    "vide": ("", "« cible.env » est vide"),
    "que des commentaires": ("# rien\n\n", "« cible.env » est vide"),
    "une variable absente": (SOUND.replace("VIRTUS_DB_URL=valeur\n", ""), "ne donne pas VIRTUS_DB_URL"),
    "une variable sans valeur": (SOUND.replace("URL=valeur", "URL="), "ne donne pas SUPABASE_URL"),
    "une faute de frappe": (
        SOUND + "SUPABASE_ANNON_KEY=x\n",
        "Vouliez-vous dire SUPABASE_ANON_KEY",
    ),
    "une inconnue": (SOUND + "COULEUR=bleu\n", "COULEUR est inconnue. Les noms connus sont"),
    "écrite deux fois": (SOUND + "VIRTUS_DB_URL=autre\n", "VIRTUS_DB_URL est écrite deux fois"),
    "le .env de Virtus": ("VITE_SUPABASE_URL=x\n", "c'est le fichier .env de Virtus"),
    "les noms de supabase status": ('API_URL="x"\n', "Nommez-la SUPABASE_URL"),
    "un texte d'attente": (SOUND.replace("=valeur", "=<la-cle>"), "n'a pas été remplie"),
    "le mot de passe à remplir": (SOUND.replace("=valeur", "=a[YOUR-PASSWORD]"), "n'a pas été remplie"),
    "un guillemet ouvert": (SOUND.replace("=valeur", '="valeur'), "ne se ferment pas"),
    "une espace": (SOUND.replace("=valeur", "=deux mots"), "a une espace, un accent"),
    "un commentaire en bout de ligne": (SOUND.replace("=valeur", "=x # clé"), "a une espace, un accent"),
    "une espace invisible": (SOUND.replace("=valeur", "=val\u00a0eur"), "un signe invisible"),
    "un accent décomposé": (SOUND.replace("=valeur", "=cle\u0301"), "un signe invisible"),
    "une autre variable": (SOUND.replace("=valeur", "=${AUTRE}"), "renvoie à une autre variable"),
    "une ligne de shell": ("export SUPABASE_URL=x\n", "rien ne se comprend comme NOM=valeur"),
    "du YAML": ("SUPABASE_URL: x\n", "rien ne se comprend comme NOM=valeur"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Le fichier d'environnement."""
    return tmp_path / "cible.env"


@pytest.mark.parametrize(("text", "sentence"), DEFECTS.values(), ids=DEFECTS.keys())
def test_each_defect_has_its_sentence(file: Path, text: str, sentence: str) -> None:
    """Le premier défaut arrête la lecture, situé par sa ligne."""
    file.write_text(text, encoding="utf-8")
    assert sentence in refusal(file)


def test_a_missing_file_a_folder_and_another_encoding_are_named(file: Path) -> None:
    """Ce qui n'est pas un fichier de texte se dit sans trace d'appel."""
    assert "n'existe pas" in refusal(file)
    assert "est un dossier" in refusal(file.parent)
    file.write_bytes("SUPABASE_URL=é".encode("latin-1"))
    assert "n'est pas en UTF-8 (octet 14)" in refusal(file)


def test_no_secret_is_cited(file: Path) -> None:
    """Une phrase nomme la variable, jamais sa valeur."""
    file.write_text(SOUND.replace("=valeur", "=un secret"), encoding="utf-8")
    assert "un secret" not in refusal(file)


def test_a_sound_file_is_read_whole(file: Path) -> None:
    """Guillemets, marque d'ordre des octets, commentaires et fins de ligne de Windows n'y changent rien."""
    text = "# cible\r\n" + SOUND.replace("=valeur", '="valeur"').replace("\n", "\r\n")
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_environment(file) == VALUES


def test_what_the_command_gives_may_be_absent(file: Path) -> None:
    """--app-url remplace VIRTUS_APP_URL."""
    file.write_text(SOUND.replace("VIRTUS_APP_URL=valeur\n", ""), encoding="utf-8")
    assert "VIRTUS_APP_URL" not in read_environment(file, optional=frozenset({"VIRTUS_APP_URL"}))


def test_a_file_that_others_may_read_is_a_warning(file: Path) -> None:
    """Un fichier trop ouvert est dit ; fermé, il ne l'est pas."""
    file.write_text(SOUND, encoding="utf-8")
    file.chmod(0o644)
    assert "chmod 600" in warnings(file)[0]
    file.chmod(0o600)
    assert warnings(file) == []


def test_a_tracked_file_is_refused(file: Path) -> None:
    """Des clés suivies par git sont publiées ; le même fichier, non suivi, passe."""
    file.write_text(SOUND, encoding="utf-8")
    subprocess.run(["git", "init", "-q", file.parent], check=True)
    assert read_environment(file) == VALUES
    subprocess.run(["git", "-C", file.parent, "add", file.name], check=True)
    assert "est suivi par git : ses clés sont publiées" in refusal(file)


def refusal(file: Path) -> str:
    """Rend la phrase du refus."""
    with pytest.raises(RefusedTarget) as refused:
        read_environment(file)
    return str(refused.value)
