import { useState, type FormEvent } from 'react';
import { Link, Navigate } from 'react-router-dom';
import { useStore } from './store';

export function Login() {
  const { user, signIn } = useStore();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [error, setError] = useState<string | null>(null);
  if (user) return <Navigate to="/app" replace />;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setError(await signIn(email, password));
  };
  return (
    <div>
      <Link to="/" aria-label="Retour à l'accueil">
        ←
      </Link>
      <h1>Connexion à Virtus</h1>
      <form onSubmit={submit}>
        <label htmlFor="email">Adresse Email</label>
        <input id="email" type="email" required value={email} onChange={(event) => setEmail(event.target.value)} />
        <label htmlFor="password">Mot de passe</label>
        <input
          id="password"
          type="password"
          required
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        {error && <p>{error}</p>}
        <button type="submit">Se connecter</button>
      </form>
      <button>Inscrivez-vous</button>
      <button>Mot de passe oublié ?</button>
    </div>
  );
}
