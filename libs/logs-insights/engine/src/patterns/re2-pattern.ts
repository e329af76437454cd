import { RE2JS } from 're2js';

import { type GroupPattern, type MatchParts, type Span, nextStart, replaceMatches } from './pattern';

/** The engine's word for a search that may start anywhere. */
const unanchored = 0;

/**
 * How many characters all searches of one replacement may read. One that has to read on far behind its match, as those
 * of `a.*b|a` do, makes the time grow with the square of the text; texts of up to 46,000 characters never get there.
 */
const maxReadChars = 2 ** 31;

/** The same for searches that read groups, which take longer: some 20 seconds at worst, in texts of over 16,000 characters. */
const maxReadCharsForGroups = 2 ** 28;

/** What makes up a regular expression that is to be run. */
interface Re2Source {
  /** In RE2's notation, with a capturing group for each name and no other. */
  readonly source: string;
  readonly groupNames: readonly string[];
  readonly requiredTexts: readonly string[];
  /** Whether a match may be of any length. */
  readonly isUnbounded: boolean;
}

/** A regular expression run by RE2's automata, in linear time. */
export class Re2Pattern implements GroupPattern {
  readonly groupNames: readonly string[];
  readonly requiredTexts: readonly string[];
  readonly #engine: RE2JS;
  readonly #isUnbounded: boolean;
  /**
   * Whether to ask for a match at all before asking for its groups, which takes ten times as long. It does not pay for
   * a pattern that only starts at the start, nor where most texts with the required ones match.
   */
  readonly #testsFirst: boolean;

  /** @throws {RE2JSException} The engine refuses the source. Not retryable. */
  constructor({ source, groupNames, requiredTexts, isUnbounded }: Re2Source) {
    this.groupNames = groupNames;
    this.requiredTexts = requiredTexts;
    this.#engine = RE2JS.compile(source);
    this.#isUnbounded = isUnbounded;
    this.#testsFirst = !source.startsWith('^') && !requiredTexts.some(({ length }) => length > 2);
  }

  test(text: string): boolean {
    return this.#hasRequired(text) && this.#engine.test(text);
  }

  find(text: string): MatchParts | undefined {
    if (this.#testsFirst ? !this.test(text) : !this.#hasRequired(text)) return undefined;
    const bounds = this.#search(text, 0);
    return bounds && this.#partsOf(text, bounds);
  }

  findAll(text: string, maxMatches: number): readonly MatchParts[] | undefined {
    if (!this.#hasRequired(text)) return [];
    const matches: MatchParts[] = [];
    const mostMatches = Math.min(maxMatches, this.#maxSearches(text, maxReadCharsForGroups));
    for (let from = 0; from <= text.length;) {
      const bounds = this.#search(text, from);
      if (!bounds) break;
      if (matches.length >= mostMatches) return undefined;
      matches.push(this.#partsOf(text, bounds));
      from = nextStart(text, bounds[0] ?? from, bounds[1] ?? from);
    }
    return matches;
  }

  replaceAll(text: string, replacement: string): string | undefined {
    if (!this.#hasRequired(text)) return text;
    const matcher = this.#engine.matcher(text);
    const nextMatch = (from: number): Span | undefined =>
      matcher.find(from) ? [matcher.start(), matcher.end()] : undefined;
    return replaceMatches(text, replacement, nextMatch, this.#maxSearches(text, maxReadChars));
  }

  /**
   * A Matcher would search twice, first for the match and then for its groups. This is in the declarations of the
   * package, though not in its manual.
   *
   * @returns Where the first match from there on starts and ends, and then each of its groups, -1 for one that took no part.
   */
  #search(text: string, from: number): readonly number[] | undefined {
    const count = this.groupNames.length;
    const answer = this.#engine.re2().matchWithGroup(text, from, text.length, unanchored, count + 1);
    const [isFound, bounds]: [boolean, readonly number[]] = [answer[0], answer[1]];
    return isFound ? bounds : undefined;
  }

  #partsOf(text: string, bounds: readonly number[]): MatchParts {
    return this.groupNames.map((_, index) => {
      const start = bounds[2 * index + 2] ?? -1;
      return start < 0 ? undefined : text.slice(start, bounds[2 * index + 3]);
    });
  }

  /** A match of bounded length needs no bound: no search reads far. */
  #maxSearches(text: string, readChars: number): number {
    return this.#isUnbounded ? readChars / text.length : Infinity;
  }

  #hasRequired(text: string): boolean {
    return this.requiredTexts.every((required) => text.includes(required));
  }
}
