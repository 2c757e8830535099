"""L'application visée : à qui parle-t-elle, et porte-t-elle une clé qu'elle ne devrait pas ?

Elle est lue, pas exécutée : rien n'en part encore. Ce qu'elle compose en tournant se heurte ensuite au
navigateur, qui ne joint que la cible.
"""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

import httpx

from recette.guard.keys import SERVICE, claims_of
from recette.guard.refusal import RefusedTarget
from recette.target import Target

_DEADLINE_S = 15
_MOST_FILES = 400
_SCRIPT = re.compile(r"(?:src|href)=[\"']([^\"']+\.m?[jt]sx?(?:\?[^\"']*)?)[\"']")
_MODULE = re.compile(r"[\"'`]((?:\.{0,2}/|assets/)[^\"'`\s<>]*\.m?[jt]sx?(?:\?[^\"'`\s]*)?)[\"'`]")
_HOSTED = re.compile(r"https?://([a-z0-9]{16,24}\.supabase\.(?:co|in|red))")
_TOKEN = re.compile(r"eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]*")
_SECRET = re.compile(r"sb_secret_[\w-]{16,}")
_REBUILD = "Construisez-la avec VITE_SUPABASE_URL et VITE_SUPABASE_ANON_KEY de la cible."


def check_application(target: Target) -> str:
    """Rend l'empreinte des fichiers servis ; lève RefusedTarget si l'application n'est pas à la cible."""
    digest = hashlib.sha256()
    texts = []
    for address, text in _served(target.app_url):
        digest.update(address.encode() + text.encode())
        texts.append(text)
    whole = "\n".join(texts)
    _refuse_secrets(target, whole)
    _refuse_other_targets(target, whole)
    return digest.hexdigest()[:12]


def _refuse_secrets(target: Target, whole: str) -> None:
    leaked = target.service_role_key in whole or _SECRET.search(whole)
    if leaked or any(claims.get("role") == SERVICE for claims in _claims(whole)):
        raise RefusedTarget(
            f"l'application servie à {target.app_url} porte une clé de service, que tout visiteur peut lire.",
            "Retirez-la du code et changez cette clé.",
        )


def _refuse_other_targets(target: Target, whole: str) -> None:
    own = urlsplit(target.url).hostname
    for host in _HOSTED.findall(whole):
        if host != own:
            raise RefusedTarget(
                f"l'application servie à {target.app_url} parle à {host}, et la cible est {own}.", _REBUILD
            )
    if target.url not in whole:
        raise RefusedTarget(
            f"l'application servie à {target.app_url} ne nomme nulle part {target.url}.", _REBUILD
        )
    if target.anon_key not in whole:
        raise RefusedTarget(
            f"l'application servie à {target.app_url} n'emploie pas SUPABASE_ANON_KEY.", _REBUILD
        )


def _claims(whole: str) -> Iterator[dict[str, object]]:
    for token in set(_TOKEN.findall(whole)):
        if claims := claims_of(token):
            yield claims


def _served(origin: str) -> Iterator[tuple[str, str]]:
    """Rend chaque fichier que l'application charge de sa propre origine."""
    waiting, known = [f"{origin}/"], {f"{origin}/"}
    with httpx.Client(timeout=_DEADLINE_S) as http:
        while waiting:
            address = waiting.pop()
            answer = _read(http, address)
            if answer is None:
                continue
            yield address, answer
            pattern = _SCRIPT if address == f"{origin}/" else _MODULE
            found = {urljoin(address, name) for name in pattern.findall(answer)}
            found |= {urljoin(f"{origin}/", name) for name in pattern.findall(answer)}
            fresh = {url for url in found - known if url.startswith(f"{origin}/")}
            known |= fresh
            waiting += sorted(fresh)
            if len(known) > _MOST_FILES:
                raise RefusedTarget(
                    f"l'application servie à {origin} a plus de {_MOST_FILES} scripts.",
                    "Servez-la construite (vite build), et non par le serveur de développement.",
                )


def _read(http: httpx.Client, address: str) -> str | None:
    is_home = urlsplit(address).path == "/"
    try:
        answer = http.get(address)
    except httpx.HTTPError as error:
        raise RefusedTarget(
            f"l'application ({address}) ne répond pas ({type(error).__name__}).", "Démarrez-la d'abord."
        ) from None
    if answer.status_code == 200 and (is_home or "html" not in answer.headers.get("content-type", "")):
        return answer.text
    if is_home:
        raise RefusedTarget(
            f"l'application ({address}) répond {answer.status_code}.", "Donnez l'adresse où elle s'ouvre."
        )
    # Un chemin deviné dans le code peut n'être celui d'aucun fichier.
    return None
