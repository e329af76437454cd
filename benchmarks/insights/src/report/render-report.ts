import { type AnswerBook } from '../answers/answer-book';
import { type ColdFigures } from '../cold/measure-cold';
import { loadedEvents } from '../contenders/duck-db-events';
import { type Question } from '../questions';
import { type LoadFigures, type WarmFigures } from '../warm/measure-warm';
import { coldTable, startTable } from './cold-table';
import { describeQuestion } from './describe-question';
import { loadTable, warmTable } from './warm-tables';

/** All that was measured, and how. */
export interface Measured {
  /** One line. */
  readonly machine: string;
  readonly eventCount: number;
  readonly seed: number;
  readonly fileBytes: number;
  readonly roundCount: number;
  readonly runCount: number;
  readonly questions: readonly Question[];
  readonly answers: AnswerBook;
  readonly cold: readonly ColdFigures[];
  /** Of a file without events. */
  readonly starts: readonly ColdFigures[];
  readonly warm: readonly WarmFigures[];
  readonly loads: readonly LoadFigures[];
  /** Sentences about who does not take part, and about a machine with other work. */
  readonly notices: readonly string[];
}

/** Writes the results as Markdown, to be pasted into a document as they are. */
export function renderReport(measured: Measured): string {
  const { questions, answers, cold, starts, warm, loads, fileBytes, roundCount, runCount } = measured;
  return [
    '### Events',
    `${measured.eventCount.toLocaleString('en')} events, ${(fileBytes / 1e6).toFixed(1)} MB, seed ${measured.seed}.`,
    `${measured.machine}.`,
    ...measured.notices,
    '### A process reads the file once',
    `Best of ${roundCount}, contenders in turn. A process is timed from its start to its end; the file is in the system's
cache. DuckDB has one thread and runs inside of Node. "/ ours" is the time divided by that of logs-insights.`,
    coldTable(questions, cold, fileBytes),
    'Of that, starting and ending alone (the same with an empty file):',
    startTable(starts),
    '### A loaded table is asked again and again',
    `Median of ${runCount} runs after the first, contenders in turn, timed inside of one process for each table.`,
    loadTable(loads),
    warmTable(questions, warm),
    '### The questions',
    `DuckDB's \`events\` is \`read_ndjson('events.ndjson', columns = {timestamp: 'BIGINT', message: 'VARCHAR'})\`,
a view when the file is read once. The loaded table with typed columns is:`,
    `\`\`\`sql\n${loadedEvents('events.ndjson')}\n\`\`\``,
    ...questions.map((question) => describeQuestion(question, answers, cold)),
  ].join('\n\n');
}
