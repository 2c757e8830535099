"""Ce que la plateforme embarquée fournit déjà, et ce qu'un export de la base réelle en répète.

Les règles sont celles de la production : ce qui est à Virtus se charge, ce qui est à Supabase est déjà là
ou manque ici, et tout ce qui est ignoré est nommé.
"""

import re
from dataclasses import dataclass

import psycopg

from recette.database.catalogue import MANAGED_SCHEMAS
from recette.database.starting.targets import Target, target_of
from recette.database.statements import Statement, Token

ACCOUNT_TABLES = ("users", "identities")
"""Les tables d'auth dont Virtus a besoin : ses clés étrangères y mènent. Sessions et jetons n'entrent pas."""

_SERVER_WIDE = {
    "ROLE": "rôle",
    "USER": "rôle",
    "GROUP": "rôle",
    "DATABASE": "réglage de la base",
    "TABLESPACE": "espace de stockage",
    "EVENT TRIGGER": "déclencheur d'événement",
    "SUBSCRIPTION": "abonnement",
    "SERVER": "serveur distant",
    "USER MAPPING": "accès à un serveur distant",
    "FOREIGN DATA": "connecteur",
    "LANGUAGE": "langage",
    "PARAMETER": "réglage",
    "SYSTEM": "réglage",
}
_SETVAL = re.compile(r"""SELECT pg_catalog\.setval\('"?(\w+)""")
_ROLE_WORDS = {"public", "current_user", "session_user", "current_role"}


class Ignored(Exception):  # noqa: N818 - ce n'est pas une erreur
    """Cette instruction ne se joue pas ; le texte nomme ce qui est ignoré (vide : rien à en dire)."""


@dataclass(frozen=True)
class Platform:
    """L'inventaire de la base vide, avant que Virtus n'y entre."""

    roles: frozenset[str]
    owners: frozenset[str]
    """Les rôles à qui postgres peut donner un objet."""
    extensions: frozenset[str]
    """Celles que le serveur sait installer."""
    publications: frozenset[str]
    settings: frozenset[str]

    @classmethod
    def observe(cls, database_url: str) -> "Platform":
        """Relève l'inventaire sous le rôle propriétaire."""
        with psycopg.connect(database_url, autocommit=True) as connection:

            def names(query: str) -> frozenset[str]:
                return frozenset(name for (name,) in connection.execute(query.encode()))

            return cls(
                roles=names("select rolname from pg_roles"),
                owners=names("select rolname from pg_roles where pg_has_role(oid, 'SET')"),
                extensions=names("select name from pg_available_extensions"),
                publications=names("select pubname from pg_publication"),
                settings=names("select lower(name) from pg_settings"),
            )

    def adapted(self, statement: Statement) -> Statement:
        """Rend l'instruction, sans ce que la plateforme ne connaît pas ; lève Ignored si rien n'en reste."""
        keywords = statement.keywords
        if keywords[0] in ("SET", "RESET"):
            return self._setting(statement, keywords)
        target = target_of(statement)
        if target is None:
            return _call(statement, keywords)
        self._check_server_wide(keywords, target)
        self._check_publication(keywords, target)
        _check_managed(statement, keywords, target)
        self._check_owner(statement, keywords)
        return self._known_roles(statement, keywords)

    def _setting(self, statement: Statement, keywords: list[str]) -> Statement:
        if keywords[1:3] == ["SESSION", "AUTHORIZATION"]:
            raise Ignored("")
        place = 2 if keywords[1:2] in (["LOCAL"], ["SESSION"]) else 1
        name = statement.tokens[place].name
        custom = [token.text for token in statement.tokens[place + 1 : place + 2]] == ["."]
        if name not in self.settings | {"time", "role", "constraints", "transaction", "names"} and not custom:
            raise Ignored(f"réglage {name} (inconnu de ce serveur)")
        return statement

    def _check_server_wide(self, keywords: list[str], target: Target) -> None:
        if keywords[0] == "COMMENT" and target.kind == "EXTENSION":
            raise Ignored("")
        if target.kind == "EXTENSION" and target.name not in self.extensions:
            raise Ignored(f"extension {target.name} (ce serveur ne l'a pas)")
        if label := _SERVER_WIDE.get(target.kind):
            raise Ignored(f"{label} {target.name}".strip())
        if target.kind == "SCHEMA" and target.schema == "public" and keywords[0] == "CREATE":
            raise Ignored("")

    def _check_publication(self, keywords: list[str], target: Target) -> None:
        if target.kind != "PUBLICATION":
            return
        if target.name not in self.publications:
            raise Ignored(f"publication {target.name} (inconnue ici)")
        if keywords[0] == "CREATE" or "OWNER" in keywords:
            raise Ignored(f"publication {target.name} (déjà là)")

    def _check_owner(self, statement: Statement, keywords: list[str]) -> None:
        owner = statement.tokens[-2].name if keywords[-4:-2] == ["OWNER", "TO"] else None
        if owner and owner not in self.owners:
            raise Ignored(f"propriétaire {owner} (postgres le remplace)")

    def _known_roles(self, statement: Statement, keywords: list[str]) -> Statement:
        if keywords[:3] == ["ALTER", "DEFAULT", "PRIVILEGES"] and keywords[3:5] == ["FOR", "ROLE"]:
            grantor = statement.tokens[5].name
            if grantor not in self.owners:
                raise Ignored(f"privilèges par défaut de {grantor} (postgres ne peut pas les fixer)")
        listed = _role_list(statement, keywords)
        kept = [token for token in listed if token.name in self.roles | _ROLE_WORDS]
        if not listed or len(kept) == len(listed):
            return statement
        unknown = sorted({token.name for token in listed} - {token.name for token in kept})
        if not kept:
            raise Ignored(f"rôle {unknown[0]} (inconnu ici)")
        names = ", ".join(token.text for token in kept)
        return statement.rewritten(
            statement.text[: listed[0].start] + names + statement.text[listed[-1].end :],
            omitted=[f"rôle {name} (inconnu ici)" for name in unknown],
        )


