/** Powers of two. */
const firstCapacity = 256;
const growth = 4;

const placeSize = 3;

/** Numbers pairs of small numbers, in the order in which they appear. A hash table in arrays: it makes no objects. */
export class PairIds {
  /** By place: left, right, and one more than the id, so that 0 is a free place. */
  #places = new Uint32Array(firstCapacity * placeSize);
  #capacity = firstCapacity;
  /** How many pairs there are; the next has this id. */
  count = 0;

  /** Replaces each of the first `count` numbers of `lefts` by the id that it has together with its counterpart. */
  join(lefts: Uint32Array, rights: Uint32Array, count: number): void {
    for (let index = 0; index < count; index += 1) lefts[index] = this.idOf(lefts[index] ?? 0, rights[index] ?? 0);
  }

  idOf(left: number, right: number): number {
    const places = this.#places;
    const mask = this.#capacity - 1;
    let place = hash(left, right) & mask;
    for (;;) {
      const start = place * placeSize;
      const numbered = places[start + 2] ?? 0;
      if (numbered === 0) break;
      if (places[start] === left && places[start + 1] === right) return numbered - 1;
      place = (place + 1) & mask;
    }
    this.count += 1;
    places.set([left, right, this.count], place * placeSize);
    if (this.count * 2 > this.#capacity) this.#grow();
    return this.count - 1;
  }

  #grow(): void {
    const old = this.#places;
    this.#capacity *= growth;
    this.#places = new Uint32Array(this.#capacity * placeSize);
    for (let start = 0; start < old.length; start += placeSize) {
      const [left = 0, right = 0, numbered = 0] = [old[start], old[start + 1], old[start + 2]];
      if (numbered === 0) continue;
      let place = hash(left, right) & (this.#capacity - 1);
      while (this.#places[place * placeSize + 2] !== 0) place = (place + 1) & (this.#capacity - 1);
      this.#places.set([left, right, numbered], place * placeSize);
    }
  }
}

/** Mixes all bits of both, since ids are small and follow each other. */
function hash(left: number, right: number): number {
  let mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
