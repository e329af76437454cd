import { hasOneCase } from './has-one-case';
import { type PatternNode } from './pattern-node';

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
        if (hasOneCase(node)) run += node.char;
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

function withoutContained(texts: readonly string[]): readonly string[] {
  const longest = [...new Set(texts)].sort((left, right) => right.length - left.length).slice(0, maxTexts);
  const kept = longest.filter((text, index) => !longest.slice(0, index).some((longer) => longer.includes(text)));
  return [...new Set(texts)].filter((text) => kept.includes(text));
}
