import { StringDecoder } from 'node:string_decoder';

/** A log event's limit; a longer line is cut into several, as Lambda does. */
const maxLineLength = 1024 * 1024;

export interface LineSplitter {
  write(chunk: Buffer): void;
  /** Hands over what came after the last line break. */
  flush(): void;
}

/** Splits a stream of bytes into lines. Empty lines are left out: CloudWatch Logs takes no empty event. */
export function createLineSplitter(onLine: (line: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let pending = '';

  const emit = (line: string): void => {
    const text = line.endsWith('\r') ? line.slice(0, -1) : line;
    for (let start = 0; start < text.length; start += maxLineLength) onLine(text.slice(start, start + maxLineLength));
  };

  return {
    write: (chunk) => {
      const lines = (pending + decoder.write(chunk)).split('\n');
      pending = lines.pop() ?? '';
      for (const line of lines) emit(line);
      if (pending.length > maxLineLength) {
        emit(pending);
        pending = '';
      }
    },
    flush: () => {
      emit(pending);
      pending = '';
    },
  };
}
