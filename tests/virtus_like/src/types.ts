export type Row = Record<string, any>;

export interface Person {
  id: string;
  role: string;
  status: string;
  coachId: string | null;
  firstName: string;
  lastName: string;
  email: string;
}

export interface Exercise {
  id: string;
  name: string;
  sets: string;
  reps: string;
  load: string;
  tempo: string;
  rest: string;
}

export interface Session {
  id: string;
  name: string;
  week: number;
  exercises: Exercise[];
}

export interface Program {
  id: string;
  name: string;
  objective: string;
  weekCount: number;
  sessions: Session[];
}

export interface Assignment {
  id: string;
  start: string;
  week: number;
  session: number;
  status: string;
  program: Program;
}

export interface Notice {
  id: string;
  from: string;
  message: string;
  at: Date;
  read: boolean;
}
