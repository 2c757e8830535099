"""Ce qui est secret : les valeurs que cette recette connaît, et les formes qui trahissent les autres.

Les secrets naissent partout (une base, une personne semée, une connexion) : le registre est donc celui du
processus, et qui en crée un l'y inscrit.
"""

import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TypeVar
from urllib.parse import quote

import jwt

MASK = "[secret]"
_SHORTEST = 12
"""En deçà, une valeur se confond avec un mot ordinaire : « postgres », chez `supabase start`."""

_LONG_WORD = re.compile(rb"[\w-]{%d,}" % _SHORTEST)
_SHAPES = {
    "jeton d'accès": re.compile(rb"(?P<secret>eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})"),
    "clé secrète de Supabase": re.compile(rb"(?P<secret>sb_secret_[\w-]{10,})"),
    "mot de passe dans une adresse de base": re.compile(
        rb"postgres(?:ql)?://[\w.%+-]+:(?P<secret>[\w.~%!+=,;&#?-]+)@"
    ),
    "jeton de renouvellement": re.compile(rb'refresh_token\\*"\s*:\s*\\*"(?P<secret>[\w-]{12,})\\*"'),
}
_T = TypeVar("_T")


class KnownSecrets:
    """Les secrets de la recette, chacun avec son genre, jamais rendus à personne."""

    def __init__(self) -> None:
        self._kinds: dict[str, str] = {}
        self._spellings: dict[bytes, str] = {}
        self._cores: dict[bytes, bytes] = {}
        self._told: set[str] = set()

    def __len__(self) -> int:
        return len(self._kinds)

    def remember(self, kind: str, value: str | None) -> None:
        """Inscrit un secret."""
        if value and len(value) >= _SHORTEST:
            self._kinds[value] = kind
            for spelling in _spellings(value):
                self._spellings[spelling] = kind
                self._cores[spelling] = max(_LONG_WORD.findall(spelling), key=len, default=b"")

    def news(self) -> dict[str, str]:
        """Rend les secrets inscrits depuis le dernier appel, pour le processus qui commande xdist."""
        fresh = {value: kind for value, kind in self._kinds.items() if value not in self._told}
        self._told |= fresh.keys()
        return fresh

    def learn(self, told: dict[str, str]) -> None:
        """Inscrit les secrets d'un autre processus."""
        for value, kind in told.items():
            self.remember(kind, value)

    def kinds_in(self, content: bytes) -> set[str]:
        """Rend les genres de secrets que ce contenu laisse lire."""
        # Un secret tiré au sort a un long mot : là où il n'est pas, inutile de relire tout le contenu.
        words = b" ".join(_LONG_WORD.findall(content))
        named = {
            kind
            for spelling, kind in self._spellings.items()
            if self._cores[spelling] in words and spelling in content
        }
        shaped = {kind for kind, shape in _SHAPES.items() if any(_betrayals(shape, content))}
        return named | shaped

    def masked(self, content: bytes) -> bytes:
        """Rend ce contenu, chaque secret remplacé par un mot qui n'en dit rien."""
        for spelling in self._spellings:
            content = content.replace(spelling, MASK.encode())
        for shape in _SHAPES.values():
            content = shape.sub(_mask, content)
        return content

    def masked_text(self, text: str) -> str:
        """Rend ce texte sans aucun secret."""
        return self.masked(text.encode(errors="surrogatepass")).decode(errors="surrogatepass")

    def cleaned(self, described: _T) -> _T:
        """Rend une description (de celles qui s'écrivent en JSON) sans aucun secret."""
        cleaned: _T = json.loads(self.masked_text(json.dumps(described, ensure_ascii=False)))
        return cleaned


KNOWN = KnownSecrets()


def holds_service_key(text: str) -> bool:
    """Dit si ce texte porte une clé qui passe outre la RLS, de quelque projet qu'elle soit."""
    content = text.encode(errors="replace")
    secret_keys = _SHAPES["clé secrète de Supabase"].search(content)
    tokens = _SHAPES["jeton d'accès"].findall(content)
    return secret_keys is not None or any(_role(token) == "service_role" for token in tokens)


def _spellings(value: str) -> set[bytes]:
    """Rend un secret tel qu'il s'écrit dans un texte, du JSON, une adresse, du XML."""
    return {
        spelled.encode() for spelled in (value, json.dumps(value)[1:-1], quote(value, ""), html.escape(value))
    }


def _betrayals(shape: re.Pattern[bytes], content: bytes) -> Iterator[bytes]:
    return (found["secret"] for found in shape.finditer(content) if not _harmless(found))


def _mask(found: re.Match[bytes]) -> bytes:
    # Ce qui entoure la valeur reste : un JSON doit rester du JSON.
    return found.group() if _harmless(found) else found.group().replace(found["secret"], MASK.encode())


def _harmless(found: re.Match[bytes]) -> bool:
    """La clé anon n'est pas un secret : l'application la donne à qui la visite."""
    return found["secret"].startswith(b"eyJ") and _role(found["secret"]) == "anon"


# Le navigateur redit le même jeton à chaque demande.
@lru_cache(maxsize=256)
def _role(token: bytes) -> str | None:
    try:
        claims = jwt.decode(token, options={"verify_signature": False})
    except jwt.InvalidTokenError:
        return None
    role = claims.get("role")
    return role if isinstance(role, str) else None
