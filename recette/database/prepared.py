"""Le socle tout prêt : construit une fois par contenu, gardé arrêté, copié à chaque recette."""

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from recette import parts
from recette.cache import cache_dir
from recette.database.starting.source import DEFAULT_STARTING_BASE, StartingBase
from recette.database.worlds import PLATFORM, Worlds
from recette.stack.postgres import StoppedCluster, copy_cluster, running_cluster, server_user

BASELINE = "socle"

_KEPT = 3
"""Modèles gardés : assez pour passer d'une branche à l'autre, sans que le cache enfle (50 Mo chacun)."""
_DATA, _PASSWORD, _UNFINISHED = "grappe", "mot-de-passe", "inachevee"
_MAKERS = (parts.ROOT / "recette" / "database", parts.ROOT / "recette" / "stack")


@contextmanager
def prepared_worlds(folder: Path, base: StartingBase | None = None) -> Iterator[Worlds]:
    """Fait tourner sous `folder` une grappe dont la base `socle` est Virtus avant le correctif.

    Le socle du dépôt est copié d'un modèle. Une autre base de départ, qui parle de vraies personnes, est
    chargée à chaque fois : rien n'en est gardé.
    Lève RecetteError quand PostgreSQL ou la base de départ ne conviennent pas.
    """
    base = base or StartingBase.read(DEFAULT_STARTING_BASE)
    with _place(folder) as place:
        model = _model(place, base) if base.is_default else None
        with running_cluster(place, model) as cluster, closing(Worlds(cluster)) as worlds:
            if model is None:
                worlds.build_baseline(BASELINE, base)
            yield worlds


@contextmanager
def _place(folder: Path) -> Iterator[Path]:
    place = Path(tempfile.mkdtemp(prefix="grappe-", dir=folder))
    # PostgreSQL, sous son compte, doit pouvoir le traverser.
    place.chmod(0o711)
    try:
        yield place
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _model(folder: Path, base: StartingBase) -> StoppedCluster:
    kept = cache_dir() / "grappes" / _key(base)
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        turn = (kept.parent / "verrou").open("w")
    except OSError:
        # Un cache fermé à ce compte ne coûte que du temps.
        return _build(folder / "modele", base)
    with turn:
        # Les processus d'une même recette arrivent ensemble : un seul construit, les autres l'attendent.
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not kept.exists():
            _keep(_build(folder / "modele", base), kept)
        os.utime(kept)
    return StoppedCluster(kept / _DATA, (kept / _PASSWORD).read_text())


def _build(folder: Path, base: StartingBase) -> StoppedCluster:
    folder.mkdir(mode=0o711)
    with running_cluster(folder) as cluster, closing(Worlds(cluster)) as worlds:
        worlds.build_baseline(BASELINE, base)
        assert not worlds.ignored, f"Du socle du dépôt, ceci est ignoré : {worlds.ignored}"
        return cluster.stop_cleanly()


def _keep(built: StoppedCluster, kept: Path) -> None:
    unfinished = kept.with_name(_UNFINISHED)
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(mode=0o700)
    (unfinished / _PASSWORD).touch(mode=0o600)
    (unfinished / _PASSWORD).write_text(built.password)
    copy_cluster(built.data, unfinished / _DATA)
    unfinished.rename(kept)
    models = [model for model in kept.parent.iterdir() if model.is_dir() and model != kept]
    for forgotten in sorted(models, key=lambda model: model.stat().st_mtime, reverse=True)[_KEPT - 1 :]:
        shutil.rmtree(forgotten)


def _key(base: StartingBase) -> str:
    """Rend ce dont dépend un socle construit : ses fichiers, ce qui le charge, PostgreSQL et son compte."""
    binary = parts.postgres_home() / "bin" / "postgres"
    digest = hashlib.sha256(f"{binary} {binary.stat().st_mtime_ns} {os.geteuid()} {server_user()}".encode())
    code = [path for folder in _MAKERS for path in sorted(folder.rglob("*.py"))]
    for path in (*sorted(PLATFORM.glob("*.sql")), *base.files, *code):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
