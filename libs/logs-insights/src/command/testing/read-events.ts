import { type LogEvent } from '../../engine/event-row';
import { type EventReader, type EventTarget } from '../input/event-reader';

/** What a reader made of an input. */
export interface Reading {
  readonly events: readonly LogEvent[];
  /** `line: what`. */
  readonly skipped: readonly string[];
  readonly undatedCount: number;
}

/**
 * Reads an input as a whole.
 *
 * @param open - Makes the reader.
 * @param cuts - Where the bytes are cut into pieces, offsets in any order.
 */
export function readEvents(
  open: (target: EventTarget) => EventReader,
  input: string | Buffer,
  cuts: readonly number[] = [],
): Reading {
  const events: LogEvent[] = [];
  const skipped: string[] = [];
  let undatedCount = 0;
  const reader = open({
    add: (event) => void events.push(event),
    skip: (line, what) => void skipped.push(`${line}: ${what}`),
    undated: (count) => {
      undatedCount += count;
    },
  });
  const bytes = Buffer.from(input);
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  for (const [index, end] of edges.slice(1).entries()) {
    // A copy that is overwritten: no reader may hold on to what it was given.
    const piece = Buffer.from(bytes.subarray(edges[index], end));
    reader.write(piece);
    piece.fill(0x78);
  }
  reader.end(false);
  return { events, skipped, undatedCount };
}
