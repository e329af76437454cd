import { type QueryExecution } from '../execution/query-execution';
import { findFieldProbe, type FieldProbe } from './field-probe';
import { lineRequirements, selectBest } from './line-requirements';
import { Needle } from './needle';

/** What every `\u` escape of an ASCII character has; a needle can hide behind one. */
const asciiEscape = 'u00';

/**
 * Passes over the lines that the first filters of a query would drop, without reading them: those that lack a text which
 * all others have, and those in which the field that a filter asks for never has a value that passes.
 */
export class LinePrefilter {
  readonly #needles: readonly Needle[];
  readonly #escape = new Needle(asciiEscape);
  readonly #probe: FieldProbe | undefined;

  private constructor(texts: readonly string[], probe: FieldProbe | undefined) {
    this.#needles = texts.map((text) => new Needle(text));
    this.#probe = probe;
  }

  /**
   * @returns undefined when every line has to be read: since any may pass, or since the query is about a part of the events
   * and counts those in it.
   */
  static for({ isBounded, plan, context }: QueryExecution): LinePrefilter | undefined {
    if (isBounded) return undefined;
    const probe = findFieldProbe(plan, context);
    const best = selectBest(lineRequirements(plan));
    if (probe && (!best || best.length > 1 || best[0] === probe.text)) return new LinePrefilter([probe.text], probe);
    return best && new LinePrefilter(best, undefined);
  }

  /** What is looked for: lines with none of it are passed over. */
  get texts(): readonly string[] {
    return this.#needles.map(({ text }) => text);
  }

  /** The field whose value is looked at where its name is found. */
  get probedField(): string | undefined {
    return this.#probe?.field;
  }

  /** Starts on another block. */
  restart(block: Buffer): void {
    for (const needle of this.#needles) needle.restart(block);
    this.#escape.restart(block);
  }

  /** @returns Whether the line may have to be read. Lines are asked for from left to right. */
  mayPass(block: Buffer, start: number, end: number): boolean {
    if (this.#escape.seek(block, start) <= end) return true;
    for (const needle of this.#needles) {
      for (let hit = needle.seek(block, start); hit <= end; hit = needle.seek(block, hit + 1)) {
        if (!this.#probe || this.#probe.mayPass(block, hit)) return true;
      }
    }
    return false;
  }
}
