import { type PatternNode } from './pattern-node';

/** @returns The pattern in RE2's notation; its groups with a name are the only ones that capture, in their order. */
export function writeRe2(node: PatternNode): string {
  switch (node.type) {
    case 'literal':
      return writeChar(node.char);
    case 'set':
    case 'assertion':
    case 'flags':
      return node.source;
    case 'group':
      return `${node.opening}${writeRe2(node.body)})`;
    case 'sequence':
      return node.items.map(writeRe2).join('');
    case 'alternatives':
      return node.options.map(writeRe2).join('|');
    case 'repetition':
      return writeRe2(node.item) + node.quantifier;
    default:
      return node satisfies never;
  }
}

/** @returns A code point in a notation that means the same inside and outside of a set. */
export const writeChar = (char: string): string =>
  /^[\w ]$/.test(char) ? char : `\\x{${(char.codePointAt(0) ?? 0).toString(16)}}`;
