"""La structure de la base, avant et après la migration."""

from pytest_bdd import then

from fixtures.worlds import RehearsedWorld
from recette.database.tables import RENAMES
from recette.laboratory.structure import FAMILIES, lost
from steps.names import phrase


@then(phrase("la famille « {name} » reste ce qu'elle était"))
def family_is_kept(after_world: RehearsedWorld, name: str) -> None:
    rehearsal, family = after_world.rehearsal, FAMILIES[name]
    before = rehearsal.before.renamed(RENAMES)
    assert family.of(before).objects, f"Avant la migration, rien parmi « {name} » : rien ne serait prouvé."
    assert rehearsal.after is not None, "L'empreinte d'après la migration manque : elle n'a pas abouti."
    wrong = lost(family, before, rehearsal.after)
    assert not wrong, (
        f"{len(wrong)} écart(s) parmi « {name} » ; la migration (ou --sql-apres) doit les conserver :\n  - "
        + "\n  - ".join(wrong)
    )
