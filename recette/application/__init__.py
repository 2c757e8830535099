"""L'application éprouvée : celle de référence, ou un checkout de Virtus."""

from dataclasses import dataclass
from pathlib import Path

from recette.application.revision import revision
from recette.parts import ROOT


@dataclass(frozen=True)
class Application:
    """Une application prête à être servie."""

    name: str
    served: Path
    """Le dossier des fichiers que le navigateur reçoit ; celui du code, quand chaque recette le réunit."""
    source: Path
    """Le dossier du code qui les a donnés."""
    migration: Path | None = None
    """Sa propre migration, quand elle en a une."""
    validation: Path | None = None
    """Son propre script de validation."""
    calls_outside: bool = True
    """Elle demande au démarrage des ressources d'autres hôtes."""

    @property
    def revision(self) -> str:
        """La révision git de son code, ou l'empreinte de ses fichiers."""
        return revision(self.source)


REFERENCE_SOURCE = ROOT / "reference_app"
"""Le code de l'application de référence."""

REFERENCE_APP = Application(
    "référence", served=REFERENCE_SOURCE, source=REFERENCE_SOURCE, calls_outside=False
)
