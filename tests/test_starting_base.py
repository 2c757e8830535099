"""La base de départ : reconnue, chargée, ce qui en est ignoré nommé, ce qui l'arrête dit sans une donnée."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest

from recette import parts
from recette.database.backup import back_up
from recette.database.fingerprint import Fingerprint, compare, findings, take_fingerprint
from recette.database.starting.source import DEFAULT_STARTING_BASE, StartingBase
from recette.database.worlds import Worlds
from recette.errors import RecetteError
from recette.parts import ROOT
from recette.stack.postgres import Cluster

FOREIGN = ROOT / "tests" / "socles" / "propre_a_supabase.sql"
PERSONAL = ("vie-privee", "autre-vie", "0699887766", "jeton-secret", "ordonnance-secrete")
NUMBERS = count(1)

PLATFORM_ONLY = [
    "schéma auth (à Supabase, pas à Virtus)",
    "schéma extensions (à Supabase, pas à Virtus)",
    "publication supabase_realtime (déjà là)",
    "déclencheur d'événement pgrst_ddl_watch",
]

REFUSED = {
    "table absente": ("alter table public.rien add a int;", r'relation "public\.rien" does not exist'),
    "syntaxe": (
        "select 1;\n\ninsert into Dupont values;\n",
        r"ligne 3 \(INSERT dupont\) : erreur de s",
    ),
    "inclusion absente": ("\\ir rien.sql\n", r"ligne 1 : « rien\.sql » n'existe pas"),
    "copie interrompue": ("create table t (a int);\ncopy t (a) from stdin;\n1\n", "au milieu des données"),
    "valeur": (
        "create table t (a int);\ncopy public.t (a) from stdin;\n1\nDupont\n\\.\n",
        r"\(COPY public\.t\) : des données sont refusées, donnée n° 2, colonne a \(SQLSTATE 22P02\)",
    ),
    "clé": (
        "create table t (a text primary key);\ninsert into t values ('Dupont'), ('Dupont');\n",
        "contrainte t_pkey, table t",
    ),
    "exception": ("do $$ begin raise exception 'Dupont'; end $$;", "des données sont refusées"),
    "type d'une extension absente": (
        "create extension vector schema extensions;\ncreate table t (a extensions.vector);",
        r"Peut-être lui manque-t-il ce qui a été ignoré : extension vector \(ce serveur ne l'a pas\)",
    ),
}


@pytest.fixture
def base(cluster: Cluster, worlds: Worlds) -> Iterator[Worlds]:
    """La fabrique des bases, ce qu'elle a ignoré du socle remis en place ensuite."""
    ignored = worlds.ignored
    yield worlds
    worlds.ignored = ignored


@contextmanager
def loaded(cluster: Cluster, worlds: Worlds, path: Path) -> Iterator[str]:
    """Charge une base de départ sous un nom neuf."""
    name = f"depart_{next(NUMBERS)}"
    worlds.build_baseline(name, StartingBase.read(path))
    yield cluster.dsn(name)


def dumped(url: str, path: Path, *options: str) -> Path:
    """Exporte une base par pg_dump, en clair."""
    command = [str(parts.postgres_client("pg_dump")), "--dbname", url, f"--file={path}", *options]
    subprocess.run(command, check=True)
    return path


