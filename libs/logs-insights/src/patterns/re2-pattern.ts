import { RE2JS } from 're2js';

import { type Pattern } from './pattern';
import { replaceMatches } from './replace-matches';

/**
 * A regular expression run by RE2's automata, in linear time.
 *
 * `test` is the cheapest question: it needs no positions.
 */
export class Re2Pattern implements Pattern {
  readonly groupNames: readonly string[];
  readonly requiredTexts: readonly string[];
  readonly #engine: RE2JS;

  /**
   * @param source - In RE2's notation, with a capturing group for each name and no other.
   * @throws {RE2JSException} The engine refuses it. Not retryable.
   */
  constructor(source: string, groupNames: readonly string[], requiredTexts: readonly string[]) {
    this.groupNames = groupNames;
    this.requiredTexts = requiredTexts;
    this.#engine = RE2JS.compile(source);
  }

  test(text: string): boolean {
    return this.#hasRequired(text) && this.#engine.test(text);
  }

  find(text: string): readonly (string | undefined)[] | undefined {
    if (!this.#hasRequired(text)) return undefined;
    const matcher = this.#engine.matcher(text);
    if (!matcher.find()) return undefined;
    return this.groupNames.map((_, index) => matcher.group(index + 1) ?? undefined);
  }

  /** Takes time for each match: one that needs the rest of the text to be decided makes it grow with their number. */
  replaceAll(text: string, replacement: string): string | undefined {
    if (!this.#hasRequired(text)) return text;
    const matcher = this.#engine.matcher(text);
    return replaceMatches(text, replacement, (from) =>
      matcher.find(from) ? [matcher.start(), matcher.end()] : undefined,
    );
  }

  #hasRequired(text: string): boolean {
    return this.requiredTexts.every((required) => text.includes(required));
  }
}
