import { closeSync, openSync, readSync } from 'node:fs';

import { type LogEvent } from '@pulso/logs-insights';

/** Reads a file that `writeEvents` has written, `chunkBytes` at a time. */
export function* readEvents(file: string, chunkBytes = 1 << 20): Generator<LogEvent> {
  const descriptor = openSync(file, 'r');
  try {
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(chunkBytes);
    let rest = '';
    for (let byteCount = readSync(descriptor, buffer); byteCount > 0; byteCount = readSync(descriptor, buffer)) {
      const lines = (rest + decoder.decode(buffer.subarray(0, byteCount), { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) yield JSON.parse(line);
    }
  } finally {
    closeSync(descriptor);
  }
}
