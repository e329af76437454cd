import { type Pattern, type Span, replaceMatches } from './pattern';

/**
 * Compiles the glob of a `parse` command: a text in which each `*` stands for any text, line breaks included.
 *
 * It may match anywhere. Each `*` takes the shortest text up to what follows it, one at the very start takes the text
 * from its beginning and one at the very end takes the rest; of two in a row the first takes nothing (unverified).
 * Without a `*` there is one part, the text itself, which marks the events that contain it; that its value is the text
 * is unverified. A `*` can't be escaped (unverified).
 *
 * @returns A pattern whose parts are named '1', '2' and so on, one for each `*`.
 * @example
 * compileGlob('user=*, took * ms').find('user=ann, took 3 ms'); // ['ann', '3']
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function compileGlob(text: string): Pattern {
  return new GlobPattern(text.split('*'));
}

class GlobPattern implements Pattern {
  readonly groupNames: readonly string[];
  readonly requiredTexts: readonly string[];
  /** The texts before, between and behind the stars. */
  readonly #literals: readonly string[];

  constructor(literals: readonly string[]) {
    this.#literals = literals;
    this.groupNames = Array.from({ length: Math.max(literals.length - 1, 1) }, (_, index) => String(index + 1));
    this.requiredTexts = [...new Set(literals)].filter((literal) => literal !== '');
  }

  test(text: string): boolean {
    return this.#match(text, 0) !== undefined;
  }

  find(text: string): readonly string[] | undefined {
    const spans = this.#match(text, 0);
    if (!spans) return undefined;
    if (spans.length === 1) return this.#literals;
    return spans.slice(1).map(([start], index) => text.slice(spans[index]?.[1], start));
  }

  replaceAll(text: string, replacement: string): string | undefined {
    return replaceMatches(text, replacement, (from) => {
      const spans = this.#match(text, from);
      const first = spans?.at(0);
      const last = spans?.at(-1);
      return first && last && [first[0], last[1]];
    });
  }

  /**
   * @returns Where each literal stands, undefined when the glob does not match. Taking the earliest place of each is
   * enough: a later place of one leaves less text to the literals behind it.
   */
  #match(text: string, from: number): readonly Span[] | undefined {
    const spans: Span[] = [];
    let position = from;
    for (const [index, literal] of this.#literals.entries()) {
      const isRest = literal === '' && index > 0 && index === this.#literals.length - 1;
      const start = isRest ? text.length : text.indexOf(literal, position);
      if (start < 0) return undefined;
      position = start + literal.length;
      spans.push([start, position]);
    }
    return spans;
  }
}
