"""Ce que le navigateur peut joindre : la cible, et personne d'autre."""

from urllib.parse import urlsplit

from recette.target import Target

EMBEDDED_RULES = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"
"""La pile embarquée : des ports que le système choisit, sur cette machine."""

_PORTS = {"http": 80, "https": 443}


def resolver_rules(target: Target | None) -> str:
    """Rend les règles de Chromium. Un port de plus sur cette machine est déjà un autre hôte."""
    if target is None:
        return EMBEDDED_RULES
    allowed = dict.fromkeys(map(_address, (target.app_url, target.url)))
    return ", ".join([*(f"MAP {address} {address}" for address in allowed), "MAP * ~NOTFOUND"])


def _address(origin: str) -> str:
    parts = urlsplit(origin)
    return f"{parts.hostname}:{parts.port or _PORTS[parts.scheme]}"
