"""Lire un fichier SQL, l'envoyer au serveur, rendre compte de sa réponse."""

import errno
import hashlib
import re
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from recette.errors import RecetteError

STATEMENT_DEADLINE_MS = 300_000
"""Durée au-delà de laquelle le serveur interrompt un script, en millisecondes."""

_REASONS = {
    errno.ENOENT: "il n'existe pas",
    errno.EISDIR: "c'est un dossier",
    errno.EACCES: "sa lecture est interdite",
}


@dataclass(frozen=True)
class Script:
    """Un fichier SQL, lu une fois."""

    path: Path
    text: str
    sha256: str
    """Empreinte du contenu, pour le procès-verbal."""

    @classmethod
    def read(cls, path: Path) -> "Script":
        """Lit le fichier ; lève RecetteError s'il manque, est illisible ou n'est pas du texte en UTF-8."""
        try:
            content = path.read_bytes()
        except OSError as error:
            reason = _REASONS.get(error.errno or 0, error.strerror)
            raise RecetteError(
                f"Le fichier SQL « {path} » est illisible : {reason}.",
                "Vérifiez le chemin et les droits de lecture.",
            ) from None
        if (place := content.find(b"\0")) >= 0:
            # Le serveur s'arrêterait à cet octet et prendrait le début du fichier pour le fichier entier.
            raise RecetteError(
                f"Le fichier SQL « {path} » n'est pas du texte en UTF-8 (octet {place + 1} nul).",
                "Enregistrez-le en UTF-8.",
            )
        try:
            return cls(path, content.decode("utf-8-sig"), hashlib.sha256(content).hexdigest())
        except UnicodeDecodeError as error:
            raise RecetteError(
                f"Le fichier SQL « {path} » n'est pas en UTF-8 (octet {error.start + 1}).",
                "Enregistrez-le en UTF-8.",
            ) from None


@dataclass(frozen=True)
class SqlError:
    """Une erreur du serveur, située dans le fichier quand il donne une position."""

    sqlstate: str
    message: str
    line: int | None = None
    excerpt: str | None = None

    def __str__(self) -> str:
        where = f", ligne {self.line} : « {self.excerpt} »" if self.line else ""
        return f"{self.message} (SQLSTATE {self.sqlstate}{where})"


@dataclass(frozen=True)
class Outcome:
    """Ce que le serveur a fait d'un script."""

    duration_ms: float
    error: SqlError | None = None
    notices: list[str] = field(default_factory=list)


def run(database_url: str, script: Script) -> Outcome:
    """Envoie le script en un seul message, comme l'éditeur SQL de Supabase.

    Le serveur analyse le message entier avant d'exécuter quoi que ce soit.
    """
    notices: list[str] = []
    options = f"-c statement_timeout={STATEMENT_DEADLINE_MS}"
    with psycopg.connect(database_url, autocommit=True, options=options) as connection:
        connection.add_notice_handler(lambda notice: notices.append(notice.message_primary or ""))
        start = time.perf_counter()
        try:
            connection.execute(script.text.encode())
            error = None
        except psycopg.Error as refused:
            error = _located(refused, script.text)
        return Outcome((time.perf_counter() - start) * 1000, error, notices)


def shown_message(sqlstate: str, message: str) -> str:
    """Rend un message sans la valeur refusée (classe 22) : elle peut nommer une vraie personne."""
    return re.sub(r'".*"', "« … »", message, flags=re.DOTALL) if sqlstate.startswith("22") else message


def _located(error: psycopg.Error, text: str) -> SqlError:
    message = error.diag.message_primary or str(error).strip()
    sqlstate = error.sqlstate or "08006"
    if not error.diag.statement_position:
        return SqlError(sqlstate, shown_message(sqlstate, message))
    # Une erreur à la fin du texte se montre sur sa dernière ligne écrite.
    position = min(int(error.diag.statement_position) - 1, len(text.rstrip()))
    line = text.count("\n", 0, position) + 1
    return SqlError(sqlstate, message, line, text.split("\n")[line - 1].strip())
