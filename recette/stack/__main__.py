"""Démarre la pile embarquée seule, et dit comment s'y brancher.

`python -m recette.stack` sert la base d'après la migration, `--avant` celle d'avant. Ctrl-C l'arrête.
Le fichier d'environnement dont elle écrit le chemin en fait une cible externe (`--env-fichier`).
"""

import argparse
import signal
import sys

import psycopg

from recette.database.script import Script, run
from recette.database.worlds import Worlds
from recette.errors import RecetteError
from recette.guard.marker import mark
from recette.plan import DEFAULT_MIGRATION
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import running_cluster
from recette.stack.run_directory import run_directory

_BASELINE, _SERVED = "socle", "virtus"


def main() -> int:
    """Sert la pile jusqu'à Ctrl-C ; rend 2 si elle ne peut pas démarrer."""
    arguments = argparse.ArgumentParser(prog="python -m recette.stack", description=__doc__.splitlines()[0])
    arguments.add_argument("--avant", action="store_true", help="la base d'avant la migration")
    before = arguments.parse_args().avant
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        _serve(migrated=not before)
    except RecetteError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Pile arrêtée.", file=sys.stderr)
    return 0


def _serve(*, migrated: bool) -> None:
    with run_directory() as folder, running_cluster(folder) as cluster:
        worlds = Worlds(cluster)
        worlds.build_baseline(_BASELINE)
        url = worlds.clone(_BASELINE, _SERVED)
        if migrated and (error := run(url, Script.read(DEFAULT_MIGRATION)).error):
            raise RecetteError(f"La base refuse la migration : {error}.", "Corrigez-la ou essayez --avant.")
        with EmbeddedSupabase(_SERVED, folder, cluster, _SERVED) as supabase:
            supabase.wait_ready()
            with psycopg.connect(url, autocommit=True) as connection:
                mark(connection, _SERVED)
            file = folder / "cible.env"
            file.touch(mode=0o600)
            lines = (f'{name}="{value}"\n' for name, value in supabase.target.environment().items())
            file.write_text("".join(lines), encoding="utf-8")
            print(file, flush=True)
            print(f"Virtus est à {supabase.target.url}/ ; Ctrl-C arrête tout.", file=sys.stderr, flush=True)
            signal.pause()


if __name__ == "__main__":
    sys.exit(main())
