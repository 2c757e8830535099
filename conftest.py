"""Les options de la recette et la liste de ses extensions."""

import pytest

pytest.register_assert_rewrite("recette", "steps", "fixtures")

pytest_plugins = [
    "recette.gherkin.collection",
    "recette.garbage",
    "recette.processes",
    "recette.usage",
    "recette.interruption",
    "recette.evidence.known_findings",
    "recette.evidence.secrets",
    "recette.evidence.preparation",
    "recette.evidence.recorder",
    "recette.evidence.console",
    "recette.evidence.story",
    "recette.evidence.access",
    "recette.evidence.unfolding",
    "recette.evidence.clerk",
    "recette.evidence.progress",
    "recette.evidence.outputs",
    "fixtures.plan",
    "fixtures.clock",
    "fixtures.worlds",
    "fixtures.external",
    "fixtures.browser",
    "fixtures.scene",
    "fixtures.pictures",
    "fixtures.access",
    "fixtures.faults",
    "fixtures.api_cache",
    "fixtures.laboratory",
    "fixtures.commands",
    "fixtures.logs",
    "steps.people",
    "steps.rare_programmes",
    "steps.choosing",
    "steps.requests",
    "steps.dates",
    "steps.builder",
    "steps.supervision",
    "steps.copies",
    "steps.training",
    "steps.library",
    "steps.assignment",
    "steps.client_programmes",
    "steps.instance",
    "steps.barriers",
    "steps.migration",
    "steps.round_trip",
    "steps.contract",
    "steps.api_reload",
    "steps.laboratory",
    "steps.routes",
    "steps.cuts",
    "steps.analysis",
    "steps.load",
    "steps.privacy",
    "steps.access",
    "steps.detours",
    "steps.intrusion",
    "steps.faults",
    "steps.concurrency",
    "steps.sessions",
    "steps.addresses",
    "steps.structure",
    "steps.validation",
    "steps.restoring",
    "steps.old_names",
    "steps.advice",
    "steps.surveillance",
    "steps.controls",
    "steps.logs",
    "steps.commands",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("recette", "Recette de Virtus")
    group.addoption(
        "--virtus",
        metavar="DOSSIER",
        help="le checkout de Virtus à éprouver, avec sa migration, au lieu de l'application de référence",
    )
    group.addoption(
        "--socle",
        metavar="CHEMIN",
        help="la base de départ, au lieu de sql/baseline/ : dossier de SQL, fichier SQL, archive de pg_dump",
    )
    group.addoption("--migration", metavar="FICHIER", help="la migration éprouvée, au lieu de celle du dépôt")
    group.addoption("--validation", metavar="FICHIER", help="le script de validation éprouvé")
    group.addoption(
        "--sql-apres",
        metavar="FICHIER",
        action="append",
        default=[],
        help="SQL appliqué juste après la migration (répétable) : correctif à essayer, défaut à prouver",
    )
    group.addoption(
        "--env-fichier",
        metavar="FICHIER",
        help="une cible externe, au lieu de la pile embarquée",
    )
    group.addoption("--app-url", metavar="URL", help="l'application de la cible, au lieu de VIRTUS_APP_URL")
    group.addoption(
        "--appliquer-migration",
        action="store_true",
        help="applique la migration à la cible externe, sauvegarde d'abord",
    )
    group.addoption("--rapports", metavar="DOSSIER", help="où vont les preuves (rapports/ par défaut)")
