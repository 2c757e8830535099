"""Les journaux de la pile : ce que PostgreSQL, PostgREST et la passerelle ont dit d'une erreur."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from recette.database.script import shown_message
from recette.stack.service import Service

# Le préfixe que la grappe donne à ses lignes : date, processus, SQLSTATE, rôle et base.
_POSTGRES = re.compile(r"^\S+ \S+ \S+ \[(\d+)\] (\w{5}) (\S*)@(\S*) ([A-Z]+): +(.*?)(?: at character \d+)?$")
_GRAVE = ("ERROR", "FATAL", "PANIC")
_CRASH = re.compile(r"was terminated by signal|terminating any other active")
_COMPLAINT = re.compile(r"\b(error|exception|panic|fatal|traceback|critical)\b", re.IGNORECASE)
_CONTEXT_LENGTH = 400


@dataclass
class LogError:
    """Une erreur lue dans un journal, avec ce que le journal dit autour."""

    source: str
    code: str
    """SQLSTATE, ou rien hors de PostgreSQL."""
    message: str
    database: str = ""
    context: list[str] = field(default_factory=list)

    @property
    def is_seeding(self) -> bool:
        """Dit si l'erreur vient du semis de la suite, qui écrit par COPY."""
        return any(line.strip().startswith("STATEMENT copy ") for line in self.context)

    def __str__(self) -> str:
        code = f" {self.code}" if self.code else ""
        context = " | ".join(" ".join(line.split()) for line in self.context)
        return f"{self.source}{code} : {self.message}" + (
            f" ({context[:_CONTEXT_LENGTH]})" if context else ""
        )


class LogWatch:
    """Lit ce que les journaux ont gagné depuis la dernière lecture."""

    def __init__(self) -> None:
        self._read: dict[Path, int] = {}

    def errors(self, services: Iterable[Service], databases: Iterable[str]) -> list[LogError]:
        """Rend les erreurs nouvelles de ces pièces ; pour PostgreSQL, celles de ces bases et du serveur."""
        watched = {"", *databases}
        found: list[LogError] = []
        for service in services:
            text = self._new_text(service.log)
            if service.name == "PostgreSQL":
                found += [error for error in postgres_errors(text) if error.database in watched]
            else:
                found += [
                    LogError(service.name, "", line.strip())
                    for line in text.splitlines()
                    if _COMPLAINT.search(line)
                ]
        return found

    def _new_text(self, log: Path) -> str:
        """Rend les lignes ajoutées à un journal ; celle qui n'est qu'à moitié écrite attend la suite."""
        if not log.exists():
            return ""
        with log.open("rb") as file:
            file.seek(self._read.get(log, 0))
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self._read[log] = self._read.get(log, 0) + len(whole)
        return whole.decode(errors="replace")


def postgres_errors(text: str) -> list[LogError]:
    """Rend les erreurs d'un journal de PostgreSQL, chacune avec son contexte et son instruction."""
    found: list[LogError] = []
    by_process: dict[str, LogError] = {}
    current: LogError | None = None
    for line in text.splitlines():
        parsed = _POSTGRES.match(line)
        if parsed is None:
            # Une ligne qui commence par une tabulation prolonge la précédente.
            if current is not None and line.startswith("\t"):
                current.context.append(line.strip())
            continue
        process, code, _, database, severity, message = parsed.groups()
        # Un processus du serveur, sans base, s'interrompt sur ordre (autovacuum) : seule sa chute compte.
        grave = severity in _GRAVE if database else severity == "PANIC"
        if grave or _CRASH.search(message):
            current = LogError("PostgreSQL", code, shown_message(code, message), database)
            found.append(current)
            by_process[process] = current
        # Le détail (DETAIL) cite des lignes, qui peuvent nommer de vraies personnes.
        elif severity in ("HINT", "CONTEXT", "STATEMENT", "QUERY") and process in by_process:
            current = by_process[process]
            current.context.append(f"{severity} {message}")
        else:
            current = None
    return found
