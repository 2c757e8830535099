"""Un fichier d'environnement qui se contredit est refusé avant qu'aucun serveur ne soit joint."""

from pathlib import Path

import jwt
import pytest

from recette.external import prepare
from tests.targets import key, refusal, written

REF, OTHER = "abcdefghijklmnopqrst", "zyxwvutsrqponmlkjihg"
Values = dict[str, str]


def hosted(**changes: str) -> Values:
    """Rend un projet hébergé dont tout concorde, à ces changements près."""
    return {
        "SUPABASE_URL": f"https://{REF}.supabase.co",
        "SUPABASE_ANON_KEY": key("anon", ref=REF),
        "SUPABASE_SERVICE_ROLE_KEY": key("service_role", ref=REF),
        "VIRTUS_DB_URL": f"postgresql://postgres:mdp@db.{REF}.supabase.co:5432/postgres",
        "VIRTUS_APP_URL": "https://essai.virtus.invalid",
        **changes,
    }


OPAQUE = {
    "SUPABASE_ANON_KEY": f"sb_publishable_{'a' * 22}",
    "SUPABASE_SERVICE_ROLE_KEY": f"sb_secret_{'b' * 22}",
}
POOLER = "aws-0-eu-west-3.pooler.supabase.com"

CONTRADICTIONS: dict[str, tuple[Values, str]] = {
    "clé anon d'un autre projet": (
        hosted(SUPABASE_ANON_KEY=key("anon", ref=OTHER)),
        f"SUPABASE_ANON_KEY est du projet « {OTHER} »",
    ),
    "clé de service d'un autre projet": (
        hosted(SUPABASE_SERVICE_ROLE_KEY=key("service_role", ref=OTHER)),
        f"SUPABASE_SERVICE_ROLE_KEY est du projet « {OTHER} »",
    ),
    "base d'un autre projet": (
        hosted(VIRTUS_DB_URL=f"postgresql://postgres:mdp@db.{OTHER}.supabase.co/postgres"),
        f"VIRTUS_DB_URL est du projet « {OTHER} »",
    ),
    "base d'un autre projet, clés nouvelles": (
        hosted(**OPAQUE, VIRTUS_DB_URL=f"postgresql://postgres:mdp@db.{OTHER}.supabase.co/postgres"),
        f"VIRTUS_DB_URL est du projet « {OTHER} »",
    ),
    "pooler d'un autre projet": (
        hosted(VIRTUS_DB_URL=f"postgresql://postgres.{OTHER}:mdp@{POOLER}:6543/postgres"),
        f"VIRTUS_DB_URL est du projet « {OTHER} »",
    ),
    "pooler sans projet": (
        hosted(VIRTUS_DB_URL=f"postgresql://postgres:mdp@{POOLER}:6543/postgres"),
        "passe par un pooler sans nommer le projet",
    ),
    "adresse d'un autre projet": (
        hosted(SUPABASE_URL=f"https://{OTHER}.supabase.co"),
        f"SUPABASE_URL est du projet « {OTHER} »",
    ),
    "clés d'un Supabase local": (
        hosted(SUPABASE_ANON_KEY=key("anon"), SUPABASE_SERVICE_ROLE_KEY=key("service_role")),
        "une clé ne dit pas son projet",
    ),
    "adresse locale, base hébergée": (
        hosted(SUPABASE_URL="http://127.0.0.1:54321"),
        "l'une est locale, l'autre non",
    ),
    "adresse hébergée, base locale (un tunnel)": (
        hosted(VIRTUS_DB_URL="postgresql://postgres:mdp@127.0.0.1:5432/postgres"),
        "l'une est locale, l'autre non",
    ),
    "tout local, clés d'un projet hébergé": (
        hosted(
            SUPABASE_URL="http://localhost:54321",
            VIRTUS_DB_URL="postgresql://postgres:mdp@localhost:5432/postgres",
        ),
        f"SUPABASE_URL est locale, mais SUPABASE_ANON_KEY est du projet hébergé « {REF} »",
    ),
    "clés échangées": (
        hosted(SUPABASE_ANON_KEY=key("service_role"), SUPABASE_SERVICE_ROLE_KEY=key("anon")),
        "SUPABASE_ANON_KEY est une clé « service_role »",
    ),
    "clés nouvelles échangées": (
        hosted(
            SUPABASE_ANON_KEY=OPAQUE["SUPABASE_SERVICE_ROLE_KEY"],
            SUPABASE_SERVICE_ROLE_KEY=OPAQUE["SUPABASE_ANON_KEY"],
        ),
        "SUPABASE_ANON_KEY est une clé « service_role »",
    ),
    "deux clés anon": (
        hosted(SUPABASE_SERVICE_ROLE_KEY=key("anon", sub="autre")),
        "SUPABASE_SERVICE_ROLE_KEY est une clé « anon »",
    ),
    "deux fois la même clé": (
        hosted(SUPABASE_ANON_KEY="meme", SUPABASE_SERVICE_ROLE_KEY="meme"),
        "sont la même clé",
    ),
    "clé expirée": (hosted(SUPABASE_ANON_KEY=key("anon", exp=86_400)), "a expiré le 02/01/1970"),
    "jeton d'une personne": (hosted(SUPABASE_ANON_KEY=key("authenticated")), "une clé « authenticated »"),
    "clé sans rôle": (hosted(SUPABASE_ANON_KEY=jwt.encode({}, "s" * 32)), "une clé « None »"),
    "clé quelconque": (hosted(SUPABASE_ANON_KEY="motdepasse"), "n'est ni un jeton, ni une clé « sb_… »"),
    "clé tronquée": (hosted(SUPABASE_ANON_KEY="sb_publishable_court"), "n'est ni un jeton"),
    "http hors de la machine": (
        hosted(SUPABASE_URL=f"http://{REF}.supabase.co"),
        "les clés passeraient en clair",
    ),
    "application en http": (hosted(VIRTUS_APP_URL="http://virtus.invalid"), "VIRTUS_APP_URL est en http"),
    "adresse sans schéma": (
        hosted(SUPABASE_URL=f"{REF}.supabase.co"),
        "SUPABASE_URL n'est pas une adresse web",
    ),
    "adresse avec un chemin": (
        hosted(SUPABASE_URL=f"https://{REF}.supabase.co/rest/v1"),
        "SUPABASE_URL va plus loin que l'hôte",
    ),
    "adresse avec un mot de passe": (
        hosted(VIRTUS_APP_URL="https://{}@virtus.invalid".format("moi:secret")),
        "VIRTUS_APP_URL porte un nom ou un mot de passe",
    ),
    "port impossible": (hosted(SUPABASE_URL="http://127.0.0.1:99999"), "n'est pas une adresse web"),
    "base qui n'en est pas une": (hosted(VIRTUS_DB_URL="mysql://a@b/c"), "n'est pas une adresse PostgreSQL"),
    "base détournée après le « ? »": (
        hosted(
            VIRTUS_DB_URL=f"postgresql://postgres:mdp@db.{REF}.supabase.co/postgres?host=ailleurs.invalid"
        ),
        "VIRTUS_DB_URL se contredit : « host »",
    ),
    "base de deux hôtes": (hosted(VIRTUS_DB_URL="postgresql://u:m@a,b/postgres"), "un seul hôte"),
    "base sans nom": (hosted(VIRTUS_DB_URL=f"postgresql://u:m@db.{REF}.supabase.co"), "et une base"),
}


