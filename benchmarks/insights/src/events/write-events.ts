import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';

import { type GeneratedEvents, generateEvents } from './generate-events';

/** Raised with every change of what is generated, or an old file would go on being measured. */
const generatorVersion = 1;

const chunkLength = 1 << 20;

/**
 * Puts generated events into a file, as `aws logs filter-log-events --output json | jq -c '.events[]'` prints them but
 * for the members that no query here reads: `{"timestamp":1795500000000,"message":"..."}`, one a line.
 *
 * A file that is there already is taken as it is: it gets its name only when it is complete.
 *
 * @param folder - Where files are kept; made when missing.
 * @returns The file's path.
 */
export function writeEvents(folder: string, events: GeneratedEvents): string {
  const file = join(folder, `events-v${generatorVersion}-${events.eventCount}-${events.seed}.ndjson`);
  if (existsSync(file)) return file;
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const descriptor = openSync(unfinished, 'w');
  try {
    let chunk = '';
    for (const { timestamp, message } of generateEvents(events)) {
      chunk += `${JSON.stringify({ timestamp, message })}\n`;
      if (chunk.length < chunkLength) continue;
      writeAll(descriptor, chunk);
      chunk = '';
    }
    writeAll(descriptor, chunk);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, file);
  return file;
}

/** One write may take less than all of it. */
function writeAll(descriptor: number, text: string): void {
  const bytes = Buffer.from(text);
  for (let from = 0; from < bytes.length;) from += writeSync(descriptor, bytes, from);
}
