"""Des recettes entières sur un Supabase servi par un autre processus : seul un fichier les relie.

Après chacune, normale, en échec, interrompue ou tuée puis balayée, la cible est telle qu'avant.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg
import pytest

from recette.cast import Cast
from recette.external import prepare
from recette.guard.env_file import read_environment
from recette.parts import ROOT
from recette.programmes import ordinary
from recette.trace.run import ExternalRun
from tests.runs import DEADLINE_S, Runner
from tests.targets import application, site, written

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="les processus restants se lisent dans /proc")

QUICK = ("features/confidentialite/isoler_les_clients.feature",)
LONG = ("features/confidentialite/lire_selon_qui_l_on_est.feature",)
V9 = ("features/visibilite/retrouver_programme_d_avant_migration.feature",)
ON_SCREEN = ("features/visibilite/voir_programme_en_cours.feature", "-m", "V3")


class External:
    """Un Supabase servi par `python -m recette.stack`, connu par son seul fichier d'environnement."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.values = read_environment(file)
        self.option = f"--env-fichier={file}"

    def sql(self, statement: str) -> None:
        """Agit sur la base."""
        with psycopg.connect(self.values["VIRTUS_DB_URL"], autocommit=True) as connection:
            connection.execute(statement.encode())

    def one(self, query: str) -> int:
        """Rend un nombre lu dans la base."""
        with psycopg.connect(self.values["VIRTUS_DB_URL"], autocommit=True) as connection:
            row = connection.execute(query.encode()).fetchone()
        assert row is not None
        return int(row[0])

    def rows(self) -> dict[str, int]:
        """Rend le nombre de lignes de chaque table, comptes compris, hors du registre."""
        with psycopg.connect(self.values["VIRTUS_DB_URL"], autocommit=True) as connection:
            names = connection.execute(
                "select format('%I.%I', schemaname, tablename) from pg_tables"
                " where schemaname not in ('pg_catalog', 'information_schema', 'recette')"
            ).fetchall()
            return {name: self.one(f"select count(*) from {name}") for (name,) in names}


