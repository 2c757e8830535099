"""Le service d'authentification et le Realtime vus par supabase-js, le client de Virtus."""

import json
import shutil
import subprocess
from typing import Any
from uuid import uuid4

import pytest

from recette import parts
from recette.application.tools import search_path
from recette.target import Target

DEADLINE_S = 30
PRELUDE = """
const [modules, url, key, email] = process.argv.slice(1);
const { createClient } = require("node:module").createRequire(modules + "/")("@supabase/supabase-js");
const password = "un-mot-de-passe";
const outcome = ({ data, error }) => (error ? { error: error.code ?? error.name } : { data });
// Phoenix garde un minuteur de dix secondes après la fermeture : Node l'attendrait.
const told = (answer) => process.stdout.write(JSON.stringify(answer), () => process.exit());
"""
SESSIONS = """
(async () => {
  const here = createClient(url, key).auth, elsewhere = createClient(url, key).auth;
  told({
    signUp: outcome(await here.signUp({ email, password, options: { data: { first_name: "Léa" } } })),
    again: outcome(await here.signUp({ email, password })),
    wrong: outcome(await elsewhere.signInWithPassword({ email, password: "faux" })),
    signIn: outcome(await elsewhere.signInWithPassword({ email, password })),
    user: outcome(await elsewhere.getUser()),
    refresh: outcome(await elsewhere.refreshSession()),
    weak: outcome(await here.updateUser({ password: "court" })),
    update: outcome(await here.updateUser({ password: "un-autre-mot-de-passe" })),
    closed: outcome(await elsewhere.getUser()),
    signOut: outcome({ data: "sorti", ...(await here.signOut()) }),
    after: outcome(await here.getUser()),
  });
})();
"""
SUBSCRIPTIONS = """
(async () => {
  const states = [];
  for (const vsn of ["1.0.0", "2.0.0"]) {
    const client = createClient(url, key, { realtime: { vsn } });
    const wanted = { schema: "public", table: "messages" };
    states.push(await new Promise((resolve) =>
      client
        .channel("messages-realtime")
        .on("postgres_changes", { ...wanted, event: "INSERT", filter: "recipient_id=eq.1" }, () => {})
        .on("postgres_changes", { ...wanted, event: "UPDATE" }, () => {})
        .subscribe((state, error) => resolve(error?.message ?? state))
    ));
    await client.removeAllChannels();
  }
  told(states);
})();
"""

# Sur une machine sans Node, celui que la recette installe est dans son propre environnement.
NODE = shutil.which("node", path=search_path())
pytestmark = pytest.mark.skipif(NODE is None, reason="Node n'est pas installé")


def run_node(stack: Target, script: str) -> Any:
    """Joue un script contre la pile et rend ce qu'il dit."""
    assert NODE
    command = [NODE, "--no-warnings", "--experimental-websocket", "--eval", PRELUDE + script]
    arguments = [str(parts.node_modules()), stack.url, stack.anon_key, f"{uuid4().hex}@recette.test"]
    played = subprocess.run(
        [*command, "--", *arguments], capture_output=True, text=True, timeout=DEADLINE_S, check=False
    )
    assert played.returncode == 0, played.stderr
    return json.loads(played.stdout)


def test_supabase_js_keeps_a_session(stack: Target) -> None:
    """S'inscrire, entrer, renouveler, changer de mot de passe, sortir."""
    seen = run_node(stack, SESSIONS)
    assert seen["signUp"]["data"]["user"]["user_metadata"]["first_name"] == "Léa"
    assert seen["again"] == {"error": "user_already_exists"}
    assert seen["wrong"] == {"error": "invalid_credentials"}
    assert seen["signIn"]["data"]["session"]["token_type"] == "bearer"
    assert seen["user"]["data"]["user"]["id"] == seen["signUp"]["data"]["user"]["id"]
    signed_in, refreshed = (seen[name]["data"]["session"]["refresh_token"] for name in ("signIn", "refresh"))
    assert refreshed != signed_in
    assert seen["weak"] == {"error": "weak_password"}
    assert "data" in seen["update"]
    assert seen["closed"] == {"error": "AuthSessionMissingError"}
    assert seen["signOut"] == {"data": "sorti"}
    assert seen["after"] == {"error": "AuthSessionMissingError"}


def test_supabase_js_subscribes(stack: Target) -> None:
    """Un abonnement est accepté, dans les deux versions du protocole."""
    assert run_node(stack, SUBSCRIPTIONS) == ["SUBSCRIBED", "SUBSCRIBED"]
