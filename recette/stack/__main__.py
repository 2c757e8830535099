"""Démarre la pile embarquée seule, et dit comment s'y brancher.

`python -m recette.stack` sert la base d'après la migration, `--avant` celle d'avant. Ctrl-C l'arrête.
Le fichier d'environnement dont elle écrit le chemin en fait une cible externe (`--env-fichier`).
"""

import argparse
import signal
import sys

import psycopg

from recette.errors import RecetteError
from recette.guard.marker import mark
from recette.interruption import heed_requests_to_stop
from recette.standing import standing_supabase


def main() -> int:
    """Sert la pile jusqu'à Ctrl-C ; rend 2 si elle ne peut pas démarrer."""
    arguments = argparse.ArgumentParser(prog="python -m recette.stack", description=__doc__.splitlines()[0])
    arguments.add_argument("--avant", action="store_true", help="la base d'avant la migration")
    before = arguments.parse_args().avant
    heed_requests_to_stop()
    try:
        _serve(migrated=not before)
    except RecetteError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Pile arrêtée.", file=sys.stderr)
    return 0


def _serve(*, migrated: bool) -> None:
    with standing_supabase(migrated=migrated) as supabase:
        with psycopg.connect(supabase.target.database_url, autocommit=True) as connection:
            mark(connection, supabase.name)
        file = supabase.folder / "cible.env"
        file.touch(mode=0o600)
        lines = (f'{name}="{value}"\n' for name, value in supabase.target.environment().items())
        file.write_text("".join(lines), encoding="utf-8")
        print(file, flush=True)
        print(f"Virtus est à {supabase.target.url}/ ; Ctrl-C arrête tout.", file=sys.stderr, flush=True)
        signal.pause()


if __name__ == "__main__":
    sys.exit(main())
