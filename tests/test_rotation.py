"""La rotation : ce qui peut y passer, et ce qu'un défaut y laisse derrière lui."""

from dataclasses import replace
from pathlib import Path

import pytest

from recette.mutation import rotation
from recette.mutation.defect import Defect, Replacement, load
from recette.mutation.judgement import rotate
from recette.mutation.rotation import can_rotate
from recette.mutation.trial import Laboratory
from recette.stack.run_directory import run_directory


def a_defect(layer: str, *paths: str, sql: str = "", equivalent: str = "") -> Defect:
    """Rend un défaut de laboratoire."""
    replacements = tuple(Replacement(path, "sain", "abîmé") for path in paths)
    return Defect("n", "Une phrase.", layer, "A3", "essai", sql, replacements, equivalent, quick=False)


CASES = {
    "écran": (a_defect("ecran", "reference_app/a.js"), True),
    "écran et politique": (a_defect("ecran", "reference_app/a.js", "sql/baseline/30_policies.sql"), False),
    "assignation": (a_defect("rpc", "sql/baseline/20_functions.sql"), True),
    "assignation et privilèges": (
        a_defect("rpc", "sql/baseline/20_functions.sql", "sql/baseline/40_privileges.sql"),
        True,
    ),
    "migration": (a_defect("migration", sql="select 1"), True),
    "équivalent": (a_defect("migration", sql="select 1", equivalent="Personne ne le voit."), False),
}


@pytest.mark.parametrize(("defect", "rotates"), CASES.values(), ids=CASES.keys())
def test_the_screen_and_the_base_do_not_change_together(defect: Defect, rotates: bool) -> None:
    """La rotation change l'application sans rien redémarrer, ou la base en redémarrant : pas les deux."""
    assert can_rotate(defect) is rotates


def test_a_defect_travels() -> None:
    """Un défaut confié à un autre processus y arrive entier."""
    assert all(Defect.restored(defect.described()) == defect for defect in load())


def test_a_defect_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Le défaut suivant se pose sur une livraison saine."""
    monkeypatch.setattr(rotation, "ROOT", tmp_path)
    (tmp_path / "a.js").write_text("sain", encoding="utf-8")
    with rotation._changed_files(a_defect("ecran", "a.js")):
        assert (tmp_path / "a.js").read_text(encoding="utf-8") == "abîmé"
    assert (tmp_path / "a.js").read_text(encoding="utf-8") == "sain"


def test_each_defect_is_caught_by_its_own_scenario() -> None:
    """Deux défauts d'une même rotation ne se prêtent ni leur scénario ni leur motif."""
    asked = {
        "ecran-compte-faux": "2 client(s)",
        "rpc-notes-perdues": "notes : 'Garder le dos droit",
        # Une fonction que la migration lie à ses nouveaux noms : elle ne se recrée pas, la base si.
        "rpc-vu-resiste-aux-exercices": "non vue attendu",
    }
    with run_directory() as folder:
        found = {
            judgement.name: judgement
            for judgement in rotate(Laboratory(folder), [each for each in load() if each.name in asked])
        }
    assert {name: found[name].caught_by for name in asked} == {
        "ecran-compte-faux": "A3",
        "rpc-notes-perdues": "A1",
        "rpc-vu-resiste-aux-exercices": "I5",
    }
    for name, reason in asked.items():
        assert reason in found[name].reason
        assert [step["genre"] for step in found[name].failed_steps] == ["then"]


def test_a_world_keeps_nothing_of_the_one_before() -> None:
    """Entre deux défauts de la base, un changement sans effet n'est pas pris : le premier n'a rien laissé."""
    lost = "drop policy if exists {0} on client_created_programs"
    change = Defect("", "Une phrase.", "migration", "M7", "essai", "", (), "", quick=False)
    defects = [
        replace(change, name="1-index-perdu", sql="drop index messages_sender_id_idx"),
        replace(change, name="2-sans-effet", sql=lost.format("jamais_vue")),
        replace(
            change,
            name="3-rls-inactive",
            sql="alter table client_created_sessions disable row level security",
        ),
    ]
    with run_directory() as folder:
        found = {judgement.name: judgement.reason for judgement in rotate(Laboratory(folder), defects)}
    assert found.keys() == {"1-index-perdu", "3-rls-inactive"}
    assert "messages_sender_id_idx" in found["1-index-perdu"]
    assert "RLS" in found["3-rls-inactive"]
