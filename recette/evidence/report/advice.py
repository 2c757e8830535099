"""Pour qui un défaut est un défaut, et que faire : d'après la famille de la règle et le motif."""

import re
from collections import Counter
from collections.abc import Sequence

COACHES, CLIENTS, OPERATORS = "les coachs", "les clients", "l'équipe qui exploite Virtus"
EXPOSED = "les coachs et les clients, dont les données s'ouvrent à d'autres"
WAITING = "les coachs et les clients, pendant le déploiement"
OWNERS = "les coachs et les clients, par leurs données existantes"
DEPRIVED = "les coachs, qui ne pourront toujours pas assigner, et leurs clients"

_AUDIENCES: dict[str, tuple[str, ...]] = {
    "A": (COACHES,),
    "V": (CLIENTS,),
    "I": (CLIENTS,),
    "C": (EXPOSED,),
    "M": (OWNERS,),
    "E": (OPERATORS,),
    "V5": (COACHES,),
    **dict.fromkeys(("I2", "I4", "I5"), (COACHES,)),
    **dict.fromkeys(("M14", "M15"), (WAITING,)),
    **dict.fromkeys(("A4", "A14", "I6", "I10", "V8", "V11"), (COACHES, CLIENTS)),
}
_REFUSED = re.compile(r"base refuse la migration")
_OPENED = re.compile(r"RLS|politique|privilège|ouvert à l'API|secret")
_ALONE = {COACHES, CLIENTS, OPERATORS}
_SHARE = 4
"""Une personne compte quand elle est concernée au moins le quart des fois de la plus concernée."""

_WAY_BACK = "Corrigez rollback_rename_client_tables() : sans retour arrière, ne déployez pas."
# Du plus précis au plus général : le premier qui reconnaît le motif l'emporte.
_REMEDIES: tuple[tuple[str, str], ...] = (
    (
        r"navigateur s'est arrêté|PostgreSQL a redémarré",
        "Rejouez ce scénario : la machine a failli, il n'a rien prouvé de Virtus.",
    ),
    (
        r"base refuse la migration",
        "Corrigez le fichier de migration à l'endroit cité, puis rejouez « make recette » : "
        "rien de ce qui en dépend n'a pu être éprouvé.",
    ),
    (
        r"retour arrière devait rendre",
        _WAY_BACK,
    ),
    (
        r"retient les tables",
        "Rejouez sur une machine au repos ; si la durée demeure, la migration lit ou récrit des lignes "
        "alors qu'elle ne doit que renommer.",
    ),
    (
        r"\d+ lignes avant|a perdu \d+ ligne|lignes? .*(perdue|disparu)",
        "Cherchez dans la migration ce qui efface ou récrit des lignes (DELETE, UPDATE, TRUNCATE, cascade) "
        "et retirez-le ; en production, restaurez la sauvegarde d'avant.",
    ),
    (
        r"RLS|row.level security désactivée|row security",
        "Réactivez la protection de la table (ALTER TABLE … ENABLE ROW LEVEL SECURITY) et ses politiques, "
        "avant toute mise en service.",
    ),
    (
        r"politique|row-level security policy",
        "Rendez à la table les politiques d'avant : comparez pg_policies avant et après la migration.",
    ),
    (
        r"privilège|permission denied|42501",
        "Rendez aux rôles de l'API leurs privilèges d'avant (GRANT ou REVOKE), ni plus ni moins.",
    ),
    (
        r"cache",
        "Faites recharger l'API : NOTIFY pgrst, 'reload schema', à la fin de la migration.",
    ),
    (
        r"does not exist|n'a pas client_|42P01|42703|PGRST20\d|absente?s? de la base",
        "Un nom que l'application demande n'existe pas : corrigez le renommage, ou la fonction qui emploie "
        "encore l'ancien nom.",
    ),
    (
        r"retour arrière|rollback",
        _WAY_BACK,
    ),
    (
        r"fonction .* (changé|perdu|n'est plus celle d'avant|a disparu)",
        "Comparez la fonction avec celle d'avant : une migration qui renomme ne change que des noms.",
    ),
    (
        r"script de validation",
        "Lisez la phrase du script de validation : elle nomme ce qui manque à la base migrée.",
    ),
)
_BY_FAMILY = {
    "A": "Corrigez l'assignation : assign_program_to_client_atomic, ou l'écran de la bibliothèque.",
    "V": "Corrigez la lecture : la requête de l'écran, ou la politique qui laisse lire l'assignation.",
    "I": "Corrigez la copie assignée : elle doit vivre sans toucher au modèle ni aux autres copies.",
    "C": "N'ouvrez pas le service : une personne lit ou écrit chez une autre. Revoyez les politiques.",
    "M": "Corrigez la migration, puis rejouez « make recette » sur une base d'avant.",
    "E": "Corrigez la commande ou le contrôle cité, puis rejouez ce scénario.",
}
_OTHERWISE = "Rejouez le scénario seul, regardez son image, et corrigez ce que la phrase nomme."


def concerned(text: str, rules: Sequence[str]) -> list[str]:
    """Rend pour qui un défaut compte : d'après la règle de chaque scénario touché, sinon sa phrase."""
    if _REFUSED.search(text):
        return [DEPRIVED]
    counts = Counter(
        person for rule in rules for person in _AUDIENCES.get(rule, _AUDIENCES.get(rule[:1], ()))
    )
    if not counts:
        return [EXPOSED if _OPENED.search(text) else OWNERS]
    most = max(counts.values())
    kept = [person for person, count in counts.most_common() if count * _SHARE >= most]
    # « les coachs » et « les coachs et les clients » ne se disent pas ensemble : le plus touché choisit.
    return [person for person in kept if (person in _ALONE) == (kept[0] in _ALONE)]


def remedy(title: str, details: Sequence[str], rules: Sequence[str]) -> str:
    """Rend ce qu'il faut faire d'un défaut : ce que dit son titre passe avant ses détails."""
    for text in (title, "\n".join(details)):
        for pattern, action in _REMEDIES:
            if re.search(pattern, text, re.IGNORECASE):
                return action
    return _BY_FAMILY.get(rules[0][:1], _OTHERWISE) if rules else _OTHERWISE
