"""Le socle tout prêt : construit une fois, copié ensuite, refait quand ce dont il dépend change."""

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from recette.database import prepared
from recette.database.fingerprint import Fingerprint, compare, take_fingerprint
from recette.database.prepared import BASELINE, prepared_worlds
from recette.database.starting.source import DEFAULT_STARTING_BASE, StartingBase
from recette.database.worlds import Worlds
from recette.stack.postgres import SUPERUSER
from recette.stack.run_directory import run_directory


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Un cache vide, à la place de celui de la machine."""
    monkeypatch.setattr(prepared, "cache_dir", lambda: tmp_path)
    return tmp_path / "grappes"


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Les bases construites pendant l'essai."""
    built: list[str] = []
    build = Worlds.build_baseline

    def recorded(worlds: Worlds, name: str, base: StartingBase | None = None) -> None:
        built.append(name)
        build(worlds, name, base)

    monkeypatch.setattr(Worlds, "build_baseline", recorded)
    return built


@contextmanager
def prepare(base: StartingBase | None = None) -> Iterator[Worlds]:
    with run_directory() as folder, prepared_worlds(folder, base) as worlds:
        yield worlds


def test_what_is_kept_is_the_base_that_was_built(
    cache: Path, builds: list[str], baseline: Fingerprint
) -> None:
    """Construite la première fois, copiée la seconde : même catalogue, mêmes lignes."""
    for _ in range(2):
        with prepare() as worlds:
            assert compare(baseline, take_fingerprint(worlds.cluster.dsn(BASELINE))) == []
    assert builds == [BASELINE]
    assert len(list(cache.glob("*/grappe"))) == 1


def test_those_who_come_together_build_it_once(
    cache: Path, builds: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Les processus d'une recette démarrent ensemble : aucun n'ôte à l'autre ce qu'il allait copier."""
    monkeypatch.setattr(prepared, "_KEPT", 1)

    def count(_: int) -> int:
        with prepare() as worlds, psycopg.connect(worlds.cluster.dsn(BASELINE)) as connection:
            found = connection.execute("select count(*) from programs").fetchone()
            return int(found[0]) if found else 0

    with ThreadPoolExecutor(3) as together:
        assert min(together.map(count, range(3))) > 0
    assert builds == [BASELINE]


def test_the_password_of_the_model_opens_none_of_its_copies(cache: Path) -> None:
    """Il reste dans le cache, lisible du seul compte qui l'a écrit ; chaque copie a le sien."""
    with prepare() as worlds:
        [password] = cache.glob("*/mot-de-passe")
        assert password.stat().st_mode & 0o077 == 0
        for role in (SUPERUSER, "postgres", "authenticator", "supabase_auth_admin"):
            url = worlds.cluster.dsn(BASELINE, role)
            psycopg.connect(url).close()
            with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
                psycopg.connect(url.replace(worlds.cluster.password, password.read_text()))


def test_a_changed_baseline_is_built_anew(
    cache: Path, builds: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Une ligne ajoutée au socle se retrouve dans la base ; seuls les derniers modèles sont gardés."""
    changed = tmp_path / "socle"
    shutil.copytree(DEFAULT_STARTING_BASE, changed)
    monkeypatch.setattr("recette.database.starting.source.DEFAULT_STARTING_BASE", changed)
    monkeypatch.setattr(prepared, "DEFAULT_STARTING_BASE", changed)
    monkeypatch.setattr(prepared, "_KEPT", 1)
    last = changed / "99_essai.sql"
    for comment in ("un", "deux"):
        last.write_text(f"comment on table programs is '{comment}';")
        with prepare() as worlds, psycopg.connect(worlds.cluster.dsn(BASELINE)) as connection:
            said = connection.execute("select obj_description('programs'::regclass)").fetchone()
            assert said == (comment,)
    assert builds == [BASELINE, BASELINE]
    assert len(list(cache.glob("*/grappe"))) == 1


def test_nothing_is_kept_of_a_real_base(cache: Path, builds: list[str], tmp_path: Path) -> None:
    """Elle parle de vraies personnes."""
    real = tmp_path / "export"
    shutil.copytree(DEFAULT_STARTING_BASE, real)
    with prepare(StartingBase.read(real)):
        assert builds == [BASELINE]
    assert not cache.exists()


def test_a_closed_cache_only_costs_time(cache: Path, builds: list[str]) -> None:
    """Là où rien ne peut être gardé, la base est construite à chaque fois."""
    cache.write_text("Un fichier, là où l'on voudrait un dossier.")
    for _ in range(2):
        with prepare() as worlds, psycopg.connect(worlds.cluster.dsn(BASELINE)) as connection:
            assert connection.execute("select count(*) > 0 from programs").fetchone() == (True,)
    assert builds == [BASELINE, BASELINE]


def test_a_clone_is_dropped_before_its_maker_closes() -> None:
    """Effacer à l'écart ne laisse rien : fermer la fabrique attend que tout soit effacé."""
    with prepare() as worlds:
        with worlds.temporary_clone(BASELINE) as url, psycopg.connect(url) as connection:
            known = connection.execute("select current_database()").fetchone()
        worlds.close()
        with psycopg.connect(worlds.cluster.dsn(BASELINE)) as connection:
            left = connection.execute("select datname from pg_database").fetchall()
    assert known is not None
    assert known not in left
