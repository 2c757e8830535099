"""La lecture du code : ce qui nomme la base est lu, le reste ne l'est pas."""

from pathlib import Path

import pytest

from recette.contract.names import Reading, Selection
from recette.contract.source import read_source
from recette.errors import RecetteError

NAMED = {
    "chaîne": ("db.from('a').select('x')", {"a", "a.x"}),
    "plusieurs lignes": ("await db\n  .from('a')\n  .select('x')\n  .eq('y', 1);", {"a", "a.x", "a.y"}),
    "gabarit sans substitution": ("db.from(`a`).select(`x,\n  y`)", {"a", "a.x", "a.y"}),
    "enchaînement optionnel": ("db?.from('a')?.select('x')?.eq('y', 1)", {"a", "a.x", "a.y"}),
    "type générique attendu": ("const r = await db.from<'a'>('a').select('x')", {"a", "a.x"}),
    "crochets": ("db['from']('a').select('x')", {"a", "a.x"}),
    "constante": ("const T = 'a' as const; const C = 'x'; db.from(T).select(C)", {"a", "a.x"}),
    "objet de constantes": ("const T = { a: 'a' } as const; db.from(T.a).select()", {"a"}),
    "gabarit de constante": ("const P = 'client'; db.from(`${P}_a`).select()", {"client_a"}),
    "colonnes jointes": ("const C = ['x', 'y']; db.from('a').select(C.join(','))", {"a", "a.x", "a.y"}),
    "l'une ou l'autre": ("db.from(own ? 'a' : 'b').select('x')", {"a", "b", "a.x", "b.x"}),
    "requête complétée": (
        "let q = db.from('a').select('x'); if (k) q = q.eq('y', k); const { data } = await q.order('z');",
        {"a", "a.x", "a.y", "a.z"},
    ),
    "filtres": (
        "db.from('a').delete().match({ x: 1 }).or('y.eq.1,and(z.gt.2,t->>u.is.null)').not('v', 'is', null)",
        {"a", "a.x", "a.y", "a.z", "a.t", "a.v"},
    ),
    "tri d'une relation": (
        "db.from('a').select('b(x)').order('y', { referencedTable: 'b' }).order('b(z)')",
        {"a", "a→b", "b.x", "a.b.y", "a.b.z"},
    ),
    "écritures": (
        "db.from('a').upsert([{ x, y: 1, 'z': 2 }], { onConflict: 'x,t' })",
        {"a", "a.x", "a.y", "a.z", "a.t"},
    ),
    "lignes construites": (
        "db.from('a').insert(rows.map((r) => ({ x: r.x, ...(r.y && { y: r.y }) })))",
        {"a", "a.x", "a.y"},
    ),
    "ligne déclarée": ("const row = { x: 1 }; row.y = 2; db.from('a').insert(row)", {"a", "a.x", "a.y"}),
    "relations": (
        "db.from('a').select('n:x, b:cs!a_fk!inner(y, d(z)), ...e(t::text), f(count), count(), m.sum()')",
        {"a", "a.x", "a→cs!a_fk", "cs.y", "cs→d", "d.z", "a→e", "e.t", "a→f", "a.m"},
    ),
    "abonnement": (
        "c.on('postgres_changes', { event: '*', schema: 'public', table: 'a', filter: `x=eq.${id}` }, f)",
        {"a", "a.x"},
    ),
    "valeurs inconnues": (
        "db.from('a').select().or(`x.eq.${id},and(y.gt.${n},z.ilike.%${q}%)`)",
        {"a", "a.x", "a.y", "a.z"},
    ),
    "fonction": ("db.rpc('f', { p, q: 1 }).select('x')", {"f()", "f(p)", "f(q)", "f().x"}),
    "réponse traitée": ("(await db.from('a').select('x')).data.filter((r) => r.ok)", {"a", "a.x"}),
}
"""Un extrait de code, et tout ce qu'il nomme."""

IGNORED = [
    "Array.from('abc'); Buffer.from('abc', 'utf8'); Uint8Array.from(xs);",
    "db.storage.from('photos').upload('a', f)",
    "const s = db.storage; s.from('photos').list()",
    "const { storage } = db; storage.from('photos').list()",
    "text.match(/x/); xs.filter((x) => x.ok); new Set(xs); // db.from('commentaire')",
]

