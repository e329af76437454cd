import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';

import { parseExportLine, startQuery } from '@pulso/logs-insights';

/**
 * Answers a query from a file of events, one per line, as its README shows.
 *
 * @returns The rows as jq prints them.
 * @throws {Error} A line is no event.
 */
export async function askEngine(query: string, file: string): Promise<readonly (readonly string[])[]> {
  const running = startQuery(query);
  for await (const line of createInterface({ input: createReadStream(file, { highWaterMark: 262_144 }) })) {
    const event = parseExportLine(line);
    if (typeof event === 'string') throw new Error(`${file}: a line ${event}`);
    running.add(event);
  }
  return running.finish().rows.map((row) => row.map(({ value }) => value));
}
