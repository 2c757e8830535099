import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { common } from './common';

export type Person = { id: string; email: string; name: string; password: string; coach?: Person };
type Row = Record<string, unknown>;

const IDENTIFIER = /^[a-z_.]+$/;
const CONTENT = {
  template: ['programs', 'sessions', 'session_exercises'],
  copy: ['client_created_programs', 'client_created_sessions', 'client_created_session_exercises'],
};
const nothing = '00000000-0000-0000-0000-000000000000';

/** Les semis et les contrôles en base, sur une connexion gardée d'un scénario à l'autre. */
export class Database {
  private exercises = new Map<string, string>();
  constructor(private readonly client: pg.Client) {}

  async people(...people: { person: Person; role: string; status: string }[]): Promise<void> {
    const now = new Date().toISOString();
    await this.seed({
      'auth.users': people.map(({ person }) => ({
        id: person.id,
        instance_id: nothing,
        aud: 'authenticated',
        role: 'authenticated',
        email: person.email,
        encrypted_password: common.password_hash,
        email_confirmed_at: now,
        raw_app_meta_data: { provider: 'email', providers: ['email'] },
        raw_user_meta_data: {},
        created_at: now,
        updated_at: now,
        confirmation_token: '',
        recovery_token: '',
        email_change_token_new: '',
        email_change: '',
      })),
      'auth.identities': people.map(({ person }) => ({
        provider_id: person.id,
        user_id: person.id,
        identity_data: { sub: person.id, email: person.email },
        provider: 'email',
      })),
      clients: people.map(({ person, role, status }) => {
        const [first_name, ...rest] = person.name.split(' ');
        const { id, email, coach } = person;
        return { id, email, first_name, last_name: rest.join(' '), role, coach_id: coach?.id ?? null, status };
      }),
    });
  }

  async programme(kind: keyof typeof CONTENT, head: Row, owners: Row): Promise<string> {
    const [programs, sessions, exercises] = CONTENT[kind];
    const { name, objective, weeks, sessions: planned } = common.programme;
    const id = randomUUID();
    await this.learnExercises();
    const described = planned.map((session) => ({ id: randomUUID(), session }));
    await this.seed({
      [programs]: [{ id, name, objective, week_count: weeks, ...head, ...owners }],
      [sessions]: described.map(({ id: session_id, session }) => ({
        id: session_id,
        program_id: id,
        name: session.name,
        week_number: session.week,
        session_order: session.order,
        ...owners,
      })),
      [exercises]: described.flatMap(({ id: session_id, session }) =>
        session.exercises.map(({ exercise, ...line }, index) => ({
          session_id,
          exercise_id: this.exercises.get(exercise),
          exercise_order: index + 1,
          ...line,
          ...owners,
        })),
      ),
    });
    return id;
  }

  async seed(tables: Record<string, Row[]>): Promise<void> {
    await this.client.query('begin');
    await this.client.query('set local session_replication_role = replica');
    for (const [table, rows] of Object.entries(tables)) {
      const columns = Object.keys(rows[0]);
      if (![table, ...columns].every((name) => IDENTIFIER.test(name))) throw new Error(table);
      await this.client.query(
        `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1)`,
        [JSON.stringify(rows)],
      );
    }
    await this.client.query('commit');
  }

  async rows(query: string, ...parameters: unknown[]): Promise<Row[]> {
    return (await this.client.query(query, parameters)).rows;
  }

  /** Le contenu d'un programme, sans aucun identifiant propre : un modèle et sa copie fidèle ont le même. */
  async content(kind: keyof typeof CONTENT, id: unknown): Promise<Row[][]> {
    const [programs, sessions, exercises] = CONTENT[kind];
    return [
      await this.rows(`select name, objective, week_count from ${programs} where id = $1`, id),
      await this.rows(
        `select name, week_number, session_order from ${sessions} where program_id = $1
         order by week_number, session_order, name`,
        id,
      ),
      await this.rows(
        `select s.week_number, s.session_order, e.exercise_order, e.exercise_id, e.sets, e.reps, e.load, e.tempo,
           e.rest_time, e.intensification, e.notes
         from ${exercises} e join ${sessions} s on s.id = e.session_id where s.program_id = $1
         order by s.week_number, s.session_order, e.exercise_order, e.id`,
        id,
      ),
    ];
  }

  /** Toutes les lignes d'un modèle, dates comprises. */
  async imprint(id: unknown): Promise<Row[]> {
    return this.rows(
      `select p::text from programs p where id = $1 union all select s::text from sessions s where program_id = $1
       union all select e::text from session_exercises e join sessions s on s.id = e.session_id
         where s.program_id = $1 order by 1`,
      id,
    );
  }

  private async learnExercises(): Promise<void> {
    if (this.exercises.size > 0) return;
    for (const { id, name } of await this.rows('select id, name from exercises where is_public')) {
      this.exercises.set(name as string, id as string);
    }
  }
}
