import { hasOneCase } from './has-one-case';
import { type PatternNode } from './pattern-node';

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
