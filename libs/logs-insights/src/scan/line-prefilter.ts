import { type QueryPlan } from '../plan/query-plan';
import { lineRequirements, selectBest } from './line-requirements';

/** What every `\u` escape of an ASCII character has; a needle can hide behind one. */
const asciiEscape = 'u00';

/** A text that is looked for in a block of lines, from the last place where it was found on. */
class Needle {
  readonly text: string;
  readonly #bytes: Buffer;
  /** Where it stands next; past the end of the block when it does not. */
  next = 0;

  constructor(text: string) {
    this.text = text;
    this.#bytes = Buffer.from(text);
  }

  /** @returns Where it stands at or after `from`, past the end of the block when it does not. */
  seek(block: Buffer, from: number): number {
    if (this.next >= from) return this.next;
    const found = block.indexOf(this.#bytes, from);
    this.next = found < 0 ? Infinity : found;
    return this.next;
  }

  restart(): void {
    this.next = -1;
  }
}

/** Passes over the lines that the first filters of a query would drop, without reading them. */
export class LinePrefilter {
  readonly #needles: readonly Needle[];

  private constructor(texts: readonly string[]) {
    this.#needles = [...texts, asciiEscape].map((text) => new Needle(text));
  }

  /** @returns undefined when every line has to be read. */
  static for(plan: QueryPlan): LinePrefilter | undefined {
    const requirement = selectBest(lineRequirements(plan));
    return requirement && new LinePrefilter(requirement);
  }

  /** @returns What is looked for: lines with none of it are passed over. */
  get texts(): readonly string[] {
    return this.#needles.map(({ text }) => text).filter((text) => text !== asciiEscape);
  }

  /** Starts on another block. */
  restart(): void {
    for (const needle of this.#needles) needle.restart();
  }

  /** @returns The first place at or after `from` that a line may have to be read for; Infinity when there is none. */
  nextCandidate(block: Buffer, from: number): number {
    let next = Infinity;
    for (const needle of this.#needles) next = Math.min(next, needle.seek(block, from));
    return next;
  }
}
