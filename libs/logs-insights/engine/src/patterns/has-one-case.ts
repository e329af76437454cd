import { type LiteralNode } from './pattern-node';

/**
 * @returns Whether the literal matches only as it is written. Where case is folded only ASCII without its letters is
 * known not to have another one.
 */
export const hasOneCase = ({ char, foldsCase }: LiteralNode): boolean => !foldsCase || /^[\0-@[-`{-\x7f]$/.test(char);