def asked(url: str, query: str) -> list[tuple[object, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query.encode()).fetchall()


def test_nothing_of_the_repository_base_is_ignored(base: Worlds) -> None:
    """Le socle du dépôt est entier à Virtus."""
    base.build_baseline(f"depart_{next(NUMBERS)}")
    assert base.ignored == []


def test_the_whole_baseline_is_in_one_file() -> None:
    """Un fichier ajouté au socle manquerait aux variantes."""
    listed = (ROOT / "sql" / "baseline.sql").read_text(encoding="utf-8").split("\\ir ")[2:]
    assert [name.strip() for name in listed] == [
        f"baseline/{path.name}" for path in sorted(DEFAULT_STARTING_BASE.glob("*.sql"))
    ]


@pytest.mark.parametrize("kind", ["en clair", "en INSERT", "archive", "dossier d'archive"])
def test_a_real_dump_gives_the_same_base(
    cluster: Cluster, base: Worlds, scratch: str, baseline: Fingerprint, tmp_path: Path, kind: str
) -> None:
    """Le vrai pg_dump, dans ses formes : même catalogue, mêmes lignes, mêmes comptes."""
    match kind:
        case "archive":
            path = back_up(scratch, tmp_path / "base.dump").path
        case "dossier d'archive":
            path = dumped(scratch, tmp_path / "base", "--format=directory")
        case "en clair":
            path = dumped(scratch, tmp_path / "base.sql")
        case _:
            path = dumped(
                scratch, tmp_path / "base.sql", "--quote-all-identifiers", "--inserts", "--rows-per-insert=50"
            )
    with loaded(cluster, base, path) as url:
        assert [str(item) for item in compare(baseline, take_fingerprint(url))] == []
        accounts = "select id, email, encrypted_password from auth.users order by id"
        assert asked(url, accounts) == asked(scratch, accounts)
    assert base.ignored == PLATFORM_ONLY


def test_what_is_not_virtus_is_named_and_left_out(
    cluster: Cluster, base: Worlds, scratch: str, baseline: Fingerprint, tmp_path: Path
) -> None:
    """Rôles, extensions, publications, propriétaires : nommés ; le reste de la base est entier."""
    path = tmp_path / "export.sql"
    ours = dumped(scratch, tmp_path / "virtus.sql", "--quote-all-identifiers").read_text(encoding="utf-8")
    path.write_text(FOREIGN.read_text(encoding="utf-8") + ours, encoding="utf-8")
    with loaded(cluster, base, path) as url:
        assert set(findings(compare(baseline, take_fingerprint(url, like=baseline)))) == {
            "privilège public.pays.authenticated SELECT ouvert à l'API : accordé",
            "politique public.pays.Lecture ; pour tous ouvert à l'API : permissive select to authenticated "
            "using ((code <> ';'::text))",
        }
        assert asked(url, "select * from pays") == [("FR", "France ; \\ métropole")]
        assert asked(url, "select tableowner from pg_tables where tablename = 'pays'") == [("postgres",)]
        assert asked(
            url,
            "select count(*), count(confirmation_token), count(raw_user_meta_data) from auth.users"
            " where email like '%vie%'",
        ) == [(2, 2, 2)]
        assert asked(url, "select 1 from pg_attribute where attname like 'reauth%' and attnum > 0") == []
    assert base.ignored == [
        "réglage reglage_d_un_serveur_plus_recent (inconnu de ce serveur)",
        "rôle dashboard_user",
        "rôle authenticator",
        "rôle anon",
        "schéma storage (à Supabase, pas à Virtus)",
        "extension pg_graphql (ce serveur ne l'a pas)",
        "extension supabase_vault (ce serveur ne l'a pas)",
        "extension pg_net (ce serveur ne l'a pas)",
        "extension pgsodium (ce serveur ne l'a pas)",
        "schéma auth (à Supabase, pas à Virtus)",
        "propriétaire equipe_produit (postgres le remplace)",
        "rôle equipe_produit (inconnu ici)",
        "déclencheur on_auth_user_created de auth.users",
        "déclencheur prevenir de public.pays (il appelle supabase_functions.http_request)",
        "privilèges par défaut de supabase_admin (postgres ne peut pas les fixer)",
        "publication supabase_realtime (déjà là)",
        "publication supabase_realtime_messages_publication (inconnue ici)",
        "déclencheur d'événement issue_pg_net_access",
        "schéma cron (à Supabase, pas à Virtus)",
        "schéma extensions (à Supabase, pas à Virtus)",
        "déclencheur d'événement pgrst_ddl_watch",
    ]
    assert not [word for word in PERSONAL if any(word in label for label in base.ignored)]


@pytest.mark.parametrize(("text", "said"), REFUSED.values(), ids=REFUSED)
def test_what_stops_the_loading_is_told_without_data(
    cluster: Cluster, base: Worlds, tmp_path: Path, text: str, said: str
) -> None:
    """Le fichier, la ligne, l'objet et la cause ; jamais une valeur."""
    path = tmp_path / "export.sql"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecetteError, match=said) as refused, loaded(cluster, base, path):
        pass
    assert "Dupont" not in str(refused.value)
    assert str(refused.value).startswith("La base de départ ne se charge pas, ")


def test_what_is_no_base_is_refused_at_once(tmp_path: Path) -> None:
    """Absent, vide, compressé, sans SQL : dit avant que quoi que ce soit ne démarre."""
    (tmp_path / "vide.sql").touch()
    (tmp_path / "export.sql.gz").write_bytes(b"\x1f\x8b\x08")
    (tmp_path / "sans-sql").mkdir()
    for name, said in {
        "absent.sql": r"absent\.sql » est illisible",
        "vide.sql": r"vide\.sql » est vide",
        "export.sql.gz": r"est compressée\. Décompressez-la",
        "sans-sql": "ne contient aucun fichier SQL",
    }.items():
        with pytest.raises(RecetteError, match=said):
            StartingBase.read(tmp_path / name)


@pytest.mark.parametrize(
    ("kept", "said"),
    [(400, "ne se lit pas jusqu'au bout"), (-20_000, "s'arrête au milieu des données d'une table")],
    ids=["dès la table des matières", "dans les données"],
)
def test_a_cut_archive_is_told(
    cluster: Cluster, base: Worlds, scratch: str, tmp_path: Path, kept: int, said: str
) -> None:
    """Un export interrompu n'est pas une petite base."""
    path = back_up(scratch, tmp_path / "base.dump").path
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(RecetteError, match=said), loaded(cluster, base, path):
        pass


def test_a_latin_1_file_is_told(cluster: Cluster, base: Worlds, tmp_path: Path) -> None:
    """Un encodage fautif se dit, plutôt que d'entrer de travers."""
    path = tmp_path / "export.sql"
    path.write_bytes("select 'été';".encode("latin-1"))
    with pytest.raises(RecetteError, match=r"export\.sql n'est pas en UTF-8"), loaded(cluster, base, path):
        pass
