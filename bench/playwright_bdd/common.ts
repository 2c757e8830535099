import { readFileSync } from 'node:fs';

type Exercise = {
  exercise: string;
  sets: number;
  reps: string;
  load: string;
  tempo: string;
  rest_time: string;
  intensification: string;
  notes: string | null;
};

type Common = {
  target: { url: string; anon_key: string; database_url: string };
  native: { id: string; email: string; password: string };
  password: string;
  password_hash: string;
  programme: {
    name: string;
    objective: string;
    weeks: number;
    sessions: { name: string; week: number; order: number; exercises: Exercise[] }[];
  };
  window: { locale: string; timezoneId: string; viewport: { width: number; height: number } };
  browser: { path: string | null; arguments: string[] };
};

function read(): Common {
  const given = JSON.parse(readFileSync(process.env.BANC_CIBLE!, 'utf8'));
  const { timezone_id: timezoneId, reduced_motion: reducedMotion, ...window } = given.window;
  return { ...given, window: { ...window, timezoneId, contextOptions: { reducedMotion } } };
}

/** Ce que tous les concurrents ont en commun : la cible, les semis, le navigateur. */
export const common = read();
/** La connexion par le formulaire, ou une session posée d'avance (« storage state »). */
export const byForm = process.env.BANC_CONNEXION === 'formulaire';