UNREAD = {
    "db.from(table).select('x')": "nom de table « table »",
    "const f = (T: string) => { const g = 'a'; return db.from(T).select() }": "nom de table « T »",
    "db.from(`a_${suffix}`).select()": "nom de table « `a_${suffix}` »",
    "db.from('a').select(columns)": "liste « select » « columns »",
    "db.from('a').select(`x, ${more}`)": "colonne de « `x, ${more}` »",
    "db.from('a').select(`x, ${other}(y)`)": "relation de « `x, ${other}(y)` »",
    "db.from('a').select().or(`${column}.eq.1,x.eq.2`)": "colonne de « `${column}.eq.1,x.eq.2` »",
    "db.from('a').insert(row)": "colonnes de a, « row »",
    "db.from('a').update({ x: 1, ...rest })": "colonnes de a, « rest »",
    "const rows = []; db.from('a').insert(rows)": "colonnes de a, « rows »",
    "db.from('a').select('x').eq(column, 1)": "colonne de « eq », « column »",
    "db.rpc(name)": "nom de fonction « name »",
    "db.rpc('f', args)": "arguments de la fonction f, « args »",
    "db.schema('private').from('a').select()": "schéma « private », que l'API n'expose pas",
    "function only(query) { return query.eq('x', 1) }": "colonne 'x' d'une requête reçue d'ailleurs",
    "db.from('a').select('x, b(y')": "une parenthèse ou un guillemet ne se ferme pas dans « x, b(y »",
    "db.from('a').select('x'); const = ;": "syntaxe non comprise",
}
"""Un extrait de code, et ce que l'analyse avoue n'avoir pas lu."""


@pytest.mark.parametrize(("code", "named"), NAMED.values(), ids=NAMED.keys())
def test_what_the_code_names_is_read(tmp_path: Path, code: str, named: set[str]) -> None:
    """Tables, colonnes, relations, fonctions et arguments, et rien de plus."""
    reading = read(tmp_path, code)
    assert names(reading) == named
    assert not reading.unread


@pytest.mark.parametrize("code", IGNORED)
def test_what_is_not_a_request_is_ignored(tmp_path: Path, code: str) -> None:
    """Tableaux, fichiers et commentaires ne nomment aucune table."""
    reading = read(tmp_path, code)
    assert (names(reading), reading.unread) == (set(), set())


@pytest.mark.parametrize(("code", "reason"), UNREAD.items(), ids=UNREAD.keys())
def test_what_is_not_read_is_said(tmp_path: Path, code: str, reason: str) -> None:
    """Un nom dynamique n'est jamais passé sous silence."""
    assert [unread for unread in read(tmp_path, code).unread if unread.reason.startswith(reason)]


def test_every_place_is_a_file_and_a_line(tmp_path: Path) -> None:
    """La ligne est celle du nom, même au milieu d'une liste sur plusieurs lignes."""
    reading = read(tmp_path, "\ndb.from('a')\n  .select(`x,\n    b(\n      y)`)\n  .eq('z', 1)")
    [query] = reading.queries
    assert query.selection is not None
    [embed] = query.selection.embeds
    lines = [query.place, query.selection.columns[0].place, embed.place, embed.content.columns[0].place]
    assert [place.line for place in lines] == [2, 3, 4, 5]
    assert query.columns[0].place.line == 6


def test_installed_generated_and_test_files_are_left_out(tmp_path: Path) -> None:
    """Seul le code de l'application est lu."""
    for name in (
        "node_modules/p/i.js",
        "dist/i.js",
        "types.d.ts",
        "a.test.tsx",
        "a.spec.ts",
        "__tests__/a.ts",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("db.from('ailleurs').select()")
    for name in ("a.js", "b.jsx", "c.ts", "d.mjs"):
        (tmp_path / name).write_text("db.from('ici').select()")
    (tmp_path / "e.tsx").write_text("const E = () => <p>{db.from('ici').select()}</p>")
    assert [query.table for query in read_source(tmp_path).queries] == ["ici"] * 5


def test_a_folder_without_code_is_refused(tmp_path: Path) -> None:
    """Rien à lire n'est pas rien qui manque."""
    with pytest.raises(RecetteError, match="ne contient ni TypeScript ni JavaScript"):
        read_source(tmp_path)


def read(folder: Path, code: str) -> Reading:
    (folder / "code.ts").write_text(code, encoding="utf-8")
    return read_source(folder)


def names(reading: Reading) -> set[str]:
    found = {query.table for query in reading.queries}
    for query in reading.queries:
        found |= {".".join((query.table, *column.path, column.name)) for column in query.columns}
        found |= set(selected(query.table, query.selection or Selection()))
    for call in reading.calls:
        found |= {f"{call.function}()"} | {f"{call.function}({given.name})" for given in call.arguments}
        found |= set(selected(f"{call.function}()", call.selection or Selection()))
    return found


def selected(table: str, selection: Selection) -> list[str]:
    found = [f"{table}.{column.name}" for column in selection.columns]
    for embed in selection.embeds:
        hint = f"!{embed.hint}" if embed.hint else ""
        found += [f"{table}→{embed.target}{hint}", *selected(embed.target, embed.content)]
    return found