@contextmanager
def served(*options: str) -> Iterator[External]:
    """Sert un Supabase dans un autre processus ; arrêté par Ctrl-C, il ne laisse rien."""
    command = [sys.executable, "-m", "recette.stack", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        file = Path(process.stdout.readline().strip())
        assert file.stat().st_mode & 0o777 == 0o600
        try:
            yield External(file)
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(DEADLINE_S) == 0
    assert not file.parent.exists()


@pytest.fixture(scope="module")
def external() -> Iterator[External]:
    """La cible, migrée."""
    with served() as running:
        yield running


@pytest.fixture
def unchanged(external: External) -> Iterator[None]:
    """Exige qu'à la fin de l'essai la cible ait retrouvé toutes ses lignes, et elles seules."""
    before = external.rows()
    yield
    assert external.rows() == before


@pytest.mark.usefixtures("unchanged")
def test_a_run_leaves_nothing(runner: Runner, external: External) -> None:
    """Le verdict nomme la cible, dit ce qui fut effacé, et que rien ne reste."""
    run = runner.play(*QUICK, external.option)
    assert run.code == 0, run.output
    assert run.verdict["cible"]["supabase"] == "externe"
    assert run.verdict["cible"]["projet"] == "virtus"
    assert run.verdict["migration"]["etat"] is None
    traces = run.verdict["traces"]
    assert traces["deleted"]["auth.users"] == 4, traces
    assert (traces["left"], traces["drift"]) == ({}, [])
    assert "effacées, il ne reste rien" in run.output


@pytest.mark.usefixtures("unchanged")
def test_what_cannot_be_played_there_is_a_reservation(runner: Runner, external: External) -> None:
    """Ce qui demande un clone, le secret ou la migration est ignoré, avec sa raison."""
    run = runner.play(
        "features/confidentialite/refuser_les_faux_jetons.feature",
        "features/confidentialite/entrer_sans_connexion.feature",
        "features/migration/renommer_les_tables.feature",
        external.option,
    )
    reasons = {item["motif"] for item in run.verdict["scenarios"] if item["issue"] == "ignore"}
    assert run.verdict["totaux"]["echoue"] == 0, run.output
    assert reasons == {
        "une cible externe ne se clone pas, et ne s'abîme pas",
        "une cible externe garde le secret qui signerait ce faux jeton",
        "sans --appliquer-migration, la cible externe est éprouvée telle qu'elle est",
    }


@pytest.mark.usefixtures("unchanged")
def test_a_failing_run_leaves_nothing(runner: Runner, external: External) -> None:
    """Un scénario échoue sur un vrai défaut de la cible ; ses lignes partent avec les autres."""
    external.sql("alter table client_created_programs disable row level security")
    try:
        run = runner.play(*QUICK, external.option)
    finally:
        external.sql("alter table client_created_programs enable row level security")
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    assert (run.verdict["traces"]["left"], run.verdict["constats"]) == ({}, [])


@pytest.mark.usefixtures("unchanged")
def test_an_interrupted_run_leaves_nothing(runner: Runner, external: External) -> None:
    """Ctrl-C au milieu : le scénario en cours finit, tout est effacé, et c'est dit."""
    process = runner.start(*LONG, external.option)
    said = runner.wait_for(process, "✓")
    process.send_signal(signal.SIGINT)
    run = runner.finish(process, said)
    assert run.code == 2, run.output
    assert "effacées, il ne reste rien" in run.output


@pytest.mark.usefixtures("unchanged")
def test_a_killed_run_is_swept_by_the_next(runner: Runner, external: External) -> None:
    """Tuée net, elle laisse ses lignes ; la suivante les reconnaît à son nom et les efface."""
    process = runner.start(*LONG, external.option)
    runner.wait_for(process, "✓")
    process.kill()
    runner.finish(process)
    assert external.one("select count(*) from auth.users where email like '%@recette.invalid'") > 0
    assert external.one("select count(*) from recette.recettes where fin is null") == 1
    run = runner.play(*QUICK, external.option)
    assert len(run.verdict["traces"]["swept"]) == 1, run.output
    assert "1 recette(s) morte(s) balayée(s)" in run.output
    assert external.one("select count(*) from recette.recettes where fin is null") == 0
    for folder in runner.temporary.glob("playwright-pytest-*"):
        # Celui-là, vide, est à pytest-playwright, qui ne le range pas quand on le tue.
        folder.rmdir()


@pytest.mark.usefixtures("unchanged")
def test_two_runs_at_once_do_not_sweep_each_other(runner: Runner, external: External) -> None:
    """La seconde commence et finit pendant la première, dont toutes les lignes restent."""
    target = prepare(external.file).target
    first = ExternalRun(target)
    first.begin()
    with closing(Cast(target)) as cast:
        coach = cast.coach("Hugo Petit")
        cast.assignment(cast.template(coach, ordinary("Endurance")), cast.client("Inès Roux", coach=coach))
    inhabited = external.rows()
    second = runner.play(*QUICK, external.option)
    assert (second.code, second.verdict["traces"]["swept"]) == (0, []), second.output
    assert second.verdict["traces"]["neighbours"] == [target.run_id]
    assert external.rows() == inhabited
    traces = first.finish()
    assert (traces.left, traces.deleted["public.program_assignments"]) == ({}, 1)


def test_a_row_that_cannot_be_found_back_is_a_finding(runner: Runner, external: External) -> None:
    """La cible recopie l'adresse des comptes dans une table que rien ne relie à eux."""
    external.sql("create table public.carnet (texte text)")
    external.sql(
        "create function public.noter() returns trigger language plpgsql as"
        " $$ begin insert into public.carnet select email from auth.users where id = new.user_id;"
        " return null; end $$"
    )
    external.sql("alter function public.noter() security definer")
    external.sql(
        "create trigger noter after insert on auth.sessions for each row execute function public.noter()"
    )
    try:
        run = runner.play(*QUICK, external.option)
    finally:
        external.sql("drop function public.noter() cascade")
        external.sql("drop table public.carnet")
    assert (run.code, run.verdict["verdict"]) == (1, "non_recevable"), run.output
    assert any(
        "laisse des lignes sur la cible : 2 dans public.carnet" in said for said in run.verdict["constats"]
    )
    external.sql("update recette.recettes set fin = now()")


def test_an_application_that_talks_elsewhere_never_starts(
    runner: Runner, external: External, tmp_path: Path
) -> None:
    """Sur cette machine aussi, une application branchée ailleurs est arrêtée avant sa première requête."""
    with site({}) as elsewhere, site(application(f'fetch("{elsewhere.url}/rest/v1/")')) as served:
        values = external.values | {"VIRTUS_APP_URL": served.url}
        run = runner.play(*ON_SCREEN, f"--env-fichier={written(tmp_path / 'cible.env', values)}")
        assert run.code == 2, run.output
        assert f"l'application servie à {served.url} ne nomme nulle part" in run.output
        assert elsewhere.requests == []


def test_an_application_that_composes_another_address_is_stopped_by_the_browser(
    runner: Runner, external: External, tmp_path: Path
) -> None:
    """Relue, elle paraît saine ; sa requête ne quitte pas le navigateur, et le scénario la nomme."""
    own, key = external.values["SUPABASE_URL"], external.values["SUPABASE_ANON_KEY"]
    with site({}) as elsewhere:
        port = elsewhere.url.rpartition(":")[2]
        script = (
            f'const known = ["{own}", "{key}"];\n'
            f'fetch(["http", "//127.0.0.1", "{port}"].join(":") + "/rest/v1/programs").catch(() => {{}});\n'
        )
        with site(application(script)) as served:
            values = external.values | {"VIRTUS_APP_URL": served.url}
            run = runner.play(*ON_SCREEN, f"--env-fichier={written(tmp_path / 'cible.env', values)}")
    assert run.code == 1, run.output
    assert f"l'application appelle un hôte inconnu : 127.0.0.1:{port}" in run.reason("V3")
    assert elsewhere.requests == []


def test_the_migration_is_applied_only_when_asked(runner: Runner) -> None:
    """Sauvegarde d'abord, hors des preuves ; puis l'anomalie, la migration, la validation, l'empreinte."""
    with served("--avant") as unmigrated:
        run = runner.play("features/migration/renommer_les_tables.feature", unmigrated.option)
        assert {item["issue"] for item in run.verdict["scenarios"]} == {"echoue", "ignore"}, run.output
        run = runner.play(*V9, unmigrated.option, "--appliquer-migration")
        assert (run.code, run.verdict["totaux"]["ignore"]) == (0, 0), run.output
        assert run.verdict["anomalie"]["reproduite"]
        assert run.verdict["migration"]["etat"] == "appliquee"
        assert run.verdict["validation"]["etat"] == "reussie"
        assert (run.verdict["traces"]["left"], run.verdict["traces"]["drift"]) == ({}, [])
    [folder] = runner.reports.with_name("rapports-sauvegardes").iterdir()
    assert folder.stat().st_mode & 0o077 == 0
    assert [file.name for file in folder.iterdir()] == ["sauvegarde-avant-migration.dump"]
    assert list(runner.reports.rglob("*.dump")) == []
