import { useState } from 'preact/hooks';
import { Field, SelectField } from '../components/field.js';
import { html } from '../html.js';
import { useRoute } from '../router.js';
import { signIn, signUp } from '../session.js';
import { useOnce } from '../use-once.js';

const ROLES = [
  { value: 'client', text: 'Client / Pratiquant' },
  { value: 'coach', text: 'Coach' },
];

function useForm(initial) {
  const [values, setValues] = useState(initial);
  const bind = (name) => ({
    value: values[name],
    onValue: (value) => setValues((current) => ({ ...current, [name]: value })),
  });
  return [values, bind];
}

function useSubmit(send) {
  const [message, setMessage] = useState();
  const [submit, busy] = useOnce(async (event) => {
    event.preventDefault();
    setMessage(await send());
  });
  return { message, submit, busy };
}

function SignIn({ notice, onSignUp }) {
  const [values, bind] = useForm({ email: '', password: '' });
  const { message, submit, busy } = useSubmit(() => signIn(values.email, values.password));
  const shownMessage = message ?? notice;
  return html`
    <h1>Connexion à Virtus</h1>
    <form onSubmit=${submit}>
      <${Field} id="email" label="Adresse Email" type="email" autocomplete="email" required ...${bind('email')} />
      <${Field}
        id="password"
        label="Mot de passe"
        type="password"
        autocomplete="current-password"
        required
        ...${bind('password')}
      />
      ${shownMessage && html`<p class="failure" role="alert">${shownMessage}</p>`}
      <button type="submit" class="primary" disabled=${busy}>${busy ? 'Chargement...' : 'Se connecter'}</button>
    </form>
    <p class="muted">
      ${'Pas encore de compte ? '}
      <button type="button" class="link" onClick=${onSignUp}>Inscrivez-vous</button>
    </p>
  `;
}

function SignUp({ role, onBack }) {
  const [values, bind] = useForm({ firstName: '', lastName: '', role, email: '', password: '' });
  const { message, submit, busy } = useSubmit(() => signUp(values));
  return html`
    <h1>Créer un compte</h1>
    <form onSubmit=${submit}>
      <${Field} id="firstName" label="Prénom" autocomplete="given-name" required ...${bind('firstName')} />
      <${Field} id="lastName" label="Nom" autocomplete="family-name" required ...${bind('lastName')} />
      <${SelectField} id="role" label="Je suis un" options=${ROLES} ...${bind('role')} />
      <${Field} id="email" label="Adresse Email" type="email" autocomplete="email" required ...${bind('email')} />
      <${Field}
        id="password"
        label="Mot de passe"
        type="password"
        autocomplete="new-password"
        required
        ...${bind('password')}
      />
      ${message && html`<p class="failure" role="alert">${message}</p>`}
      <div class="actions">
        <button type="button" onClick=${onBack}>Retour</button>
        <button type="submit" class="primary" disabled=${busy}>${busy ? 'Chargement...' : "S'inscrire"}</button>
      </div>
    </form>
  `;
}

export function Login({ notice }) {
  const role = useRoute().query.get('role');
  const [signingUp, setSigningUp] = useState(role !== null);
  return html`
    <main class="page-center">
      <div class="card entry">
        <a class="back" href="#/" aria-label="Retour à l'accueil">← <span aria-hidden="true">Accueil</span></a>
        ${
          signingUp
            ? html`<${SignUp} role=${role === 'coach' ? 'coach' : 'client'} onBack=${() => setSigningUp(false)} />`
            : html`<${SignIn} notice=${notice} onSignUp=${() => setSigningUp(true)} />`
        }
      </div>
    </main>
  `;
}
