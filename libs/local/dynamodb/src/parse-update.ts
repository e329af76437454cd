import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { type Item } from './attribute-values';
import { NotModelledError, validationException } from './errors';
import { takeValue } from './parse-condition';
import { type Bound, type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

/** The new value of an attribute. @throws ValidationException when the item has none to start from. */
type Evaluate = (before: Item, bound: Bound) => AttributeValue;

/** What becomes of the attribute in slot `target`; without `evaluate` it is removed. */
export interface UpdateAction {
  readonly target: number;
  readonly evaluate: Evaluate | undefined;
}

/** All actions see the item as it was before the update. */
export interface Update {
  readonly actions: readonly UpdateAction[];
  readonly hasRemovals: boolean;
}

/**
 * Compiles SET with `=`, if_not_exists, `+` and `-`; ADD of numbers; REMOVE.
 *
 * @throws ValidationException, {@link NotModelledError} for DELETE and list_append.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.UpdateExpressions.html
 */
export function parseUpdate(reader: TokenReader, placeholders: Placeholders): Update {
  const actions: UpdateAction[] = [];
  const clauses = new Set<string>();
  while (reader.next !== undefined) {
    const clause = reader.take().toUpperCase();
    if (clauses.has(clause)) {
      throw reader.invalid(`The "${clause}" section can only be used once in an update expression;`);
    }
    clauses.add(clause);
    do actions.push(parseAction(clause, reader, placeholders));
    while (reader.skip(','));
  }
  placeholders.checkNames((names) => refuseOverlaps(actions, names));
  return { actions, hasRemovals: clauses.has('REMOVE') };
}

function parseAction(clause: string, reader: TokenReader, placeholders: Placeholders): UpdateAction {
  if (clause === 'DELETE') throw new NotModelledError('DELETE in an update');
  if (clause !== 'SET' && clause !== 'ADD' && clause !== 'REMOVE') throw reader.syntaxError(clause);
  const target = placeholders.slotOfName(reader.takeName());
  if (clause === 'REMOVE') return { target, evaluate: undefined };
  if (clause === 'ADD') return { target, evaluate: parseAddition(target, reader, placeholders) };
  reader.expect('=');
  return { target, evaluate: parseAssignment(reader, placeholders) };
}

function parseAddition(target: number, reader: TokenReader, placeholders: Placeholders): Evaluate {
  const slot = placeholders.slotOfValue(takeValue(reader));
  placeholders.requireType(slot, ['N'], 'ADD');
  return (before, { names, values }) => sum(before[names[target]!] ?? nothing, values[slot]!, 1);
}

function parseAssignment(reader: TokenReader, placeholders: Placeholders): Evaluate {
  const leftToken = reader.next;
  const left = parseOperand(reader, placeholders);
  const operator = reader.next;
  if (operator !== '+' && operator !== '-') return left;
  reader.expect(operator);
  const rightToken = reader.next;
  const right = parseOperand(reader, placeholders);
  for (const token of [leftToken, rightToken]) {
    if (token?.startsWith(':')) placeholders.requireType(placeholders.slotOfValue(token), ['N'], operator);
  }
  const sign = operator === '+' ? 1 : -1;
  return (before, bound) => sum(left(before, bound), right(before, bound), sign);
}

function parseOperand(reader: TokenReader, placeholders: Placeholders): Evaluate {
  if (reader.tokens[reader.position + 1] === '(') return parseFunction(reader, placeholders);
  if (reader.next?.startsWith(':')) {
    const slot = placeholders.slotOfValue(reader.take());
    return (_before, { values }) => values[slot]!;
  }
  const slot = placeholders.slotOfName(reader.takeName());
  return (before, { names }) => before[names[slot]!] ?? refuseAbsent();
}

function parseFunction(reader: TokenReader, placeholders: Placeholders): Evaluate {
  const name = reader.take();
  if (name === 'list_append') throw new NotModelledError('list_append in an update');
  if (name !== 'if_not_exists') throw reader.invalid(`Invalid function name; function: ${name}`);
  reader.expect('(');
  const slot = placeholders.slotOfName(reader.takeName());
  reader.expect(',');
  const otherwise = parseOperand(reader, placeholders);
  reader.expect(')');
  return (before, bound) => before[bound.names[slot]!] ?? otherwise(before, bound);
}

const nothing: AttributeValue = { N: '0' };

function sum(left: AttributeValue, right: AttributeValue, sign: number): AttributeValue {
  if (left.N === undefined || right.N === undefined) {
    throw validationException('An operand in the update expression has an incorrect data type');
  }
  return { N: String(Number(left.N) + sign * Number(right.N)) };
}

function refuseAbsent(): never {
  throw validationException('The provided expression refers to an attribute that does not exist in the item');
}

function refuseOverlaps(actions: readonly UpdateAction[], names: readonly string[]): void {
  const targets = actions.map(({ target }) => names[target]);
  const repeated = targets.find((name, index) => targets.indexOf(name) !== index);
  if (repeated === undefined) return;
  throw validationException(
    'Invalid UpdateExpression: Two document paths overlap with each other; must remove or rewrite one of these paths; ' +
      `path one: [${repeated}], path two: [${repeated}]`,
  );
}
