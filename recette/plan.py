"""Ce que la personne a demandé d'éprouver, vérifié avant que quoi que ce soit ne démarre."""

import os
from dataclasses import dataclass
from pathlib import Path

import pytest

from recette.application import REFERENCE_APP, Application
from recette.database.script import Script
from recette.database.starting.source import DEFAULT_STARTING_BASE, StartingBase
from recette.errors import RecetteError
from recette.external import External
from recette.parts import ROOT

DEFAULT_MIGRATION = ROOT / "sql" / "migrations" / "20251118_rename_client_tables.sql"
DEFAULT_VALIDATION = ROOT / "sql" / "validation" / "test_migration.sql"
DEFAULT_REPORTS = ROOT / "rapports"
_BACKUP = "sauvegarde-avant-migration"


@dataclass(frozen=True)
class Plan:
    """L'application, la base de départ, la migration éprouvée, ce qui la suit, et où vont les preuves."""

    application: Application
    starting_base: StartingBase
    migration: Script
    validation: Script
    after: tuple[Script, ...]
    reports: Path
    external: External | None = None
    """La cible externe ; sans elle, la pile embarquée."""

    @property
    def calls_outside(self) -> bool:
        """Dit si l'application peut demander au démarrage ce que d'autres hôtes gardent."""
        return self.external is not None or self.application.calls_outside

    @property
    def backup_name(self) -> str:
        """Le nom de la sauvegarde : chaque processus de xdist répète son déploiement, et garde la sienne."""
        worker = os.environ.get("PYTEST_XDIST_WORKER")
        return f"{_BACKUP}{f'-{worker}' if worker else ''}.dump"

    def forget_past_backups(self) -> None:
        """Ôte des preuves les sauvegardes d'une autre recette : le procès-verbal les dirait siennes."""
        for stale in self.reports.glob(f"{_BACKUP}*.dump"):
            # L'une d'elles peut être la base de départ de celle-ci.
            if not stale.samefile(self.starting_base.path):
                stale.unlink()

    @classmethod
    def prepare(
        cls,
        *,
        application: Application = REFERENCE_APP,
        starting_base: Path | None = None,
        migration: Path | None = None,
        validation: Path | None = None,
        after: list[Path] | None = None,
        reports: Path | None = None,
        external: External | None = None,
    ) -> "Plan":
        """Lit les fichiers et ouvre le dossier des preuves.

        La migration et la validation de l'application passent avant celles du dépôt.
        Lève RecetteError quand un fichier manque ou quand le dossier ne peut pas être écrit.
        """
        return cls(
            application=application,
            starting_base=StartingBase.read(starting_base or DEFAULT_STARTING_BASE),
            migration=Script.read(migration or application.migration or DEFAULT_MIGRATION),
            validation=Script.read(validation or application.validation or DEFAULT_VALIDATION),
            after=tuple(Script.read(path) for path in after or []),
            reports=_writable(reports or DEFAULT_REPORTS),
            external=external,
        )


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / ".essai"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise RecetteError(
            f"Le dossier des rapports « {folder} » ne peut pas être écrit ({error.strerror}).",
            "Donnez-en un autre par --rapports.",
        ) from None
    return folder.resolve()


PLAN = pytest.StashKey[Plan]()
