"""Les comptes d'après la migration : ce que l'API a confirmé, et ce que la base contient vraiment."""

import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from recette.database.script import Script, run
from recette.database.witness import Witness
from recette.laboratory.traffic import ASSIGNING, READING, Exchange, Traffic, Worker

_CITED = 3


@dataclass(frozen=True)
class Ledger:
    """Ce qu'une migration sous charge a coûté, et ce qu'elle a perdu."""

    wrongs: list[str]
    migration_ms: float
    longest_wait_ms: float
    """La plus longue attente d'une demande qui a croisé la migration."""
    requests: int
    assigned: int
    """Assignations confirmées."""


def migrate_among(traffic: Traffic, migration: Script) -> Ledger:
    """Applique la migration pendant que chacun travaille, puis fait les comptes quand tous sont servis."""
    began = time.monotonic()
    outcome = run(traffic.cast.target.database_url, migration)
    ended = time.monotonic()
    assert outcome.error is None, f"La migration échoue sous la charge : {outcome.error}"
    traffic.wait_until_served()
    traffic.stop()
    exchanges = traffic.exchanges()
    with closing(Witness(traffic.cast.target.database_url)) as witness:
        wrongs = _wrongs(traffic, witness)
    return Ledger(
        wrongs,
        outcome.duration_ms,
        _longest_wait_ms(exchanges, began, ended),
        len(exchanges),
        sum(item.activity == ASSIGNING and item.accepted for item in exchanges),
    )


def _wrongs(traffic: Traffic, witness: Witness) -> list[str]:
    # Perdue, en trop, doublée, à moitié faite, ou mal servie : une phrase pour chacune.
    found = [
        f"{exchange.activity} mal servie : {exchange.failure}"
        for exchange in traffic.exchanges()
        if exchange.failure
    ][:_CITED]
    for worker in traffic.workers:
        if worker.activity != READING:
            found += _write_wrongs(worker, traffic, witness)
    return found


def _write_wrongs(worker: Worker, traffic: Traffic, witness: Witness) -> Iterator[str]:
    who = worker.person.full_name
    confirmed = [exchange.created for exchange in worker.exchanges if exchange.created]
    present = witness.instance_ids(worker.person.id) - traffic.known
    if lost := set(confirmed) - present:
        yield f"{len(lost)} {worker.activity}(s) confirmée(s) à {who} puis perdue(s)"
    if extra := present - set(confirmed):
        yield f"{len(extra)} programme(s) chez {who} que l'API n'a confirmé(s) à personne"
    if len(set(confirmed)) < len(confirmed):
        yield f"la même {worker.activity} est confirmée deux fois à {who}"
    if worker.activity == ASSIGNING:
        yield from _assignment_wrongs(worker, traffic, witness)


def _assignment_wrongs(worker: Worker, traffic: Traffic, witness: Witness) -> Iterator[str]:
    who = worker.person.full_name
    rows = witness.assignments(client_id=worker.person.id)
    copies = [row.client_program_id for row in rows]
    if set(copies) != witness.instance_ids(worker.person.id) or len(set(copies)) < len(copies):
        yield f"les {len(copies)} assignations de {who} ne mènent pas chacune à sa copie"
    expected = witness.template_content(traffic.template.id)
    for copy in copies:
        if copy and (missing := expected.differences(witness.instance_content(copy))):
            yield f"une copie de {who} est à moitié écrite : {missing[0]}"
            return


def _longest_wait_ms(exchanges: list[Exchange], began: float, ended: float) -> float:
    return max(
        (item.wait_ms for item in exchanges if item.began <= ended and item.ended >= began), default=0.0
    )
