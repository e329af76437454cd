import { type Pattern } from './pattern';
import { replaceMatches } from './replace-matches';

/** A regular expression that is nothing but a text, and so needs no automaton. */
export class LiteralPattern implements Pattern {
  readonly groupNames: readonly string[] = [];
  readonly requiredTexts: readonly string[];
  readonly #literal: string;

  /** @param literal - Not empty and without half a surrogate pair, so that it starts and ends between code points. */
  constructor(literal: string) {
    this.#literal = literal;
    this.requiredTexts = [literal];
  }

  test(text: string): boolean {
    return text.includes(this.#literal);
  }

  find(text: string): readonly (string | undefined)[] | undefined {
    return this.test(text) ? [] : undefined;
  }

  replaceAll(text: string, replacement: string): string | undefined {
    return replaceMatches(text, replacement, (from) => {
      const start = text.indexOf(this.#literal, from);
      return start < 0 ? undefined : [start, start + this.#literal.length];
    });
  }
}
