"""Le volume : des bases de dix mille à un million de lignes, et ce que la migration y coûte."""

import statistics
import time
import tracemalloc
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass

import psycopg

from recette.database.fingerprint import take_fingerprint
from recette.database.rollback import roll_back
from recette.laboratory.statements import split

ROUNDS = 5
"""Aller et retour, autant de fois : la machine peut ralentir une mesure, pas les cinq."""

# Un programme pour 4 séances et 45 exercices : 2 lignes sur 100, 8 sur 100, 90 sur 100.
_GROW = """
    set session_replication_role = replica;
    create temporary table grown as
        select gen_random_uuid() as id, number from generate_series(1, {programs}) number;
    insert into client_programs (id, client_id, name)
        select grown.id, client.id, 'Volume ' || number
        from grown, lateral (select id from clients where role = 'client' order by id limit 1) client;
    create temporary table grown_sessions as
        select gen_random_uuid() as id, grown.id as program_id, rank from grown, generate_series(1, 4) rank;
    insert into client_sessions (id, program_id, client_id, name, session_order)
        select s.id, s.program_id, p.client_id, 'Séance ' || s.rank, s.rank
        from grown_sessions s join client_programs p on p.id = s.program_id;
    insert into client_session_exercises
            (session_id, exercise_id, client_id, exercise_order, sets, reps, load, notes)
        select s.id, e.id, p.client_id, line, 3 + line % 3, '8-12', line || ' kg', 'Dos droit, série ' || line
        from grown_sessions s join client_programs p on p.id = s.program_id
            cross join (select id from exercises order by id limit 1) e
            cross join generate_series(1, 12) line
        where line <= 11 or s.rank = 1;
    drop table grown, grown_sessions;
    reset session_replication_role;
    analyze client_programs, client_sessions, client_session_exercises
"""
_ROWS_PER_PROGRAM = 50
_HOLDS = """
    select exists (
        select from pg_locks l join pg_class c on c.oid = l.relation
        where l.pid = %s and l.mode = 'AccessExclusiveLock' and l.granted
            and c.relname ~ '^client_(created_)?(programs|sessions|session_exercises)$')
"""


@dataclass(frozen=True)
class Locking:
    """Ce qu'ont duré des applications successives, en millisecondes."""

    durations: Sequence[float]
    locks: Sequence[float]
    """Temps pendant lequel les tables étaient retenues."""

    @property
    def duration(self) -> float:
        return statistics.median(self.durations)

    @property
    def lock(self) -> float:
        # Le plus court : tout le reste est du bruit de la machine, que la migration ne peut pas retirer.
        return min(self.locks)


@dataclass(frozen=True)
class FingerprintCost:
    """Ce que coûte le relevé d'une empreinte."""

    seconds: float
    peak_mb: float
    """Mémoire que la recette y emploie au plus."""


def grow(database_url: str, rows: int) -> int:
    """Ajoute à peu près `rows` lignes aux tables des clients, dans le serveur, et rend leur nombre exact."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute(_GROW.format(programs=rows // _ROWS_PER_PROGRAM).encode())
        counted = connection.execute(
            "select (select count(*) from client_programs) + (select count(*) from client_sessions)"
            " + (select count(*) from client_session_exercises)"
        ).fetchone()
    return int(counted[0]) if counted else 0


def measure_locking(database_url: str, migration: str) -> Locking:
    """Migre et revient plusieurs fois, et mesure combien de temps les tables sont retenues."""
    statements = [statement.text for statement in split(migration)]
    locking = _locking_statement(database_url, statements)
    roll_back(database_url)
    measured = []
    for _ in range(ROUNDS):
        measured.append(_apply(database_url, statements, locking))
        roll_back(database_url)
    return Locking([duration for duration, _ in measured], [lock for _, lock in measured])


def measure_fingerprint(database_url: str) -> FingerprintCost:
    """Relève l'empreinte deux fois : pour sa durée, puis pour sa mémoire, que la mesurer ralentit."""
    start = time.perf_counter()
    take_fingerprint(database_url)
    seconds = time.perf_counter() - start
    tracemalloc.start()
    try:
        take_fingerprint(database_url)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    return FingerprintCost(seconds, peak / 2**20)


def _locking_statement(database_url: str, statements: list[str]) -> int | None:
    """Applique instruction par instruction, et rend le rang de celle qui retient les tables."""
    found = None
    with (
        closing(psycopg.connect(database_url, autocommit=True)) as migrating,
        closing(psycopg.connect(database_url, autocommit=True)) as observer,
    ):
        for rank, statement in enumerate(statements):
            migrating.execute(statement.encode())
            if found is None:
                held = observer.execute(_HOLDS, [migrating.info.backend_pid]).fetchone()
                found = rank if held == (True,) else None
    return found


def _apply(database_url: str, statements: list[str], locking: int | None) -> tuple[float, float]:
    """Applique la migration ; rend la durée totale et celle où les tables sont retenues.

    Ce qui retient part en un seul message, comme le fichier : un aller et retour par instruction mesurerait
    aussi, sous charge, l'attente d'un cœur à chacune.
    """
    with closing(psycopg.connect(database_url, autocommit=True)) as migrating:
        if locking is None:
            # Sans transaction, aucune instruction ne retient rien après elle : la plus longue est la borne.
            spent = [_spent_ms(migrating, statement) for statement in statements]
            return sum(spent), max(spent)
        before = [_spent_ms(migrating, statement) for statement in statements[:locking]]
        held = _spent_ms(migrating, "\n;\n".join(statements[locking:]))
        return sum(before) + held, held


def _spent_ms(connection: psycopg.Connection, message: str) -> float:
    start = time.perf_counter()
    connection.execute(message.encode())
    return (time.perf_counter() - start) * 1000
