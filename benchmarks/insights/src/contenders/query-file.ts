import { closeSync, openSync, readSync } from 'node:fs';

import { type QueryResult, startQuery } from '@pulso/logs-insights';

/** As the command of the engine reads files. */
const chunkBytes = 262_144;

/**
 * Runs a query over a file that `writeEvents` has written, reading it once.
 *
 * @throws {Error} A line is no event.
 */
export function queryFile(query: string, file: string): QueryResult {
  const running = startQuery(query);
  const scan = running.openExport((line, what) => {
    throw new Error(`${file}:${line} ${what}`);
  });
  const buffer = Buffer.allocUnsafe(chunkBytes);
  const descriptor = openSync(file, 'r');
  for (let count = readSync(descriptor, buffer); count > 0; count = readSync(descriptor, buffer)) {
    scan.write(buffer.subarray(0, count));
  }
  closeSync(descriptor);
  scan.end();
  return running.finish();
}
