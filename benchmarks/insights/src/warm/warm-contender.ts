import { engineName } from '../contenders/engine-name';
import { type Question, type Way } from '../questions';

/** A process with a table that is asked again and again. */
export interface WarmContender {
  readonly name: string;
  /** What starts its process; contenders with the same one share the process and its table. */
  readonly role: 'serve-duckdb' | 'serve-engine';
  /** The first is the plain one. */
  waysOf(question: Question): readonly Way[];
}

const engine: WarmContender = {
  name: engineName,
  role: 'serve-engine',
  waysOf: ({ insights }) => [{ label: 'plain', text: insights }],
};

const columns: WarmContender = {
  name: 'DuckDB, typed columns',
  role: 'serve-duckdb',
  waysOf: ({ duckDb }) => [{ label: 'plain', text: duckDb.overColumns }],
};

const messages: WarmContender = {
  name: 'DuckDB, JSON messages',
  role: 'serve-duckdb',
  waysOf: ({ duckDb }) => duckDb.overMessages,
};

/** @returns The engine first: all times are compared with its. */
export const warmContenders = ({ hasDuckDb }: { readonly hasDuckDb: boolean }): readonly WarmContender[] =>
  hasDuckDb ? [engine, columns, messages] : [engine];
