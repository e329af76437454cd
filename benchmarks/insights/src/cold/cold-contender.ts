import { engineName } from '../contenders/engine-name';
import { type Question } from '../questions';
import { type Command } from '../processes/run-process';

/** One way of asking a contender, as a process. */
export interface ColdWay {
  readonly label: string;
  readonly command: Command;
  /** For readers: what they would type, or the statement. */
  readonly shown: string;
  /** What it is written in, for a Markdown code block. */
  readonly language: 'sh' | 'sql' | 'text';
}

/** A program that reads the file once per question. The first way is the plain one. */
export interface ColdContender {
  readonly name: string;
  waysOf(question: Question): readonly ColdWay[];
}

/** Who takes part. */
export interface Participants {
  /** This program's file. */
  readonly program: string;
  /** The file of events. */
  readonly file: string;
  readonly hasJq: boolean;
  readonly hasDuckDb: boolean;
}

/** @returns The engine first: all times are compared with its. */
export function coldContenders({ program, file, hasJq, hasDuckDb }: Participants): readonly ColdContender[] {
  const role = (name: string, text: string): Command => ({
    program: process.execPath,
    args: [program, name, text, file],
  });
  const engine: ColdContender = {
    name: engineName,
    waysOf: ({ insights }) => [
      { label: 'plain', command: role('ask-engine', insights), shown: insights, language: 'text' },
    ],
  };
  const duckDb: ColdContender = {
    name: 'DuckDB',
    waysOf: (question) =>
      question.duckDb.overMessages.map(({ label, text }) => ({
        label,
        command: role('ask-duckdb', text),
        shown: text,
        language: 'sql',
      })),
  };
  const jq: ColdContender = {
    name: 'jq',
    waysOf: (question) =>
      question.jq.map(({ label, flags, text }) => ({
        label,
        command: { program: 'jq', args: ['-c', flags, text, file] },
        shown: `jq -c ${flags} '${text}' events.ndjson`,
        language: 'sh',
      })),
  };
  return [engine, ...(hasDuckDb ? [duckDb] : []), ...(hasJq ? [jq] : [])];
}
