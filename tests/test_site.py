"""Un checkout servi devant une cible externe."""

from pathlib import Path

import httpx
import pytest

from recette.application import Application
from recette.stack.site import Site
from recette.stack.web import PLACEHOLDER_ANON_KEY, PLACEHOLDER_URL
from recette.target import Target

TARGET = Target(
    url="https://cible.invalid",
    anon_key="cle-anon-de-la-cible",
    service_role_key="",
    database_url="postgresql://personne@127.0.0.1:1/absente",
    jwt_secret="",
)


def test_it_is_served_plugged_into_the_target(tmp_path: Path) -> None:
    """L'adresse annoncée d'avance répond, et l'application y nomme la cible."""
    built = tmp_path / "dist"
    built.mkdir()
    page = f"<script>branche('{PLACEHOLDER_URL}', '{PLACEHOLDER_ANON_KEY}')</script>"
    (built / "index.html").write_text(page, encoding="utf-8")
    site = Site(Application("essai", built, source=tmp_path))
    with site.serving(TARGET, tmp_path):
        answer = httpx.get(site.url)
    assert answer.text == "<script>branche('https://cible.invalid', 'cle-anon-de-la-cible')</script>"
    with pytest.raises(httpx.ConnectError):
        httpx.get(site.url)