@pytest.mark.parametrize(("values", "sentence"), CONTRADICTIONS.values(), ids=CONTRADICTIONS.keys())
def test_a_file_that_contradicts_itself_is_refused_before_any_connection(
    tmp_path: Path, values: Values, sentence: str
) -> None:
    """Aucun serveur n'est joint : ce que dit le fichier suffit."""
    said = refusal(lambda: prepare(written(tmp_path / "cible.env", values)))
    assert sentence in said
    assert not any(secret in said for secret in (*values.values(), "mdp", "secret@"))


@pytest.mark.parametrize(
    "values",
    [
        hosted(),
        hosted(**OPAQUE),
        hosted(VIRTUS_DB_URL=f"postgresql://postgres.{REF}:mdp@{POOLER}:6543/postgres"),
        hosted(
            SUPABASE_URL="http://127.0.0.1:54321",
            SUPABASE_ANON_KEY=key("anon"),
            SUPABASE_SERVICE_ROLE_KEY=key("service_role"),
            VIRTUS_DB_URL="postgresql://postgres:postgres@127.0.0.1:54322/postgres",
            VIRTUS_APP_URL="http://localhost:5173",
        ),
    ],
    ids=["clés JWT", "clés nouvelles", "pooler", "supabase start"],
)
def test_a_file_that_agrees_with_itself_is_accepted(tmp_path: Path, values: Values) -> None:
    """Le contrôle positif : la garde ne refuse pas tout."""
    assert prepare(written(tmp_path / "cible.env", values)).target.url == values["SUPABASE_URL"]


def test_the_refusal_says_that_nothing_was_written() -> None:
    """La phrase commence par ce qui importe le plus à qui s'est trompé de fichier."""
    assert refusal(lambda: prepare(Path("absent.env"))).startswith("Cible refusée, rien n'a été écrit : ")
