"""La sauvegarde d'avant la migration, restaurée."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pytest_bdd import given, then, when

from fixtures.worlds import RehearsedWorld
from recette.database.backup import Backup, back_up
from recette.database.fingerprint import Fingerprint, compare, take_fingerprint
from recette.database.prepared import BASELINE
from recette.database.restore import empty, restore
from recette.errors import RecetteError
from recette.laboratory.mishaps import AFTERMATHS, poor_backup
from steps.names import phrase

_CITED_DIFFERENCES = 8


@dataclass
class Restoration:
    """Une base, la sauvegarde qu'on y restaure, ce qu'elle doit redevenir, et le refus s'il y en a un."""

    database_url: str
    backup: Backup
    expected: Fingerprint
    refusal: str | None = None

    def attempt(self) -> None:
        """Tente la restauration."""
        try:
            restore(self.backup.path, self.database_url)
        except RecetteError as refused:
            self.refusal = str(refused)


@given("une base neuve", target_fixture="restoration")
def a_new_database(clone: Callable[[str], str], after_world: RehearsedWorld) -> Restoration:
    url = clone(BASELINE)
    empty(url)
    rehearsal = after_world.rehearsal
    return Restoration(url, rehearsal.backup, rehearsal.before)


@given("une base sauvegardée avant la migration", target_fixture="restoration")
def a_saved_database(clone: Callable[[str], str], run_folder: Path) -> Restoration:
    url = clone(BASELINE)
    return Restoration(url, back_up(url, run_folder / "sauvegarde-du-clone.dump"), take_fingerprint(url))


@given(phrase("une base dont la sauvegarde est {defect}"), target_fixture="restoration")
def a_poorly_saved_database(clone: Callable[[str], str], run_folder: Path, defect: str) -> Restoration:
    url = clone(BASELINE)
    return Restoration(url, poor_backup(url, defect, run_folder), take_fingerprint(url))


@given(phrase("cette base ensuite {state}"))
def something_happened_since(restoration: Restoration, after_world: RehearsedWorld, state: str) -> None:
    AFTERMATHS[state](restoration.database_url, after_world.rehearsal.plan.migration)
    changed = compare(restoration.expected, take_fingerprint(restoration.database_url))
    assert changed, f"La base « {state} » est encore celle d'avant : la restaurer ne prouverait rien."


@when("la sauvegarde de la répétition y est restaurée")
@when("sa sauvegarde y est restaurée")
def backup_is_restored(restoration: Restoration) -> None:
    restoration.attempt()


@then("la base est celle d'avant la migration, structure et lignes")
def database_is_back(restoration: Restoration) -> None:
    left = compare(restoration.expected, take_fingerprint(restoration.database_url))
    assert not left, (
        f"{restoration.refusal or 'La restauration aboutit.'}\n"
        f"La base n'est pas celle d'avant, {len(left)} écarts :"
        "\n  - " + "\n  - ".join(map(str, left[:_CITED_DIFFERENCES]))
    )


@then(phrase("la restauration est refusée : « {reason} »"))
def restoration_is_refused(restoration: Restoration, reason: str) -> None:
    assert restoration.refusal, (
        f"La sauvegarde est acceptée alors que « {reason} » : la restaurer effacerait les données."
    )
    assert reason in restoration.refusal, f"Refus attendu : « {reason} », lu : {restoration.refusal}"
