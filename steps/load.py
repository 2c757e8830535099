"""La migration sous la charge et dans le volume."""

from collections.abc import Callable

from pytest_bdd import given, then, when

from fixtures.scene import Scene
from recette.database.prepared import BASELINE
from recette.database.script import Script
from recette.laboratory.ledger import Ledger, migrate_among
from recette.laboratory.traffic import Traffic
from recette.laboratory.volume import (
    Locking,
    grow,
    measure_fingerprint,
    measure_locking,
)
from steps.names import phrase

_MEMORY_MARGIN_MB = 16


@given("un Virtus d'avant la migration où une coach assigne, où ses clients lisent et créent")
def a_busy_virtus(traffic: Traffic) -> None:
    traffic.wait_until_busy()


@given(phrase("une base d'avant la migration, de {rows:d} lignes"), target_fixture="database_url")
def a_large_database(scene: Scene, clone: Callable[[str], str], rows: int) -> str:
    url = clone(BASELINE)
    counted = grow(url, rows)
    scene.report_measure("lignes", counted)
    assert counted >= rows, f"{rows} lignes demandées, {counted} écrites : ce scénario ne prouverait rien."
    return url


@when("la migration est appliquée sous cette charge", target_fixture="ledger")
def is_applied_under_load(traffic: Traffic, migration: Script) -> Ledger:
    return migrate_among(traffic, migration)


@when("la migration y est appliquée et défaite cinq fois", target_fixture="locking")
def is_applied_and_undone(database_url: str, migration: Script) -> Locking:
    return measure_locking(database_url, migration.text)


@then("tout ce qui fut confirmé est en base, une seule fois et en entier")
def nothing_is_lost(ledger: Ledger) -> None:
    assert ledger.assigned, "Aucune assignation confirmée : ce scénario ne prouverait rien."
    assert not ledger.wrongs, "La migration fait du tort à qui travaille :\n  - " + "\n  - ".join(
        ledger.wrongs
    )


@then(phrase("aucune demande n'a attendu plus de {seconds:d} secondes"))
def nobody_waits_long(scene: Scene, ledger: Ledger, seconds: int) -> None:
    scene.report_measure("migration_ms", ledger.migration_ms)
    scene.report_measure("attente_la_plus_longue_ms", ledger.longest_wait_ms)
    scene.report_measure("demandes", ledger.requests)
    scene.report_measure("assignations_confirmees", ledger.assigned)
    assert ledger.longest_wait_ms <= seconds * 1000, (
        f"Une demande a attendu {ledger.longest_wait_ms / 1000:.1f} s derrière la migration, {seconds} s au "
        "plus attendues : bornez l'attente de ses verrous (lock_timeout)."
    )


@then(phrase("les tables ne sont retenues que {limit:d} ms au plus"))
def lock_is_short(scene: Scene, locking: Locking, limit: int) -> None:
    scene.report_measure("migration_ms", locking.duration)
    scene.report_measure("verrou_ms", locking.lock)
    assert locking.lock <= limit, (
        f"La migration retient les tables {locking.lock:.0f} ms, {limit} ms au plus attendues : "
        "elle lit ou réécrit des lignes."
    )


@then(
    phrase("l'empreinte se relève en {limit:d} secondes au plus, avec la mémoire que prend une petite base")
)
def fingerprint_is_light(scene: Scene, database_url: str, clone: Callable[[str], str], limit: int) -> None:
    cost, small = measure_fingerprint(database_url), measure_fingerprint(clone(BASELINE))
    scene.report_measure("empreinte_s", cost.seconds)
    scene.report_measure("empreinte_memoire_mo", cost.peak_mb)
    assert cost.seconds <= limit, f"L'empreinte demande {cost.seconds:.1f} s, {limit} s au plus attendues."
    assert cost.peak_mb <= small.peak_mb + _MEMORY_MARGIN_MB, (
        f"L'empreinte emploie {cost.peak_mb:.0f} Mo, contre {small.peak_mb:.0f} Mo sur une petite base : "
        "sa mémoire grandit avec les lignes."
    )
