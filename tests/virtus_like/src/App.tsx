import { useState } from 'react';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router-dom';
import { CurrentProgram, Home, MyPrograms, Profile } from './client';
import { Builder, ClientProfile, Clients, Dashboard } from './coach';
import { Library } from './library';
import { Login } from './Login';
import { StoreContext, useAppStore, useStore } from './store';
import { Loader } from './ui';

const avatar = (id: string) => `https://i.pravatar.cc/150?u=${id}`;

function Bell() {
  const { notices, markRead } = useStore();
  const [open, setOpen] = useState(false);
  const unread = notices.some((notice) => !notice.read);
  const toggle = () => {
    setOpen(!open);
    if (unread) markRead();
  };
  return (
    <div>
      <button onClick={toggle}>
        <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
          <path d="M12 2a6 6 0 0 0-6 6v5l-2 3h16l-2-3V8a6 6 0 0 0-6-6z" />
        </svg>
        {unread && <span className="absolute" />}
      </button>
      {open && (
        <div>
          <h3>Notifications</h3>
          {notices.length === 0 && <p>Aucune notification.</p>}
          <ul>
            {notices.map((notice) => (
              <li key={notice.id}>
                <button>
                  <strong>{notice.from}</strong> {notice.message}
                  <span>{notice.at.toLocaleString('fr-FR')}</span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}

const TITLES: [string, string][] = [
  ['current-program', 'Programme en cours'],
  ['my-programs', 'Mes Programmes'],
  ['profile', 'Profil'],
];

export function App() {
  const store = useAppStore();
  const { user, checking } = store;

  // Déclarées ici, comme dans Virtus : chaque écriture du magasin en fait d'autres composants, donc les remonte.
  const CoachLayout = () => {
    const [menu, setMenu] = useState(false);
    const [training, setTraining] = useState(false);
    return (
      <div>
        <aside>
          <span>VIRTUS</span>
          <Link to="/app">Tableau de bord</Link>
          <Link to="/app/clients">Mes clients</Link>
          <button onClick={() => setTraining(!training)}>Musculation</button>
          {training && <Link to="/app/musculation/bibliotheque">Bibliothèque</Link>}
          {training && <Link to="/app/musculation/createur">Créateur de séance</Link>}
        </aside>
        <header>
          <Bell />
          <div onClick={() => setMenu(!menu)}>
            <img src={avatar(user!.id)} alt={user!.firstName} width="32" height="32" />
          </div>
          {menu && <button onClick={store.signOut}>Déconnexion</button>}
        </header>
        <main>
          <Routes>
            <Route index element={<Dashboard />} />
            <Route path="clients" element={<Clients />} />
            <Route path="client/:id" element={<ClientProfile />} />
            <Route path="musculation/bibliotheque" element={<Library />} />
            <Route path="musculation/createur" element={<Builder />} />
            <Route path="*" element={<Navigate to="/app" replace />} />
          </Routes>
        </main>
      </div>
    );
  };

  const ClientLayout = () => {
    const { pathname } = useLocation();
    const title = TITLES.find(([end]) => pathname.endsWith(end))?.[1] ?? 'Entraînement';
    return (
      <div>
        <header>
          <h1>{title}</h1>
          <Link to="/app/profile">
            <img src={avatar(user!.id)} alt="" width="32" height="32" />
          </Link>
        </header>
        <main>
          <Routes>
            <Route path="workout" element={<Home />} />
            <Route path="workout/current-program" element={<CurrentProgram />} />
            <Route path="workout/my-programs" element={<MyPrograms />} />
            <Route path="profile" element={<Profile />} />
            <Route path="*" element={<Navigate to="/app/workout" replace />} />
          </Routes>
        </main>
        <nav>
          <Link to="/app/workout">Entraînement</Link>
          <Link to="/app/profile">
            <img src="https://cdn-icons-png.flaticon.com/512/1077/1077114.png" alt="" width="24" height="24" />
            Profil
          </Link>
        </nav>
      </div>
    );
  };

  if (checking) return <Loader />;
  const Layout = user?.role === 'coach' ? CoachLayout : ClientLayout;
  return (
    <StoreContext.Provider value={store}>
      <Routes>
        <Route path="/" element={<Link to="/login">Se connecter</Link>} />
        <Route path="/login" element={<Login />} />
        <Route path="/app/*" element={user ? <Layout /> : <Navigate to="/login" replace />} />
        <Route path="*" element={<Navigate to="/" replace />} />
      </Routes>
    </StoreContext.Provider>
  );
}
