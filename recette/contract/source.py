"""Les requêtes qu'écrit le code d'une application."""

from collections.abc import Iterator
from pathlib import Path

from recette.contract.code import SourceFile, excerpt, readable, syntax_error
from recette.contract.names import Reading, Unread
from recette.contract.statements import StatementReader
from recette.errors import RecetteError

_SKIPPED = {"node_modules", "dist", "build", "coverage", "tests", "test", "__tests__", "__mocks__"}
_TEST_MARKS = {"test", "spec", "d"}
"""`bouton.test.tsx`, `bouton.spec.ts`, `types.d.ts` : ni essais ni déclarations."""


def read_source(folder: Path) -> Reading:
    """Lit toute une application ; lève RecetteError quand il n'y a rien à lire."""
    if not folder.is_dir():
        raise RecetteError(f"« {folder} » n'est pas un dossier.", "Donnez celui du code de l'application.")
    reading = Reading()
    for path in _files(folder):
        _read_file(path, reading)
    if not reading.files:
        raise RecetteError(
            f"Le dossier « {folder} » ne contient ni TypeScript ni JavaScript.", "Vérifiez le chemin."
        )
    return reading


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_dir():
            if path.name not in _SKIPPED and not path.name.startswith("."):
                yield from _files(path)
        elif readable(path) and not _TEST_MARKS & set(path.name.split(".")[1:-1]):
            yield path


def _read_file(path: Path, reading: Reading) -> None:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RecetteError(
            f"Le fichier « {path} » est illisible ({error.strerror}).", "Vérifiez les droits de lecture."
        ) from None
    source = SourceFile(content, path.suffix, _shown(path))
    reading.files += 1
    if wrong := syntax_error(source.root):
        reading.unread.add(Unread(source.place(wrong), f"syntaxe non comprise : {excerpt(wrong)}"))
    reader = StatementReader(source, reading)
    for chain in source.chains():
        reader.read(chain)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)
