"""Ce que Virtus demande au démarrage à d'autres hôtes, rendu d'ici : aucune demande ne quitte la machine."""

import re

from playwright.sync_api import BrowserContext, Route

_SCRIPT, _IMAGE = "text/javascript", "image/svg+xml"
_DOT = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'
_ANSWERS = {
    # Le script de Tailwind donne son nom à la variable que la page règle ensuite ; les styles, eux, manquent.
    "cdn.tailwindcss.com": (_SCRIPT, "window.tailwind = {};"),
    "esm.sh": (_SCRIPT, ""),
    "i.pravatar.cc": (_IMAGE, _DOT),
    "cdn-icons-png.flaticon.com": (_IMAGE, _DOT),
}
ANSWERED_HOSTS = frozenset(_ANSWERS)
"""Les hôtes dont une demande n'est pas un constat."""

_ADDRESSES = re.compile(rf"^https://({'|'.join(map(re.escape, _ANSWERS))})(?=[/?]|$)")


def answer_known_hosts(context: BrowserContext) -> None:
    """Répond à la place de ces hôtes, et d'eux seuls, dans toutes les pages d'un contexte."""
    context.route(_ADDRESSES, _answer)


def _answer(route: Route) -> None:
    found = _ADDRESSES.match(route.request.url)
    assert found, f"Playwright a dérouté une adresse inconnue : {route.request.url}"
    kind, body = _ANSWERS[found.group(1)]
    route.fulfill(body=body, content_type=kind, headers={"Access-Control-Allow-Origin": "*"})
