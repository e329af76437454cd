/** So much of the first block tells which bytes are rare. */
const sampleByteCount = 16_384;

/** Shorter texts are found too often by chance. */
const minByteCount = 4;

/**
 * A text that is looked for in block after block, and in each from left to right.
 *
 * The search hops from one occurrence of the first byte to the next, so that a beginning of bytes that are frequent in the
 * data is left off: fewer hops, and hardly more places that only look right.
 */
export class Needle {
  readonly text: string;
  readonly #bytes: Buffer;
  #sought: Buffer | undefined;
  #next = -1;

  constructor(text: string) {
    this.text = text;
    this.#bytes = Buffer.from(text);
  }

  /** Starts on another block. */
  restart(block: Buffer): void {
    this.#next = -1;
    this.#sought ??= withoutFrequentBeginning(this.#bytes, block.subarray(0, sampleByteCount));
  }

  /** @returns Where the next occurrence at or after `from` ends; Infinity when there is none. */
  seek(block: Buffer, from: number): number {
    if (this.#next >= from) return this.#next;
    const sought = this.#sought ?? this.#bytes;
    const found = block.indexOf(sought, from);
    this.#next = found < 0 ? Infinity : found + sought.length;
    return this.#next;
  }
}

function withoutFrequentBeginning(bytes: Buffer, sample: Buffer): Buffer {
  const counts = new Uint32Array(256);
  for (const byte of sample) counts[byte] = (counts[byte] ?? 0) + 1;
  let best = 0;
  for (let start = 1; start <= bytes.length - minByteCount; start += 1) {
    if ((counts[bytes[start] ?? 0] ?? 0) < (counts[bytes[best] ?? 0] ?? 0)) best = start;
  }
  return bytes.subarray(best);
}
