"""La cible externe que décrit un fichier d'environnement, lu avant que quoi que ce soit ne démarre."""

import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from recette.errors import RecetteError
from recette.guard.addresses import check_addresses
from recette.guard.env_file import read_environment, warnings
from recette.guard.keys import check_keys
from recette.stack.site import Site
from recette.target import Target


@dataclass(frozen=True)
class External:
    """Une cible externe, et ce qu'on a demandé d'y faire."""

    target: Target
    applies_migration: bool
    warnings: tuple[str, ...]
    site: Site | None = None
    """Le checkout à servir devant la cible ; sans lui, l'application tourne déjà."""


def prepare(
    file: Path, *, app_url: str | None = None, applies_migration: bool = False, site: Site | None = None
) -> External:
    """Lit la cible ; lève RecetteError quand le fichier ou ce qu'il décrit se contredit."""
    app_url = site.url if site else app_url
    optional = frozenset({"VIRTUS_APP_URL"} if app_url else ())
    values = read_environment(file, optional=optional)
    target = Target(
        url=values["SUPABASE_URL"].rstrip("/"),
        anon_key=values["SUPABASE_ANON_KEY"],
        service_role_key=values["SUPABASE_SERVICE_ROLE_KEY"],
        database_url=values["VIRTUS_DB_URL"],
        jwt_secret="",
        app_origin=(app_url or values["VIRTUS_APP_URL"]).rstrip("/"),
        run_id=f"r{secrets.token_hex(5)}",
    )
    check_addresses(target, check_keys(target))
    _forget_libpq_variables()
    return External(target, applies_migration, tuple(warnings(file)), site)


def refuse_without_file(*, app_url: str | None, applies_migration: bool) -> None:
    """Refuse ce qui n'a de sens que sur une cible externe."""
    if app_url:
        raise RecetteError(
            "--app-url ne va pas sans --env-fichier.",
            "Une application seule ne dit ni quel Supabase la sert, ni quelle base est derrière.",
        )
    if applies_migration:
        raise RecetteError(
            "--appliquer-migration ne va pas sans --env-fichier.",
            "La pile embarquée applique toujours la migration.",
        )


def _forget_libpq_variables() -> None:
    # PGHOSTADDR, PGSERVICE ou PGOPTIONS détourneraient l'adresse du fichier sans qu'elle change d'un signe.
    for name in [name for name in os.environ if name.startswith("PG")]:
        del os.environ[name]
