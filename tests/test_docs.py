"""Les commandes de la documentation : chacune désigne ce qui existe."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from recette.gherkin.lint import scenarios
from recette.parts import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]
BLOCK = re.compile(r"^ *```sh\n(.*?)^ *```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([\w./-]+\.md)\)")
OTHERS = {"supabase", "umask", "grep", "echo", "sha256sum", "psql", "pg_dump", "cd", "export", "set"}
"""Les commandes du système que la documentation emploie, et que la suite n'apporte pas."""
PLACEHOLDER = re.compile(r"^(?:ma_|mon_|defaut|rapports-|essai\.env|export)|^[A-Z_]+$|…|/chemin/")
QUOTED = re.compile(r"^## « (.+?)(?: »)?$", re.MULTILINE)
PICTURE = re.compile(r"!\[([^\]]+)\]\(([^)]+)\)")
HEAVIEST_PICTURE = 200_000
DEADLINE_S = 60


def commands() -> Iterator[tuple[str, list[str]]]:
    """Rend chaque commande : le fichier qui la donne, et ses mots."""
    for page in PAGES:
        for block in BLOCK.findall(page.read_text(encoding="utf-8")):
            for line in re.sub(r"\\\n", " ", block).splitlines():
                for part in re.split(r"\s\|\s|\s\|$|&&", line.strip()):
                    words = shlex.split(part, comments=True)
                    while words and "=" in words[0] and not words[0].startswith("-"):
                        del words[0]
                    if words:
                        yield page.name, words


COMMANDS = [*commands()]


def test_there_are_commands_to_check() -> None:
    """Une expression qui ne trouverait plus rien rendrait tout le reste vain."""
    assert len(COMMANDS) > 30
    assert len({page for page, _ in COMMANDS}) > 5


@pytest.mark.parametrize(
    ("page", "words"), COMMANDS, ids=[f"{page} {' '.join(words)}" for page, words in COMMANDS]
)
def test_a_command_exists(page: str, words: list[str], pytestconfig: pytest.Config) -> None:
    """Cible du Makefile, module, option, fichier, titre de scénario : rien n'est inventé."""
    match words:
        case ["make", *targets]:
            assert not [name for name in targets if "=" not in name and not in_makefile(name)]
        case [".venv/bin/python", "-m", "pytest", *arguments]:
            pytestconfig._parser.parse([argument for argument in arguments if argument != "[…]"])
            assert not [path for path in paths_in(arguments) if not designates(path)]
        case [".venv/bin/python", "-m", module, *arguments]:
            assert find_spec(module) is not None, f"Le module {module} n'existe pas."
            said = help_of(module, *[word for word in arguments[:1] if not word.startswith("-")])
            assert not [word for word in arguments if word.startswith("--") and word not in said]
        case [program, *_] if program.startswith(".venv/bin/"):
            assert (ROOT / program).exists() or Path(sys.executable).with_name(Path(program).name).exists()
        case [program, *arguments]:
            assert program in OTHERS, f"{page} : « {program} » n'est ni à la suite, ni connu d'elle."
            assert not [
                path for path in paths_in(arguments) if path.startswith("sql/") and not designates(path)
            ]


def test_every_target_of_the_makefile_parses() -> None:
    """« make aide » se joue pour de bon ; les autres cibles se déplient sans rien faire."""
    said = played("make", "aide")
    for target in re.findall(r"make ([a-z]+)", said):
        played("make", "--dry-run", target)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    """Un lien vers un document disparu se voit."""
    dead = [
        link for link in LINK.findall(page.read_text(encoding="utf-8")) if not (page.parent / link).exists()
    ]
    assert not dead


def test_pictures_are_there_light_and_described() -> None:
    """Chaque image de l'accueil existe, se lit sans la voir, et se charge vite ; aucune n'est oubliée."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pictures = dict(PICTURE.findall(readme))
    kept = {f"docs/images/{path.name}" for path in (ROOT / "docs" / "images").glob("*.png")}
    assert kept
    assert {path for path in pictures.values() if path.startswith("docs/images/")} == kept
    assert all(len(described) > 40 for described in pictures)
    heavy = [path for path in kept if (ROOT / path).stat().st_size > HEAVIEST_PICTURE]
    assert not heavy, f"Trop lourdes : {heavy}"


def test_questions_are_sentences_the_suite_says() -> None:
    """Une phrase que la recette n'écrit plus n'a plus sa place dans la foire aux questions."""
    code = "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "recette").rglob("*.py")))
    code += "".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "fixtures").rglob("*.py")))
    said = re.sub(r'"\s*f?"', "", re.sub(r"\s+", " ", code))
    for question in QUOTED.findall((ROOT / "docs" / "faq.md").read_text(encoding="utf-8")):
        pieces = [piece.strip(" .«»():") for piece in re.split(r"…|« … »|\d+|pg_dump|:", question)]
        missing = [piece for piece in pieces if len(piece) > 8 and piece not in said and "RAISE" not in piece]
        assert not missing, f"« {question} » : la suite ne dit pas « {missing[0]} »."


def in_makefile(target: str) -> bool:
    return (
        re.search(rf"^{target}:", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE) is not None
    )


def paths_in(arguments: list[str]) -> list[str]:
    return [
        word
        for word in arguments
        if "/" in word and not word.startswith("-") and not PLACEHOLDER.search(word)
    ]


def designates(path: str) -> bool:
    file, _, title = path.partition("::")
    if file.startswith("rapports"):
        return True
    if not title:
        return (ROOT / file).exists()
    return title in {found["name"] for found in scenarios(ROOT / file)}


def help_of(module: str, *action: str) -> str:
    """Rend l'aide d'une commande, ou celle de l'action qu'on lui demande."""
    return played(sys.executable, "-m", module, *action, "--help")


def played(*command: str) -> str:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=DEADLINE_S, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
