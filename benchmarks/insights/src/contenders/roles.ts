import { type QueryResult, createLogTable } from '@pulso/logs-insights';

import { type Answer } from '../answers/answer';
import { serveTable } from '../processes/serve-table';
import { eventsOfFile, loadedEvents } from './duck-db-events';
import { openDuckDb } from './duck-db';
import { readEvents } from '../events/read-events';
import { queryFile } from './query-file';

/** What this program does when it is started as a contender. */
type Role = (args: readonly string[]) => void | Promise<void>;

/** By their names on the command line: `ask-` reads a file once, `serve-` loads it and answers again and again. */
export const roles: Readonly<Record<string, Role>> = {
  'ask-engine': ([query = '', file = '']) => print(rowsOf(queryFile(query, file))),
  'ask-duckdb': async ([statement = '', file = '']) => {
    const ask = await openDuckDb();
    await ask(eventsOfFile(file));
    print(await ask(statement));
  },
  'serve-engine': ([file = '']) =>
    serveTable(() => {
      const table = createLogTable();
      table.append(readEvents(file));
      return (query) => rowsOf(table.run({ query }));
    }),
  'serve-duckdb': ([file = '']) =>
    serveTable(async () => {
      const ask = await openDuckDb();
      await ask(loadedEvents(file));
      return ask;
    }),
};

const rowsOf = ({ rows }: QueryResult): Answer => rows.map((row) => row.map(({ value }) => value));

const print = (answer: Answer): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);
