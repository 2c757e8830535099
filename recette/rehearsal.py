"""La répétition du déploiement : de la sauvegarde à l'API prête, sur une copie de la production."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from recette.database.backup import Backup, back_up
from recette.database.diagnosis import renaming_diagnosis
from recette.database.fingerprint import (
    Difference,
    Fingerprint,
    compare,
    compare_rows,
    findings,
    take_fingerprint,
)
from recette.database.script import Outcome, run
from recette.database.tables import RENAMES
from recette.errors import RecetteError
from recette.laboratory.api_cache import API_DEADLINE_S, wait_for_new_names
from recette.laps import Laps
from recette.plan import Plan
from recette.target import Target

_CITED_DIFFERENCES = 3


@dataclass(frozen=True)
class Anomaly:
    """L'assignation tentée avant la migration."""

    reproduced: bool
    reason: str


@dataclass(frozen=True)
class Check:
    """Le résultat d'un contrôle de la répétition."""

    state: Literal["reussie", "echouee", "absente"]
    reason: str | None = None


@dataclass
class Rehearsal:
    """Ce que la répétition a observé, dans l'ordre où elle l'a fait."""

    plan: Plan
    backup: Backup
    before: Fingerprint
    anomaly: Anomaly
    migration: Outcome
    diagnosis: str | None
    """Ce qui, dans la base de départ, n'est pas d'avant la migration."""
    validation: Check = Check("absente")
    after: Fingerprint | None = None
    differences: list[Difference] = field(default_factory=list)
    api: Check = Check("absente")
    api_ready_ms: float | None = None
    validation_notices: list[str] = field(default_factory=list)
    """Ce que le script de validation a dit en passant."""
    laps: Laps = field(default_factory=Laps)

    @property
    def applied(self) -> bool:
        return self.migration.error is None

    def row_findings(self) -> list[str]:
        """Rend les seuls constats sur les lignes."""
        assert self.after is not None, "La migration n'a pas été appliquée."
        return findings(compare_rows(self.before.renamed(RENAMES).rows, self.after.rows))

    def findings(self) -> list[str]:
        """Rend les constats de la répétition : chacun rend la livraison non recevable."""
        if self.migration.error:
            half = findings(self.differences)
            left = f"Elle laisse la base à moitié changée : {_listed(half)}" if half else "Rien n'a changé"
            told = [left, self.diagnosis, None if self.anomaly.reproduced else self.anomaly.reason]
            return [f"La base refuse la migration : {self.migration.error}. {'. '.join(filter(None, told))}."]
        found = []
        if self.validation.state == "echouee":
            found.append(f"Le script de validation échoue : {self.validation.reason}")
        if self.api.state == "echouee":
            found.append(f"L'API ne sert pas les nouveaux noms : {self.api.reason}")
        if lost := findings(self.differences):
            found.append(f"La migration n'a pas tout conservé : {_listed(lost)}.")
        return found


def _listed(sentences: list[str]) -> str:
    rest = len(sentences) - _CITED_DIFFERENCES
    return " ; ".join(sentences[:_CITED_DIFFERENCES]) + (f" ; et {rest} autres écarts" if rest > 0 else "")


def rehearse(
    plan: Plan,
    target: Target,
    backup_folder: Path,
    reproduce: Callable[[], Anomaly],
    backup_options: Sequence[str] = (),
) -> Rehearsal:
    """Répète le déploiement sur une base que personne d'autre n'emploie.

    `reproduce` tente une assignation par l'API, comme le coach qui a signalé l'anomalie.
    Lève RecetteError quand la sauvegarde échoue ou qu'un script de --sql-apres ne s'applique pas.
    """
    url, laps = target.database_url, Laps()
    backup = back_up(url, backup_folder / plan.backup_name, backup_options)
    laps.mark("sauvegarde")
    diagnosis = renaming_diagnosis(url)
    before = take_fingerprint(url)
    laps.mark("empreinte d'avant")
    anomaly = reproduce()
    laps.mark("anomalie reproduite")
    if not anomaly.reproduced:
        # L'assignation a réussi : ce qu'elle a écrit fait désormais partie de ce qui doit être conservé.
        before = take_fingerprint(url)
    rehearsal = Rehearsal(plan, backup, before, anomaly, run(url, plan.migration), diagnosis, laps=laps)
    laps.mark("migration")
    expected = before.renamed(RENAMES)
    if not rehearsal.applied:
        rehearsal.differences = compare(before, take_fingerprint(url, like=before))
        return rehearsal
    migrated = time.monotonic()
    for script in plan.after:
        outcome = run(url, script)
        if outcome.error:
            raise RecetteError(
                f"Le fichier de --sql-apres « {script.path} » ne s'applique pas : {outcome.error}.",
                "Corrigez-le : sans lui, la recette ne prouverait pas ce que vous demandez.",
            )
    if plan.after:
        laps.mark("scripts de --sql-apres")
    validation = run(url, plan.validation)
    rehearsal.validation = _judged(validation)
    rehearsal.validation_notices = validation.notices
    laps.mark("validation")
    rehearsal.after = take_fingerprint(url, like=expected)
    rehearsal.differences = compare(expected, rehearsal.after)
    laps.mark("empreinte comparée")
    rehearsal.api = _wait_for_api(target, migrated + API_DEADLINE_S)
    rehearsal.api_ready_ms = (time.monotonic() - migrated) * 1000
    laps.mark("API prête")
    return rehearsal


def _judged(outcome: Outcome) -> Check:
    return Check("echouee", str(outcome.error)) if outcome.error else Check("reussie")


def _wait_for_api(target: Target, deadline: float) -> Check:
    diagnosis = wait_for_new_names(target, deadline)
    return Check("reussie") if diagnosis.served else Check("echouee", diagnosis.sentence)
