import { createContext, useContext, useEffect, useState } from 'react';
import { readAssignments, readProfile, readStartup } from './services';
import { supabase } from './supabase';
import type { Assignment, Notice, Person } from './types';

export interface Store {
  user: Person | null;
  checking: boolean;
  people: Person[];
  assigned: Assignment[];
  notices: Notice[];
  addNotice: (message: string) => void;
  markRead: () => void;
  signIn: (email: string, password: string) => Promise<string | null>;
  signOut: () => Promise<void>;
}

export const StoreContext = createContext<Store>(null!);
export const useStore = () => useContext(StoreContext);

/** Tout l'état partagé : chaque écriture redessine `App`, donc remonte la mise en page qu'il déclare. */
export function useAppStore(): Store {
  const [user, setUser] = useState<Person | null>(null);
  const [checking, setChecking] = useState(true);
  const [people, setPeople] = useState<Person[]>([]);
  const [assigned, setAssigned] = useState<Assignment[]>([]);
  const [notices, setNotices] = useState<Notice[]>([]);

  async function enter(id: string) {
    const profile = await readProfile(id);
    if (!profile) return setChecking(false);
    const startup = await readStartup(id);
    if (profile.role === 'client') setAssigned(await readAssignments(id, true));
    setPeople(startup.people);
    setNotices(
      startup.notices.map((row) => ({
        id: row.id,
        from: row.from_name ?? row.title,
        message: row.message,
        at: new Date(row.created_at),
        read: row.read,
      })),
    );
    setUser(profile);
    setChecking(false);
  }

  useEffect(() => {
    supabase.auth.getSession().then(({ data }) => {
      if (data.session) enter(data.session.user.id);
      else setChecking(false);
    });
    const channel = supabase
      .channel('messages-realtime')
      .on('postgres_changes', { event: 'INSERT', schema: 'public', table: 'messages' }, () => {})
      .subscribe();
    return () => {
      supabase.removeChannel(channel);
    };
  }, []);

  return {
    user,
    checking,
    people,
    assigned,
    notices,
    addNotice: (message) =>
      setNotices((known) => [
        { id: crypto.randomUUID(), from: `${user!.firstName} ${user!.lastName}`, message, at: new Date(), read: false },
        ...known,
      ]),
    markRead: () => setNotices((known) => known.map((notice) => ({ ...notice, read: true }))),
    signIn: async (email, password) => {
      // Le chargement remplace tout l'écran : le message d'erreur s'écrit sur un formulaire qui n'est plus là.
      setChecking(true);
      const { data, error } = await supabase.auth.signInWithPassword({ email, password });
      if (error) {
        setChecking(false);
        return error.message;
      }
      await enter(data.user.id);
      return null;
    },
    signOut: async () => {
      await supabase.auth.signOut();
      setUser(null);
      setAssigned([]);
      setNotices([]);
    },
  };
}
