"""Le catalogue des défauts : chacun s'applique, chacun sait dire qu'il ne s'applique plus."""

from pathlib import Path
from typing import Any

import pytest

from recette.errors import RecetteError
from recette.mutation import judgement
from recette.mutation.census import never_failed, outcome_steps
from recette.mutation.defect import CATALOGUE, LAYERS, Defect, Replacement, load
from recette.mutation.emptiness import blind_scenarios
from recette.mutation.judgement import Judgement, judge
from recette.mutation.report import Campaign, table
from recette.mutation.trial import Bench, Laboratory, Trial
from recette.parts import ROOT
from recette.stack.run_directory import run_directory

SAMPLE = "A3 or V3"
"""Un refus et une annonce, à l'écran."""
FEWEST_DEFECTS = 70
FEWEST_HARMLESS = 14

SOUND = """
phrase = "Une ligne disparaît."
couche = "migration"
regle = "M6"
origine = "renommage"
sql = "delete from programs"
"""
FAULTS = {
    "pas du TOML": ("phrase =", "il n'est pas en TOML"),
    "clé inconnue": (SOUND + 'gravite = "haute"', "la clé « gravite » n'existe pas"),
    "phrase absente": (SOUND.replace("phrase", "#"), "« phrase » manque"),
    "couche inconnue": (SOUND.replace('"migration"', '"réseau"'), "la couche « réseau » n'existe pas"),
    "règle inconnue": (SOUND.replace("M6", "Z9"), "la règle « Z9 » n'est pas dans docs/regles.md"),
    "règle d'un inoffensif": (SOUND.replace('"migration"', '"inoffensif"'), "n'attend aucune règle"),
    "admis hors d'un vide": (SOUND + '[admis]\n"Un titre" = "une raison"', "ne se dit que d'un vide"),
    "rien de changé": (SOUND.replace("sql", "#"), "il ne change rien"),
    "hors de la livraison": (
        SOUND + '[[remplace]]\nfichier = "steps/people.py"\ncherche = "a"\npar = "b"',
        "steps/people.py n'est pas de la livraison",
    ),
    "remplacement nul": (
        SOUND + '[[remplace]]\nfichier = "sql/baseline/a.sql"\ncherche = "a"\npar = "a"',
        "il ne change rien à sql/baseline/a.sql",
    ),
}


def test_the_catalogue_is_large_enough() -> None:
    """Chaque couche a ses défauts, et les changements inoffensifs sont assez nombreux."""
    defects = load()
    assert {defect.layer for defect in defects} == set(LAYERS)
    assert sum(not defect.harmless for defect in defects) >= FEWEST_DEFECTS
    assert sum(defect.harmless for defect in defects) >= FEWEST_HARMLESS


@pytest.mark.parametrize("defect", load(), ids=lambda defect: defect.name)
def test_a_defect_still_applies(tmp_path: Path, defect: Defect) -> None:
    """Le texte que remplace un défaut est encore, une seule fois, dans la livraison."""
    for path in {replacement.path for replacement in defect.replacements}:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text((ROOT / path).read_text(encoding="utf-8"), encoding="utf-8")
    for replacement in defect.replacements:
        replacement.apply(tmp_path)


@pytest.mark.parametrize(("content", "problem"), FAULTS.values(), ids=FAULTS.keys())
def test_a_misfilled_defect_is_said(tmp_path: Path, content: str, problem: str) -> None:
    """Un fichier mal rempli arrête la campagne, et dit pourquoi."""
    (tmp_path / "defaut.toml").write_text(content, encoding="utf-8")
    with pytest.raises(RecetteError, match=r"defaut\.toml est mal rempli") as raised:
        load(tmp_path)
    assert problem in str(raised.value)


@pytest.mark.parametrize("text", ["", "un deux un"], ids=["absent", "deux fois"])
def test_a_replacement_wants_one_place(tmp_path: Path, text: str) -> None:
    """Un défaut qui ne s'applique plus n'est pas un défaut pris."""
    (tmp_path / "a.sql").write_text(text, encoding="utf-8")
    with pytest.raises(RecetteError, match=r"a\.sql contient \d fois « un »"):
        Replacement("a.sql", "un", "trois").apply(tmp_path)


class FakeBench:
    """Un établi qui rend des recettes écrites d'avance."""

    def __init__(self, *trials: Trial | RecetteError) -> None:
        self._trials = list(trials)

    def play(self, *_: str, **__: Any) -> Trial:
        trial = self._trials.pop(0)
        if isinstance(trial, RecetteError):
            raise trial
        return trial

    def close(self) -> None:
        """Rien à effacer."""


def concluded(
    rule: str = "", *, findings: tuple[str, ...] = (), blocked: bool = False, moved: str = "x"
) -> Trial:
    """Rend une recette qui échoue sur une règle, ou réussit."""
    failed = {"regle": rule, "titre": "T", "issue": "echoue", "motif": "M", "id": "i"}
    waiting = {"regle": "M7", "titre": "T", "issue": "bloque", "motif": "B", "id": "j"}
    verdict = {
        "scenarios": [failed] * bool(rule) + [waiting] * blocked,
        "constats": list(findings),
        "empreinte": {"constats": [moved], "informations": []},
    }
    return Trial(int(bool(rule or findings)), 1.0, "", verdict)


