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

const comparators = new Set(['=', '<>', '<', '<=', '>', '>=', 'in', 'between']);

/**
 * Refuses the comparisons that dynalite gets wrong, so that nobody builds on a wrong answer: equality of maps and
 * lists (it compares identities), `contains` with anything but a string, number or binary (it is always false), and
 * comparisons of two attributes that are both absent (it finds them equal).
 *
 * @param item - The item that the expression will be evaluated on; undefined for a filter, where the items are not
 * known yet and two attributes can't be compared at all.
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
  } else if (comparators.has(type)) {
    const values = args.map((arg) => (isPath(arg) ? item && valueAt(arg, item) : isOperation(arg) ? undefined : arg));
    if (values.every((value) => value === undefined)) throw refusal(type, 'two attributes that are absent or unknown');
    if (values.some((value) => typeOf(value) === 'M' || typeOf(value) === 'L')) throw refusal(type, 'maps or lists');
  } else if (name === 'contains') {
    const [, operand] = args;
    const value = isPath(operand) ? item && valueAt(operand, item) : (operand as AttributeValue | undefined);
    if (!['S', 'N', 'B'].includes(typeOf(value) ?? '')) throw refusal(name, 'other operands than S, N and B');
  }
}

const isPath = (node: ExpressionNode | undefined): node is Path => Array.isArray(node);

const isOperation = (node: ExpressionNode | undefined): node is Operation =>
  node !== undefined && !isPath(node) && 'args' in node;

const typeOf = (value: AttributeValue | undefined): string | undefined => value && Object.keys(value)[0];

const refusal = (operator: string, operands: string): AwsError =>
  new AwsError('ValidationException', `The local cloud does not emulate "${operator}" with ${operands}.`);
