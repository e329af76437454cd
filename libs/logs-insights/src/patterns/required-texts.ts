import { type LiteralNode, type PatternNode } from './pattern-node';

/** More texts than these take longer to look for than they save. */
const maxTexts = 8;

/** @returns Texts of which every match contains each one, as it is written; in their order, none within another. */
export function requiredTexts(root: PatternNode): readonly string[] {
  const texts: string[] = [];
  let run = '';
  const endRun = (): void => {
    if (run !== '') texts.push(run);
    run = '';
  };
  const visit = (node: PatternNode): void => {
    switch (node.type) {
      case 'literal':
        if (isCertain(node)) run += node.char;
        else endRun();
        return;
      // They take no text, so that what stands before and after them is adjacent.
      case 'assertion':
      case 'flags':
        return;
      case 'set':
      case 'alternatives':
        return endRun();
      case 'group':
        return visit(node.body);
      case 'sequence':
        return node.items.forEach(visit);
      case 'repetition':
        // The first round follows what is before; between the last and what is after there may be others.
        if (node.min > 0) visit(node.item);
        return endRun();
      default:
        return node satisfies never;
    }
  };
  visit(root);
  endRun();
  return withoutContained(texts);
}

/** @returns The text that the pattern matches if it matches no other and has no condition, else undefined. */
export function plainText(node: PatternNode): string | undefined {
  switch (node.type) {
    case 'literal':
      return isCertain(node) ? node.char : undefined;
    case 'flags':
      return '';
    case 'group':
      return plainText(node.body);
    case 'sequence': {
      const texts = node.items.map(plainText);
      return texts.includes(undefined) ? undefined : texts.join('');
    }
    case 'set':
    case 'assertion':
    case 'alternatives':
    case 'repetition':
      return undefined;
    default:
      return node satisfies never;
  }
}

/** Only letters have another case, and a letter that is not ASCII may have one of ASCII. */
const isCertain = ({ char, foldsCase }: LiteralNode): boolean => !foldsCase || /^[\0-@[-`{-\x7f]$/.test(char);

function withoutContained(texts: readonly string[]): readonly string[] {
  const longest = [...new Set(texts)].sort((left, right) => right.length - left.length).slice(0, maxTexts);
  const kept = longest.filter((text, index) => !longest.slice(0, index).some((longer) => longer.includes(text)));
  return [...new Set(texts)].filter((text) => kept.includes(text));
}
