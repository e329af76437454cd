import { forEachBlock, wordsToBytes } from './hash-blocks';

const primes: readonly number[] = Array.from({ length: 310 }, (_, index) => index + 2).filter((candidate) => {
  for (let divisor = 2; divisor * divisor <= candidate; divisor += 1) if (candidate % divisor === 0) return false;
  return true;
});

/** The first 32 bits of the fraction. */
const fractionBits = (value: number): number => Math.floor((value % 1) * 2 ** 32);

const roundConstants = Uint32Array.from(primes.slice(0, 64), (prime) => fractionBits(Math.cbrt(prime)));
const initialState = Uint32Array.from(primes.slice(0, 8), (prime) => fractionBits(Math.sqrt(prime)));

/**
 * Computes the SHA-256 digest, in pure JavaScript.
 *
 * @returns 32 bytes.
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export function sha256(message: Uint8Array): Uint8Array {
  const state = initialState.slice();
  const schedule = new Uint32Array(64);
  forEachBlock(message, false, (block) => addBlock(state, block, schedule));
  return wordsToBytes(state, false);
}

const rotate = (word: number, count: number): number => (word >>> count) | (word << (32 - count));

function addBlock(state: Uint32Array, block: Uint32Array, schedule: Uint32Array): void {
  expand(block, schedule);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let step = 0; step < 64; step += 1) {
    const chosen = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first = h + mix(e, 6, 11, 25) + chosen + (roundConstants[step] ?? 0) + (schedule[step] ?? 0);
    const second = mix(a, 2, 13, 22) + majority;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    state[index] = (state[index] ?? 0) + word;
  });
}

const mix = (word: number, first: number, second: number, third: number): number =>
  rotate(word, first) ^ rotate(word, second) ^ rotate(word, third);

function expand(block: Uint32Array, schedule: Uint32Array): void {
  schedule.set(block);
  for (let index = 16; index < 64; index += 1) {
    const early = schedule[index - 15] ?? 0;
    const late = schedule[index - 2] ?? 0;
    const mixedEarly = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const mixedLate = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = (schedule[index - 16] ?? 0) + mixedEarly + (schedule[index - 7] ?? 0) + mixedLate;
  }
}
