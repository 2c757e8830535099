"""Une pile embarquée à part, pour qui veut la voir ou la visiter hors d'une recette."""

from collections.abc import Iterator
from contextlib import contextmanager

from recette.application import REFERENCE_APP, Application
from recette.database.prepared import BASELINE, prepared_worlds
from recette.database.script import Script, run
from recette.errors import RecetteError
from recette.plan import DEFAULT_MIGRATION
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.run_directory import run_directory

_SERVED = "virtus"


@contextmanager
def standing_supabase(
    app: Application = REFERENCE_APP, *, migrated: bool = True
) -> Iterator[EmbeddedSupabase]:
    """Sert une application devant la base d'après la migration, ou celle d'avant ; tout s'arrête à la fin."""
    with run_directory() as folder, prepared_worlds(folder) as worlds:
        url = worlds.clone(BASELINE, _SERVED)
        if migrated and (error := run(url, Script.read(DEFAULT_MIGRATION)).error):
            raise RecetteError(f"La base refuse la migration : {error}.", "Corrigez-la ou essayez --avant.")
        with EmbeddedSupabase(_SERVED, folder, worlds.cluster, _SERVED, app) as supabase:
            supabase.wait_ready()
            yield supabase
