"""Le fichier d'environnement d'une cible externe, lu strictement.

Aucun autre fichier .env n'est lu, ni l'environnement du processus : ce qui désigne la cible est écrit ici,
ou n'est pas.
"""

import difflib
import re
import stat
import subprocess
from pathlib import Path

from recette.guard.refusal import RefusedTarget

NAMES = (
    "SUPABASE_URL",
    "SUPABASE_ANON_KEY",
    "SUPABASE_SERVICE_ROLE_KEY",
    "VIRTUS_DB_URL",
    "VIRTUS_APP_URL",
)
_STATUS_NAMES = {
    "API_URL": "SUPABASE_URL",
    "ANON_KEY": "SUPABASE_ANON_KEY",
    "SERVICE_ROLE_KEY": "SUPABASE_SERVICE_ROLE_KEY",
    "DB_URL": "VIRTUS_DB_URL",
}
_LINE = re.compile(r"(?P<name>[A-Za-z_]\w*)=(?P<value>.*)")
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<value>[^\"']*)(?P=quote)")
_PLACEHOLDER = re.compile(
    r"<[^>]*>|\[[a-z][a-z _-]*\]|\{[^}]*\}|\.\.\.|your[-_]|votre[-_]|x{6,}|change[-_]?me", re.IGNORECASE
)
_GIT_DEADLINE_S = 10


def read_environment(file: Path, *, optional: frozenset[str] = frozenset()) -> dict[str, str]:
    """Rend les variables du fichier ; lève RefusedTarget au premier défaut.

    `optional` nomme celles que la ligne de commande donne déjà.
    """
    _refuse_if_tracked(file)
    values: dict[str, str] = {}
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        where = f"ligne {number} de « {file.name} »"
        name, value = _parsed(line.strip(), where)
        if name in values:
            raise RefusedTarget(f"{where}, {name} est écrite deux fois.", "Gardez-en une seule.")
        values[name] = value
    if not values:
        raise RefusedTarget(f"« {file.name} » est vide.", f"Il doit donner {', '.join(NAMES)}.")
    if missing := [name for name in NAMES if not values.get(name) and name not in optional]:
        raise RefusedTarget(f"« {file.name} » ne donne pas {', '.join(missing)}.", "Complétez-le.")
    return values


def warnings(file: Path) -> list[str]:
    """Rend ce que le fichier a d'imprudent sans être faux."""
    if file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH):
        return [f"« {file.name} » porte une clé de service et d'autres peuvent le lire : chmod 600."]
    return []


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except FileNotFoundError:
        raise RefusedTarget(f"« {file} » n'existe pas.", "Vérifiez le chemin de --env-fichier.") from None
    except IsADirectoryError:
        raise RefusedTarget(f"« {file} » est un dossier.", "Donnez le fichier lui-même.") from None
    except OSError as error:
        raise RefusedTarget(f"« {file} » est illisible ({error.strerror}).", "Vérifiez ses droits.") from None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedTarget(
            f"« {file.name} » n'est pas en UTF-8 (octet {error.start + 1}).", "Enregistrez-le en UTF-8."
        ) from None


def _parsed(line: str, where: str) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise RefusedTarget(f"{where}, rien ne se comprend comme NOM=valeur.", "Une variable par ligne.")
    name, value = found["name"], found["value"].strip()
    _refuse_unknown(name, where)
    if value[:1] in ("'", '"'):
        quoted = _QUOTED.fullmatch(value)
        if quoted is None:
            raise RefusedTarget(f"{where}, les guillemets de {name} ne se ferment pas.", "Fermez-les.")
        value = quoted["value"]
    if not value.isascii() or not value.isprintable() or " " in value:
        raise RefusedTarget(
            f"{where}, {name} a une espace, un accent ou un signe invisible.", "Recopiez la valeur."
        )
    if "$" in value:
        raise RefusedTarget(
            f"{where}, {name} renvoie à une autre variable.",
            "Écrivez la valeur (« $ » s'écrit « %24 » dans une adresse).",
        )
    if _PLACEHOLDER.search(value):
        raise RefusedTarget(f"{where}, {name} n'a pas été remplie.", "Remplacez le texte d'attente.")
    return name, value


def _refuse_unknown(name: str, where: str) -> None:
    if name in NAMES:
        return
    if name.startswith("VITE_"):
        raise RefusedTarget(
            f"{where}, {name} : c'est le fichier .env de Virtus, qui désigne souvent la production.",
            f"Écrivez un fichier à part, avec {', '.join(NAMES)}.",
        )
    if name in _STATUS_NAMES:
        raise RefusedTarget(
            f"{where}, {name} est le nom que donne « supabase status ».", f"Nommez-la {_STATUS_NAMES[name]}."
        )
    near = difflib.get_close_matches(name.upper(), NAMES, n=1)
    guess = f"Vouliez-vous dire {near[0]} ?" if near else f"Les noms connus sont {', '.join(NAMES)}."
    raise RefusedTarget(f"{where}, {name} est inconnue.", guess)


def _refuse_if_tracked(file: Path) -> None:
    try:
        listed = subprocess.run(
            ["git", "-C", file.absolute().parent, "ls-files", "--error-unmatch", "--", file.name],
            capture_output=True,
            timeout=_GIT_DEADLINE_S,
        )
    except (OSError, subprocess.TimeoutExpired):
        return
    if listed.returncode == 0:
        raise RefusedTarget(
            f"« {file.name} » est suivi par git : ses clés sont publiées.",
            "Retirez-le du dépôt (git rm --cached), changez les clés, puis recommencez.",
        )
