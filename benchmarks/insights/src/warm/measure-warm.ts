import { type AnswerBook } from '../answers/answer-book';
import { type TableProcess } from '../processes/table-process';
import { type Usage } from '../processes/usage-of';
import { type Question, type Way } from '../questions';
import { type WarmContender } from './warm-contender';

/** What one contender took for one question, in its fastest way. */
export interface WarmFigures {
  readonly question: Question;
  readonly contender: string;
  readonly way: Way;
  /** The first time that it was asked this. */
  readonly firstMs: number;
  /** Of all later times. */
  readonly medianMs: number;
}

export interface LoadFigures {
  readonly role: string;
  readonly seconds: number;
  /** After all questions. */
  readonly usage: Usage;
}

export interface WarmMeasurement {
  readonly questions: readonly Question[];
  readonly contenders: readonly WarmContender[];
  /** How often each question is asked after the first time. */
  readonly runCount: number;
  readonly answers: AnswerBook;
  readonly start: (role: WarmContender['role']) => Promise<TableProcess>;
  readonly tell: (what: string) => void;
  /** Told what makes the figures worth nothing. */
  readonly complain: (problem: string) => void;
}

/**
 * Measures questions to tables that are loaded, each asked of one contender after the other, again and again.
 *
 * The first time asks every way of a contender; from then on the fastest one is asked.
 */
export async function measureWarm(
  measurement: WarmMeasurement,
): Promise<{ readonly figures: readonly WarmFigures[]; readonly loads: readonly LoadFigures[] }> {
  const tables = new Map<string, TableProcess>();
  try {
    for (const { role } of measurement.contenders) {
      if (tables.has(role)) continue;
      measurement.tell(`${role} loads`);
      tables.set(role, await measurement.start(role));
    }
    const figures: WarmFigures[] = [];
    for (const question of measurement.questions)
      figures.push(...(await measureQuestion(question, tables, measurement)));
    const loads = [...tables].map(([role, { loadSeconds, usage }]) => ({ role, seconds: loadSeconds, usage: usage() }));
    return { figures, loads };
  } finally {
    for (const table of tables.values()) table.stop();
  }
}

interface Running {
  readonly contender: WarmContender;
  readonly table: TableProcess;
  readonly way: Way;
  readonly firstMs: number;
  readonly laterMs: number[];
}

async function measureQuestion(
  question: Question,
  tables: ReadonlyMap<string, TableProcess>,
  { contenders, runCount, answers, tell, complain }: WarmMeasurement,
): Promise<readonly WarmFigures[]> {
  tell(`${question.name} of loaded tables, ${runCount + 1} times`);
  const ask = async (contender: WarmContender, table: TableProcess, way: Way): Promise<number | undefined> => {
    try {
      const { answer, milliseconds } = await table.ask(way.text);
      answers.compare(question, answer, contender.name);
      return milliseconds;
    } catch (error) {
      complain(`${question.name} ${contender.name}: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  };
  const running: Running[] = [];
  for (const contender of contenders) {
    const table = tables.get(contender.role);
    if (!table) continue;
    const tried: Running[] = [];
    for (const way of contender.waysOf(question)) {
      const firstMs = await ask(contender, table, way);
      if (firstMs !== undefined) tried.push({ contender, table, way, firstMs, laterMs: [] });
    }
    const [fastest] = tried.toSorted((left, right) => left.firstMs - right.firstMs);
    if (fastest) running.push(fastest);
  }
  for (let run = 0; run < runCount; run += 1) {
    for (const { contender, table, way, laterMs } of running) {
      const milliseconds = await ask(contender, table, way);
      if (milliseconds !== undefined) laterMs.push(milliseconds);
    }
  }
  return running.map(({ contender, way, firstMs, laterMs }) => ({
    question,
    contender: contender.name,
    way,
    firstMs,
    medianMs: medianOf(laterMs),
  }));
}

/** @returns The mean of the middle two for an even number; NaN for none. */
export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}
