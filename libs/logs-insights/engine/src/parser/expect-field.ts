import { type NameToken } from '../lexer/token';
import { type MadeName } from '../syntax/command';
import { type Field } from '../syntax/expression';
import { type TokenCursor } from './token-cursor';

/** @returns The field that a name stands for. */
export const fieldNamed = ({ name, segments, location }: NameToken): Field => ({
  type: 'field',
  name,
  segments,
  location,
});

/** Reads the name of a field. @throws {MalformedQueryError} Another token comes next. Not retryable. */
export const expectField = (cursor: TokenCursor): Field => fieldNamed(cursor.expectName('a field name'));

/** Reads a name that the command makes. @throws {MalformedQueryError} Another token comes next. Not retryable. */
export function expectMadeName(cursor: TokenCursor, what = 'a name'): MadeName {
  const { name, location } = cursor.expectName(what);
  return { name, location };
}