HEALTHY = concluded(moved="")
JUDGED = {
    "par la règle": ("migration", [concluded("M6")], "pris", "M6"),
    "par une autre": ("migration", [concluded(), concluded("A1")], "pris_ailleurs", "A1"),
    "par un constat, migration refusée": (
        "migration",
        [concluded(findings=("refusée",), blocked=True)],
        "pris",
        "constat",
    ),
    "par un constat, comportement tu": (
        "migration",
        [concluded(findings=("index perdu",)), concluded(findings=("index perdu",))],
        "pris_ailleurs",
        "constat",
    ),
    "par personne": ("migration", [concluded(), concluded()], "survivant", ""),
    "sans rien changer": ("migration", [concluded(moved="")], "inapplicable", ""),
    "sans pouvoir tourner": ("migration", [RecetteError("Non", "Rien")], "inapplicable", ""),
}


@pytest.mark.parametrize(("layer", "trials", "outcome", "by"), JUDGED.values(), ids=JUDGED.keys())
def test_a_defect_is_judged(
    monkeypatch: pytest.MonkeyPatch, layer: str, trials: list[Trial], outcome: str, by: str
) -> None:
    """Un défaut est pris par sa règle, par une autre, par personne, ou ne s'applique pas."""
    monkeypatch.setattr(judgement, "_files", lambda rule: ["features"])
    monkeypatch.setattr(Laboratory, "prepare", lambda self, defects: FakeBench(*trials))
    found = judge(Laboratory(Path()), a_defect(layer), HEALTHY)
    assert (found.outcome, found.caught_by) == (outcome, by)


def test_an_equivalent_defect_that_is_caught_is_no_longer_equivalent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sa raison est fausse le jour où un scénario le voit."""
    defect = a_defect("migration", equivalent="Personne ne peut le voir.")
    for trials, outcome in (([concluded()], "equivalent"), ([concluded("M6")], "survivant")):
        monkeypatch.setattr(Laboratory, "prepare", lambda self, defects, t=trials: FakeBench(*t))
        assert judge(Laboratory(Path()), defect, HEALTHY).outcome == outcome


def test_a_survivor_fails_the_campaign() -> None:
    """Le tableau compte les issues, et un survivant fait échouer la campagne."""
    survivor = Judgement("n", "Une phrase.", "rpc", "A1", "survivant", "", "", "Tout est vert.", 1.0)
    caught = Judgement("m", "Une autre.", "rpc", "A1", "pris", "A1", "T", "M", 1.0)
    assert not Campaign([caught]).failed
    campaign = Campaign([caught, survivor])
    assert campaign.failed
    said = "\n".join(table(campaign))
    assert "1 pris sur 2, dont 1 par la règle attendue ; 1 survivant(s)" in said
    assert "SURVIVANT n (A1) : Une phrase." in said


def test_silent_outcomes_are_listed() -> None:
    """Un « Alors » qu'un défaut a fait échouer quitte la liste de ceux qui n'ont jamais échoué."""
    step = {"genre": "then", "fonction": "steps.assignment.has_faithful_copy", "phrase": "p"}
    caught = Judgement("m", "Une phrase.", "rpc", "A1", "pris", "A1", "T", "M", 1.0, [step])
    assert step["fonction"] in outcome_steps()
    assert step["fonction"] not in never_failed([caught])
    assert step["fonction"] in never_failed([])


def test_an_empty_application_fools_nobody() -> None:
    """Un scénario d'écran réussit devant Virtus, et plus devant une page blanche."""
    with run_directory() as folder:
        laboratory = Laboratory(folder)
        [blank] = [defect for defect in load() if defect.name == "vide-application"]
        screens = {name: laboratory.prepare(defects) for name, defects in (("plein", []), ("vide", [blank]))}
        passed = {name: bench.play("-m", SAMPLE).passed_screens for name, bench in screens.items()}
    assert len(passed["plein"]) >= len(SAMPLE.split(" or ")), passed
    assert passed["vide"] == []


def test_every_file_of_the_catalogue_is_read() -> None:
    """Un fichier au mauvais suffixe ne se perd pas."""
    assert {path.suffix for path in CATALOGUE.iterdir()} == {".toml"}


def a_defect(layer: str, equivalent: str = "") -> Defect:
    """Rend un défaut de laboratoire."""
    return Defect("n", "Une phrase.", layer, "M6", "essai", "select 1", (), equivalent, quick=False)


EMPTY_BASE = """
phrase = "La base est muette."
couche = "vide"
origine = "essai"
sql = "select 1"

[admis]
"Admis à raison" = "il ne lit aucune ligne"
"Admis à tort" = "il n'en lisait pas"
"""


def test_an_empty_base_admits_only_what_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Réussir sur une base muette demande une raison ; une raison qui ne sert plus se retire."""
    (tmp_path / "vide.toml").write_text(EMPTY_BASE, encoding="utf-8")
    [emptiness] = load(tmp_path)
    scenarios = [
        {"titre": title, "issue": issue}
        for title, issue in (("Admis à raison", "reussi"), ("Admis à tort", "echoue"), ("Aveugle", "reussi"))
    ]
    trial = Trial(1, 0, "", {"scenarios": scenarios})
    monkeypatch.setattr(Bench, "play", lambda *_, **__: trial)
    assert blind_scenarios(Laboratory(tmp_path), emptiness, []) == [
        "Aveugle",
        "« Admis à tort » est admis, mais n'y réussit plus",
    ]
