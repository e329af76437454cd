import { type AttributeValue } from '@aws-sdk/client-dynamodb';

import { type Item, compareValues, isEqual } from './attribute-values';
import { NotModelledError } from './errors';
import { type Bound, type Placeholders } from './placeholders';
import { type TokenReader } from './token-reader';

/** @param item - An empty one where there is none. */
export type Condition = (item: Item, bound: Bound) => boolean;

type Read = (item: Item, bound: Bound) => AttributeValue | undefined;

interface Operand {
  readonly token: string;
  readonly read: Read;
}

/**
 * Compiles comparisons, AND, OR, NOT, parentheses, attribute_exists, attribute_not_exists and begins_with.
 *
 * @throws ValidationException, {@link NotModelledError} for other functions and operators.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html
 */
export function parseCondition(reader: TokenReader, placeholders: Placeholders): Condition {
  const condition = parseOr(reader, placeholders);
  reader.expectEnd();
  return condition;
}

function parseOr(reader: TokenReader, placeholders: Placeholders): Condition {
  let condition = parseAnd(reader, placeholders);
  while (reader.skip('OR')) {
    const left = condition;
    const right = parseAnd(reader, placeholders);
    condition = (item, bound) => left(item, bound) || right(item, bound);
  }
  return condition;
}

function parseAnd(reader: TokenReader, placeholders: Placeholders): Condition {
  let condition = parseNot(reader, placeholders);
  while (reader.skip('AND')) {
    const left = condition;
    const right = parseNot(reader, placeholders);
    condition = (item, bound) => left(item, bound) && right(item, bound);
  }
  return condition;
}

function parseNot(reader: TokenReader, placeholders: Placeholders): Condition {
  if (!reader.skip('NOT')) return parsePrimary(reader, placeholders);
  const negated = parseNot(reader, placeholders);
  return (item, bound) => !negated(item, bound);
}

function parsePrimary(reader: TokenReader, placeholders: Placeholders): Condition {
  if (reader.next === '(') return parseParentheses(reader, placeholders);
  if (reader.tokens[reader.position + 1] === '(') return parseFunction(reader, placeholders);
  return parseComparison(reader, placeholders);
}

function parseParentheses(reader: TokenReader, placeholders: Placeholders): Condition {
  reader.expect('(');
  const innerStart = reader.position;
  const condition = parseOr(reader, placeholders);
  const isRedundant = reader.tokens[innerStart] === '(' && closingOf(reader.tokens, innerStart) === reader.position - 1;
  if (isRedundant) throw reader.invalid('The expression has redundant parentheses;');
  reader.expect(')');
  return condition;
}

function closingOf(tokens: readonly string[], opening: number): number {
  let depth = 0;
  return tokens.findIndex((token, index) => {
    if (index < opening) return false;
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    return depth === 0;
  });
}

function parseFunction(reader: TokenReader, placeholders: Placeholders): Condition {
  const name = reader.take();
  reader.expect('(');
  const slot = placeholders.slotOfName(reader.takeName());
  const condition = conditionOf(name, slot, reader, placeholders);
  reader.expect(')');
  return condition;
}

function conditionOf(name: string, slot: number, reader: TokenReader, placeholders: Placeholders): Condition {
  switch (name) {
    case 'attribute_exists':
      return (item, { names }) => item[names[slot]!] !== undefined;
    case 'attribute_not_exists':
      return (item, { names }) => item[names[slot]!] === undefined;
    case 'begins_with': {
      reader.expect(',');
      const prefix = placeholders.slotOfValue(takeValue(reader));
      placeholders.requireType(prefix, ['S'], name);
      return (item, { names, values }) => item[names[slot]!]?.S?.startsWith(values[prefix]!.S!) ?? false;
    }
    case 'attribute_type':
    case 'contains':
    case 'size':
      throw new NotModelledError(`the function ${name} in a condition`);
    default:
      throw reader.invalid(`Invalid function name; function: ${name}`);
  }
}

/** @returns The placeholder of a value. */
export function takeValue(reader: TokenReader): string {
  const token = reader.take();
  if (!token.startsWith(':')) throw new NotModelledError(`${token} where a value like :value stands`);
  return token;
}

function parseComparison(reader: TokenReader, placeholders: Placeholders): Condition {
  const left = parseOperand(reader, placeholders);
  const comparator = reader.take();
  if (['BETWEEN', 'IN'].includes(comparator.toUpperCase())) throw new NotModelledError(`the operator ${comparator}`);
  const right = parseOperand(reader, placeholders);
  refuseOperands(left, right, comparator, reader);
  if (comparator !== '=' && comparator !== '<>') {
    for (const { token } of [left, right].filter(isValue)) {
      placeholders.requireType(placeholders.slotOfValue(token), ['S', 'N'], comparator);
    }
  }
  return comparisonOf(comparator, left.read, right.read, reader);
}

function parseOperand(reader: TokenReader, placeholders: Placeholders): Operand {
  if (reader.tokens[reader.position + 1] === '(') throw new NotModelledError(`${reader.next}() in a comparison`);
  if (reader.next?.startsWith(':')) {
    const token = reader.take();
    const slot = placeholders.slotOfValue(token);
    return { token, read: (_item, { values }) => values[slot] };
  }
  const token = reader.takeName();
  const slot = placeholders.slotOfName(token);
  return { token, read: (item, { names }) => item[names[slot]!] };
}

const isValue = ({ token }: Operand): boolean => token.startsWith(':');

function refuseOperands(left: Operand, right: Operand, comparator: string, reader: TokenReader): void {
  if (isValue(left) && isValue(right)) throw new NotModelledError(`${left.token} ${comparator} ${right.token}`);
  if (left.token === right.token) {
    throw reader.invalid(
      `The first operand must be distinct from the remaining operands for this operator or function; ` +
        `operator: ${comparator}, first operand: [${left.token}]`,
    );
  }
}

function comparisonOf(comparator: string, left: Read, right: Read, reader: TokenReader): Condition {
  switch (comparator) {
    case '=':
      return (item, bound) => isEqual(left(item, bound), right(item, bound));
    case '<>':
      return (item, bound) => !isEqual(left(item, bound), right(item, bound));
    case '<':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) < 0;
    case '<=':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) <= 0;
    case '>':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) > 0;
    case '>=':
      return (item, bound) => compareValues(left(item, bound), right(item, bound)) >= 0;
    default:
      throw reader.syntaxError(comparator);
  }
}
