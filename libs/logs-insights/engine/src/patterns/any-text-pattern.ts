import { type MatchParts, type Pattern } from './pattern';
import { type Span, replaceMatches } from './replace-matches';

/** A regular expression that is nothing but a text or a choice of texts, and so needs no automaton. */
export class AnyTextPattern implements Pattern {
  readonly groupNames: readonly string[] = [];
  readonly requiredTexts: readonly string[];
  readonly #choices: readonly string[];

  /** @param choices - None is empty or has half a surrogate pair, so that each starts and ends between code points. */
  constructor(choices: readonly string[]) {
    this.#choices = choices;
    this.requiredTexts = choices.length === 1 ? choices : [];
  }

  test(text: string): boolean {
    return this.#choices.some((choice) => text.includes(choice));
  }

  find(text: string): MatchParts | undefined {
    return this.test(text) ? [] : undefined;
  }

  replaceAll(text: string, replacement: string): string | undefined {
    // Where each choice stands next; one that is not there any more is not looked for again.
    const starts = this.#choices.map((choice) => text.indexOf(choice));
    return replaceMatches(text, replacement, (from) => {
      let first: Span | undefined;
      for (const [index, choice] of this.#choices.entries()) {
        let start = starts[index] ?? -1;
        if (start >= 0 && start < from) starts[index] = start = text.indexOf(choice, from);
        if (start >= 0 && (!first || start < first[0])) first = [start, start + choice.length];
      }
      return first;
    });
  }
}
