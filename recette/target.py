"""Ce que la recette vise : un Supabase et l'application servie devant lui."""

from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from recette.secrecy.known import KNOWN


@dataclass(frozen=True)
class Target:
    """Un monde à éprouver : l'adresse, les clés, la base.

    Les secrets n'apparaissent pas dans la représentation de l'objet : elle finit dans des journaux.
    """

    url: str
    """Origine de Supabase."""
    anon_key: str = field(repr=False)
    service_role_key: str = field(repr=False)
    database_url: str = field(repr=False)
    """Connexion du rôle `postgres`, propriétaire des tables."""
    jwt_secret: str = field(repr=False)
    """Le secret des jetons ; vide sur une cible externe, qui ne le donne pas."""
    app_origin: str | None = None
    """Origine de l'application, quand ce n'est pas celle de Supabase."""
    run_id: str = ""
    """Ce que portent les comptes semés sur une cible externe, pour être retrouvés et effacés."""

    @property
    def app_url(self) -> str:
        """L'origine de l'application (la pile embarquée n'en a qu'une)."""
        return self.app_origin or self.url

    def __post_init__(self) -> None:
        KNOWN.remember("clé service_role", self.service_role_key)
        KNOWN.remember("secret des jetons", self.jwt_secret)
        KNOWN.remember("mot de passe de la base", unquote(urlsplit(self.database_url).password or ""))

    def environment(self) -> dict[str, str]:
        """Rend les variables qui désignent ce monde, comme `supabase status -o env`."""
        return {
            "SUPABASE_URL": self.url,
            "SUPABASE_ANON_KEY": self.anon_key,
            "SUPABASE_SERVICE_ROLE_KEY": self.service_role_key,
            "VIRTUS_DB_URL": self.database_url,
            "VIRTUS_APP_URL": self.app_url,
        }
