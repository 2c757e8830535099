"""La pile du banc : une base migrée, ses habitants d'avant, et ce qu'il en faut dire aux concurrents."""

import json
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import bcrypt

from recette.application import REFERENCE_APP
from recette.browser import WINDOW, launch_arguments
from recette.database.prepared import BASELINE, prepared_worlds
from recette.database.script import Script, run
from recette.database.seed import CHEAP_BCRYPT_ROUNDS
from recette.errors import RecetteError
from recette.natives import CLIENT, PROGRAMME, Natives
from recette.plan import DEFAULT_MIGRATION
from recette.programmes import ordinary
from recette.stack.embedded import EmbeddedSupabase
from recette.stack.postgres import Cluster
from recette.stack.run_directory import run_directory
from recette.target import Target

SERVED = "banc"


@dataclass(frozen=True)
class Native:
    """Une cliente à qui l'on avait assigné un programme avant la migration."""

    id: UUID
    email: str
    password: str


@dataclass(frozen=True)
class Served:
    """Une pile qui sert la base migrée."""

    supabase: EmbeddedSupabase
    native: Native

    @property
    def target(self) -> Target:
        return self.supabase.target

    def hand_over(self) -> Path:
        """Écrit, pour les concurrents qui sont d'autres processus, tout ce qui leur est commun."""
        password = secrets.token_urlsafe(12)
        browser = launch_arguments()
        common: dict[str, Any] = {
            "target": asdict(self.target),
            "native": asdict(self.native),
            "password": password,
            "password_hash": bcrypt.hashpw(password.encode(), bcrypt.gensalt(CHEAP_BCRYPT_ROUNDS)).decode(),
            "programme": asdict(ordinary(PROGRAMME)),
            "window": WINDOW,
            "browser": {"path": browser.get("executable_path"), "arguments": browser["args"]},
        }
        file = self.supabase.folder / "banc.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps(common, default=str, ensure_ascii=False), encoding="utf-8")
        return file


@contextmanager
def served_stack() -> Iterator[Served]:
    """Sert une base migrée, où l'on vivait déjà avant ; tout s'arrête à la fin."""
    with run_directory() as folder, prepared_worlds(folder) as worlds:
        worlds.clone(BASELINE, SERVED)
        with served_database(worlds.cluster, folder, SERVED) as served:
            yield served


@contextmanager
def served_database(cluster: Cluster, folder: Path, database: str) -> Iterator[Served]:
    """Peuple une base d'avant la migration, la migre, et la sert."""
    supabase = EmbeddedSupabase(database, folder, cluster, database, REFERENCE_APP)
    with closing(Natives(supabase.target)) as natives:
        if error := run(supabase.target.database_url, Script.read(DEFAULT_MIGRATION)).error:
            raise RecetteError(f"La base refuse la migration : {error}.", "Corrigez-la avant de mesurer.")
        person = natives.cast.person(CLIENT)
        native = Native(person.id, person.email, natives.cast.password)
    with supabase:
        supabase.wait_ready()
        yield Served(supabase, native)