def _call(statement: Statement, keywords: list[str]) -> Statement:
    if keywords[0] != "SELECT":
        return statement
    called = statement.tokens[1].name
    if called in MANAGED_SCHEMAS and keywords[2:3] == ["."]:
        raise Ignored(_schema_label(called))
    # pg_dump remet ainsi les compteurs à leur valeur ; ceux de Supabase ne sont pas à Virtus.
    counter = _SETVAL.match(statement.text.strip())
    if counter and counter.group(1) in MANAGED_SCHEMAS:
        raise Ignored(_schema_label(counter.group(1)))
    return statement


def _check_managed(statement: Statement, keywords: list[str], target: Target) -> None:
    if called := _called_by_trigger(statement, keywords):
        raise Ignored(f"déclencheur {statement.tokens[2].name} de {target} (il appelle {called})")
    if target.kind == "PUBLICATION" and "TABLE" in keywords:
        member = _published_table(statement, keywords)
        if member.schema in MANAGED_SCHEMAS:
            raise Ignored(f"table {member} dans la publication {target}")
    if target.schema not in MANAGED_SCHEMAS:
        return
    if target.kind == "données" and target.schema == "auth" and target.name in ACCOUNT_TABLES:
        return
    if target.kind in ("TRIGGER", "CONSTRAINT TRIGGER") and keywords[0] == "CREATE":
        raise Ignored(f"déclencheur {statement.tokens[2].name} de {target}")
    raise Ignored(_schema_label(target.schema))


def _called_by_trigger(statement: Statement, keywords: list[str]) -> str | None:
    if "TRIGGER" not in keywords[1:4] or "EXECUTE" not in keywords:
        return None
    place = keywords.index("EXECUTE") + 2
    schema = statement.tokens[place].name
    return f"{schema}.{statement.tokens[place + 2].name}" if schema in MANAGED_SCHEMAS else None


def _published_table(statement: Statement, keywords: list[str]) -> Target:
    place = keywords.index("TABLE") + 1
    place += keywords[place] == "ONLY"
    names = [token.name for token in statement.tokens[place : place + 3]]
    return Target("TABLE", names[0], names[2]) if names[1:2] == ["."] else Target("TABLE", "", names[0])


def _schema_label(schema: str) -> str:
    return f"schéma {schema} (à Supabase, pas à Virtus)"


def _role_list(statement: Statement, keywords: list[str]) -> list[Token]:
    """Rend les rôles qu'une instruction nomme après TO ou FROM."""
    if keywords[0] in ("GRANT", "REVOKE") or keywords[1] == "DEFAULT":
        starts = [place for place, word in enumerate(keywords) if word in ("TO", "FROM")]
    elif keywords[1] == "POLICY" and "TO" in keywords:
        starts = [keywords.index("TO")]
    else:
        starts = []
    if not starts:
        return []
    listed = []
    for token, word in zip(statement.tokens[starts[-1] + 1 :], keywords[starts[-1] + 1 :], strict=True):
        if word in ("WITH", "GRANTED", "CASCADE", "RESTRICT", "USING", ";"):
            break
        if word not in (",", "GROUP"):
            listed.append(token)
    return listed
