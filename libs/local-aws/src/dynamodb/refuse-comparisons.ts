import { AwsError } from '../service';
import { type Attributes, type AttributeValue, type DynaliteEngine } from './dynalite-engine';

type Path = readonly (number | string)[];
interface Operation {
  readonly type: string;
  /** Of a function, for example `contains`. */
  readonly name?: string;
  readonly args: readonly ExpressionNode[];
}

/** A node of dynalite's parsed condition: a path, a value, or an operation on others. */
export type ExpressionNode = AttributeValue | Operation | Path;

const comparators = new Set(['=', '<>', '<', '<=', '>', '>=']);

/**
 * Refuses the comparisons that dynalite gets wrong, so that nobody builds on a wrong answer: equality of maps and
 * lists (it compares identities), `contains` with anything but a string, number or binary (it is always false), two
 * attributes that are both absent (it finds them equal), the order of two values that have none, sets for example (it
 * compares their texts), and operands of IN, BETWEEN and functions that are absent or of different types (it fails, in a
 * filter even outside of the call).
 *
 * @param item - The item that the expression will be evaluated on; undefined for a filter, where the items are not
 * known yet and attributes can be compared with values only.
 * @throws {AwsError} ValidationException. Not retryable.
 */
export function refuseComparisons(
  expression: ExpressionNode | undefined,
  item: Attributes | undefined,
  { valueAt }: Pick<DynaliteEngine, 'valueAt'>,
): void {
  if (!isOperation(expression)) return;
  const { type, name, args } = expression;
  if (type === 'and' || type === 'or' || type === 'not') {
    for (const arg of args) refuseComparisons(arg, item, { valueAt });
    return;
  }
  const types = args.map((arg) => {
    if (isOperation(arg)) return undefined;
    return typeOf(isPath(arg) ? item && valueAt(arg, item) : arg);
  });
  const values = types.filter((_type, index) => !isOperation(args[index]) && !isPath(args[index]));
  const reason = comparators.has(type)
    ? reasonAgainstSides(type, types, values)
    : reasonAgainstOperands(name ?? type, types);
  if (reason === undefined) return;
  throw new AwsError('ValidationException', `The local cloud does not emulate "${name ?? type}" with ${reason}.`);
}

type Types = readonly (string | undefined)[];

/** @param values - The types of those that stand in the request: DynamoDB itself refuses the order of some. */
function reasonAgainstSides(comparator: string, types: Types, values: Types): string | undefined {
  if (types.every((type) => type === undefined)) return 'two attributes that are absent or unknown';
  if (types.some(isDocument)) return 'maps or lists';
  if (comparator === '=' || comparator === '<>') return undefined;
  const [left, right] = types;
  const haveOrder = values.every(isOrdered) && (left !== right || isOrdered(left));
  return haveOrder ? undefined : 'other operands than S, N and B';
}

/** The first operand is what is tested and may be absent. */
function reasonAgainstOperands(operator: string, [tested, ...operands]: Types): string | undefined {
  if (operands.includes(undefined)) return 'an operand that is absent or unknown';
  if (operator === 'in' && [tested, ...operands].some(isDocument)) return 'maps or lists';
  if (operator === 'between' && new Set(operands).size > 1) return 'bounds of different types';
  if (operator === 'between' && !isOrdered(operands[0])) return 'other bounds than S, N and B';
  if (operator === 'contains' && !isOrdered(operands[0])) return 'other operands than S, N and B';
  if (operator === 'begins_with' && !['S', 'B'].includes(operands[0] ?? '')) return 'other operands than S and B';
  return undefined;
}

const isOrdered = (type: string | undefined): boolean => type === 'S' || type === 'N' || type === 'B';

const isDocument = (type: string | undefined): boolean => type === 'M' || type === 'L';

const isPath = (node: ExpressionNode | undefined): node is Path => Array.isArray(node);

const isOperation = (node: ExpressionNode | undefined): node is Operation =>
  node !== undefined && !isPath(node) && 'args' in node;

const typeOf = (value: AttributeValue | undefined): string | undefined => value && Object.keys(value)[0];
