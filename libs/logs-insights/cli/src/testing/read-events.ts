import { type LogEvent } from '../../../engine/src/execution/event-row';
import { type EventReader, type EventTarget } from '../input/line-reader';

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
 * @param options - `cuts`: where the bytes are cut into pieces, offsets in any order; `isCut`: as for the reader's `end`.
 */
export function readEvents(
  open: (target: EventTarget) => EventReader,
  input: string | Buffer,
  { cuts = [], isCut = false }: { readonly cuts?: readonly number[]; readonly isCut?: boolean } = {},
): Reading {
  const events: LogEvent[] = [];
  const skipped: string[] = [];
  let undatedCount = 0;
  const skip = (line: number, what: string): void => void skipped.push(`${line}: ${what}`);
  const reader = open({
    add: (event) => void events.push(event),
    skip,
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
  reader.end(isCut);
  return { events, skipped, undatedCount };
}
