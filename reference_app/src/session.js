import { onUnauthorized, supabase } from './api/client.js';
import { createProfile, findProfile } from './api/people.js';
import { forgetMessages } from './messages.js';
import { navigate } from './router.js';
import { forgetStartup, loadStartup } from './startup.js';
import { createStore } from './store.js';

const EXPIRED = 'Votre session a expiré. Reconnectez-vous.';
const NO_PROFILE = "Aucun espace Virtus n'est associé à ce compte.";
const WRONG_PASSWORD = 'Adresse email ou mot de passe incorrect.';
const UNREACHABLE = 'Connexion impossible pour le moment. Vérifiez votre connexion puis réessayez.';
const ALREADY_REGISTERED = 'Un compte existe déjà pour cette adresse email.';
const WEAK_PASSWORD = 'Ce mot de passe est trop faible : choisissez-en un plus long.';
const NOT_REGISTERED = "L'inscription n'a pas abouti. Réessayez dans un instant.";

/** phase : checking, anonymous (avec un avis éventuel), unavailable, open (avec un profil). */
export const session = createStore({ phase: 'checking' });

let leaving = false;

function close(notice) {
  if (session.get().phase === 'anonymous') return;
  session.set({ phase: 'anonymous', notice });
  forgetStartup();
  forgetMessages();
}

async function leave() {
  leaving = true;
  const { error } = await supabase.auth.signOut();
  // Le serveur n'a pas répondu : cet appareil oublie quand même la session.
  if (error) await supabase.auth.signOut({ scope: 'local' });
  leaving = false;
}

async function open(userId) {
  session.set({ phase: 'checking' });
  const profile = await findProfile(userId).catch(() => undefined);
  if (session.get().phase === 'anonymous') return;
  if (profile === undefined) {
    session.set({ phase: 'unavailable' });
  } else if (['coach', 'client'].includes(profile?.role)) {
    loadStartup(userId);
    session.set({ phase: 'open', profile });
  } else {
    await leave();
    close(NO_PROFILE);
  }
}

export async function resume() {
  session.set({ phase: 'checking' });
  const { data } = await supabase.auth.getSession();
  if (data.session) await open(data.session.user.id);
  else if (session.get().phase === 'checking') session.set({ phase: 'anonymous' });
}

/** Rend le message à montrer si la connexion échoue. */
export async function signIn(email, password) {
  const { data, error } = await supabase.auth.signInWithPassword({ email, password });
  if (error) return error.code === 'invalid_credentials' ? WRONG_PASSWORD : UNREACHABLE;
  return open(data.user.id);
}

/** Rend le message à montrer si l'inscription échoue. */
export async function signUp({ email, password, firstName, lastName, role }) {
  const { data, error } = await supabase.auth.signUp({ email, password });
  if (error?.code === 'user_already_exists') return ALREADY_REGISTERED;
  if (error?.code === 'weak_password') return WEAK_PASSWORD;
  if (error) return NOT_REGISTERED;
  try {
    await createProfile({ id: data.user.id, email, firstName, lastName, role });
  } catch {
    await leave();
    return NOT_REGISTERED;
  }
  return open(data.user.id);
}

export async function signOut() {
  await leave();
  // Une entrée d'historique de plus : « Précédent » retombe dans l'application fermée, donc sur la connexion.
  navigate('/login');
  close();
}

supabase.auth.onAuthStateChange((event) => {
  if (event === 'SIGNED_OUT' && !leaving) close(EXPIRED);
});

onUnauthorized(() => {
  if (session.get().phase === 'anonymous') return;
  close(EXPIRED);
  supabase.auth.signOut({ scope: 'local' });
});
