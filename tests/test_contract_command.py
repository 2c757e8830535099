"""La commande : codes de sortie, texte, JSON, et sa durée sur une vraie taille d'application."""

import json
import time
from pathlib import Path

import psycopg
import pytest

from recette.contract.__main__ import main
from recette.database.tables import NEW_TABLES
from recette.parts import ROOT

APP = str(ROOT / "reference_app")
FILES, DEADLINE_S = 200, 5.0

SCREEN = """
export async function load{n}(clientId: string) {{
  const {{ data, error }} = await supabase
    .from('program_assignments')
    .select(`id, start_date, client_created_programs (id, name, objective)`)
    .eq('client_id', clientId).order('start_date', {{ ascending: false }});
  if (error) throw error;
  return data?.map((row) => ({{ ...row, label: `${{row.id}} ${{row.start_date}}` }})) ?? [];
}}
export const Card{n}: React.FC<Props> = ({{ name, onOpen }}) => {{
  const [open, setOpen] = useState<boolean>(false);
  useEffect(() => {{ if (open) onOpen?.(name); }}, [open, name]);
  return (
    <div className="card" onClick={{() => setOpen(!open)}}>
      <h3>{{name}}</h3>{{open && <ul>{{[1, 2, 3].map((rank) => <li key={{rank}}>{{rank}}</li>)}}</ul>}}
    </div>
  );
}};
"""
SCREENS_A_FILE = 20


def test_what_lacks_exits_with_1(scratch: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Avant la migration : les trois tables du diagnostic, chacune avec ses fichiers et ses lignes."""
    assert main([APP, "--dsn", scratch, "--json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["verdict"] == "manques"
    assert [(lack["nature"], lack["nom"]) for lack in answer["manques"]] == [
        ("table", name) for name in sorted(NEW_TABLES)
    ]
    assert all(place["ligne"] for lack in answer["manques"] for place in lack["lieux"])
    assert main([APP, "--dsn", scratch]) == 1
    said = capsys.readouterr().out
    assert "Table client_created_sessions : absente" in said
    assert "reference_app/src/api/instances.js:16" in said
    assert said.rstrip().endswith("3 objets en défaut.")


def test_nothing_lacking_exits_with_0(scratch: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Une fois les tables renommées, rien ne manque."""
    rename(scratch)
    assert main([APP, "--dsn", scratch]) == 0
    assert "Rien ne manque à la base." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([APP], "La commande est mal écrite"),
        (["absent", "--dsn", "postgresql://127.0.0.1:1/x"], "« absent » n'est pas un dossier."),
        ([APP, "--dsn", "postgresql://u:secret@127.0.0.1:1/x"], "La base ne répond pas"),
        ([APP, "--dsn", "n'importe quoi"], "La base ne répond pas"),
    ],
)
def test_a_question_that_cannot_be_asked_exits_with_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    """Une phrase en français, sans mot de passe."""
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert said.startswith(sentence)
    assert "secret" not in said


def test_a_real_front_end_takes_less_than_five_seconds(
    scratch: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """200 fichiers de 360 lignes : tout est lu, et à temps (celui du processeur : la machine se partage)."""
    for number in range(FILES):
        screens = "".join(SCREEN.format(n=n) for n in range(SCREENS_A_FILE))
        (tmp_path / f"Screen{number}.tsx").write_text(screens, encoding="utf-8")
    rename(scratch)
    start = time.process_time()
    assert main([str(tmp_path), "--dsn", scratch]) == 0
    elapsed = time.process_time() - start
    assert f"{FILES} fichiers lus" in capsys.readouterr().out
    assert elapsed <= DEADLINE_S, f"{elapsed:.2f} s pour {FILES} fichiers."


def rename(database: str) -> None:
    with psycopg.connect(database) as connection:
        for old, new in zip(
            ("client_programs", "client_sessions", "client_session_exercises"), NEW_TABLES, strict=True
        ):
            connection.execute(f"alter table {old} rename to {new}".encode())
