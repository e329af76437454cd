import { createRequire } from 'node:module';
import { join } from 'node:path';

import { type Answer } from '../answers/answer';

/** What is used of the package, whose own types are not there where this is checked. */
interface DuckDbModule {
  readonly DuckDBInstance: { create(path: ':memory:'): Promise<{ connect(): Promise<Connection> }> };
}

interface Connection {
  runAndReadAll(statement: string): Promise<{ getRowsJson(): Answer }>;
}

/** From the repository's root, where `npm run bench` starts its program. */
const packageFile = join('benchmarks', 'insights', 'package.json');

const requireHere = (): NodeJS.Require => createRequire(join(process.cwd(), packageFile));

/** @returns Whether the package is there; `npm run bench` installs it. */
export function isDuckDbInstalled(): boolean {
  try {
    requireHere().resolve('@duckdb/node-api');
    return true;
  } catch {
    return false;
  }
}

/**
 * Opens an empty database in memory, which answers statements on one thread.
 *
 * @returns Runs a statement, and rejects when that fails.
 */
export async function openDuckDb(): Promise<(statement: string) => Promise<Answer>> {
  const module: DuckDbModule = requireHere()('@duckdb/node-api');
  const instance = await module.DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const ask = async (statement: string): Promise<Answer> => (await connection.runAndReadAll(statement)).getRowsJson();
  await ask('SET threads = 1');
  return ask;
}
