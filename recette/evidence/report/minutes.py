"""Écrire le procès-verbal d'un dossier de rapports : HTML, PDF, leur relecture, les empreintes de tout."""

from dataclasses import dataclass
from pathlib import Path

from recette.errors import RecetteError
from recette.evidence.report.drawings import draw_all
from recette.evidence.report.integrity import write_seals
from recette.evidence.report.page import HTML, PDF, decision, rendered
from recette.evidence.report.printing import print_pdf
from recette.evidence.report.source import MUTANTS, VERDICT, read_reports
from recette.evidence.unfolding import FILE_NAME as UNFOLDING
from recette.secrecy.known import KNOWN
from recette.secrecy.sweep import Sweep, reread

_CONCLUSIONS = (VERDICT, UNFOLDING, MUTANTS, "couverture.md", "*.svg", HTML, PDF)
"""Le procès-verbal et ce dont il est fait : la recette a relu ses autres preuves, pas encore celles-là."""


@dataclass(frozen=True)
class Minutes:
    """Le procès-verbal écrit."""

    html: Path
    pdf: Path | None
    leaks: Sweep
    """Ce que la relecture y a trouvé, et retiré."""
    seal: str
    """L'empreinte des empreintes : la seule à recopier."""
    problem: str | None = None


def write_minutes(folder: Path) -> Minutes:
    """Écrit le procès-verbal ; un PDF impossible est dit, et n'empêche pas le HTML.

    Rien n'est scellé qui n'ait été relu : ce qui trahirait un secret est retiré d'abord.
    """
    reports = read_reports(folder)
    draw_all(reports)
    html, pdf = folder / HTML, folder / PDF
    html.write_text(rendered(reports), encoding="utf-8")
    pdf.unlink(missing_ok=True)
    problem = None
    try:
        print_pdf(html, pdf, f"Procès-verbal de recette de Virtus — {decision(reports.verdict).lower()}")
    except RecetteError as error:
        problem = str(error)
    leaks = reread((path for name in _CONCLUSIONS for path in sorted(folder.glob(name))), folder, KNOWN)
    return Minutes(html, pdf if pdf.exists() else None, leaks, write_seals(folder), problem)
