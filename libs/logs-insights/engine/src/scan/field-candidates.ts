/** A field that may be found in a container: its slot, and what of its name is left to match there. */
export interface FieldCandidate {
  readonly slot: number;
  /** UTF-8. */
  readonly rest: Uint8Array;
}

const dot = 0x2e;
const encoder = new TextEncoder();

/** @returns An element's position as a key. */
export const keyText = (index: number): Uint8Array => encoder.encode(String(index));

/** @returns What can be found at the top of a document: a key that starts with `@` gets one more in the field's name. */
export const rootCandidates = (names: readonly string[]): readonly FieldCandidate[] =>
  names.flatMap((name, slot) => {
    if (!name.startsWith('@')) return [{ slot, rest: encoder.encode(name) }];
    return name.startsWith('@@') ? [{ slot, rest: encoder.encode(name.slice(1)) }] : [];
  });

/**
 * @param end - Where the key ends; -1 for the end of the bytes.
 * @returns The slot of the field that the key names, or -1.
 */
export function candidateNamed(
  candidates: readonly FieldCandidate[],
  bytes: Uint8Array,
  start: number,
  end: number,
): number {
  const length = (end < 0 ? bytes.length : end) - start;
  for (const { slot, rest } of candidates) {
    if (rest.length === length && startsWith(rest, bytes, start, length)) return slot;
  }
  return -1;
}

/** @returns What can be found inside the container that has the key. */
export function candidatesInside(
  candidates: readonly FieldCandidate[],
  bytes: Uint8Array,
  start: number,
  end: number,
): readonly FieldCandidate[] {
  const length = (end < 0 ? bytes.length : end) - start;
  const inner: FieldCandidate[] = [];
  for (const { slot, rest } of candidates) {
    if (rest.length > length && rest[length] === dot && startsWith(rest, bytes, start, length)) {
      inner.push({ slot, rest: rest.subarray(length + 1) });
    }
  }
  return inner.length === 0 ? none : inner;
}

const none: readonly FieldCandidate[] = [];

function startsWith(rest: Uint8Array, bytes: Uint8Array, start: number, length: number): boolean {
  for (let index = 0; index < length; index += 1) if (rest[index] !== bytes[start + index]) return false;
  return true;
}
