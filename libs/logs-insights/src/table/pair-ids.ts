const firstCapacity = 256;

/** Numbers pairs of small numbers, in the order in which they appear. A hash table in arrays: it makes no objects. */
export class PairIds {
  #lefts = new Uint32Array(firstCapacity);
  #rights = new Uint32Array(firstCapacity);
  /** One more than the id, so that 0 is a free place. */
  #numbered = new Uint32Array(firstCapacity);
  #count = 0;

  /** Replaces each of the first `count` numbers of `lefts` by the id that it has together with its counterpart. */
  join(lefts: Uint32Array, rights: Uint32Array, count: number): void {
    for (let index = 0; index < count; index += 1) lefts[index] = this.idOf(lefts[index] ?? 0, rights[index] ?? 0);
  }

  idOf(left: number, right: number): number {
    const mask = this.#numbered.length - 1;
    let place = hash(left, right) & mask;
    for (;;) {
      const numbered = this.#numbered[place] ?? 0;
      if (numbered === 0) break;
      if (this.#lefts[place] === left && this.#rights[place] === right) return numbered - 1;
      place = (place + 1) & mask;
    }
    this.#put(place, left, right, this.#count + 1);
    this.#count += 1;
    if (this.#count * 2 > this.#numbered.length) this.#grow();
    return this.#count - 1;
  }

  #put(place: number, left: number, right: number, numbered: number): void {
    this.#lefts[place] = left;
    this.#rights[place] = right;
    this.#numbered[place] = numbered;
  }

  #grow(): void {
    const [lefts, rights, numbered] = [this.#lefts, this.#rights, this.#numbered];
    const mask = numbered.length * 2 - 1;
    this.#lefts = new Uint32Array(mask + 1);
    this.#rights = new Uint32Array(mask + 1);
    this.#numbered = new Uint32Array(mask + 1);
    for (let old = 0; old < numbered.length; old += 1) {
      const [left = 0, right = 0, id = 0] = [lefts[old], rights[old], numbered[old]];
      if (id === 0) continue;
      let place = hash(left, right) & mask;
      while (this.#numbered[place] !== 0) place = (place + 1) & mask;
      this.#put(place, left, right, id);
    }
  }
}

/** Mixes all bits of both, since ids are small and follow each other. */
function hash(left: number, right: number): number {
  let mixed = Math.imul(left, 0x9e3779b1) ^ Math.imul(right, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2c1b3c6d);
  return mixed ^ (mixed >>> 13);
}
