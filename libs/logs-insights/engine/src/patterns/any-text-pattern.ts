import { type MatchParts, type Pattern, type Span, replaceMatches } from './pattern';
import { type PatternNode, hasOneCase } from './pattern-node';

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

/** More texts than these are faster to look for in one pass of an automaton. */
const maxTexts = 8;

/** @returns The texts of a pattern that is nothing but a text or a choice of texts, in their order, else undefined. */
export function plainTexts(root: PatternNode): readonly string[] | undefined {
  const choices = choicesOf(root);
  if (choices.length > maxTexts) return undefined;
  const texts = choices.flatMap((choice) => plainText(choice) ?? []);
  return texts.length === choices.length && !texts.includes('') ? texts : undefined;
}

function choicesOf(node: PatternNode): readonly PatternNode[] {
  if (node.type === 'group') return choicesOf(node.body);
  if (node.type === 'alternatives') return node.options.flatMap(choicesOf);
  const [item, ...others] = node.type === 'sequence' ? node.items : [];
  return item && others.length === 0 ? choicesOf(item) : [node];
}

function plainText(node: PatternNode): string | undefined {
  // Half a surrogate pair is a code point of its own, and would be found within a pair.
  if (node.type === 'literal') return hasOneCase(node) && node.char.isWellFormed() ? node.char : undefined;
  if (node.type === 'group') return plainText(node.body);
  if (node.type !== 'sequence') return node.type === 'flags' ? '' : undefined;
  const texts = node.items.map(plainText);
  return texts.includes(undefined) ? undefined : texts.join('');
}
