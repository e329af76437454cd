import { findArray } from '../discovery/find-array';
import { scalarText } from '../functions/text-operands';
import { parseJson } from '../json/parse-json';
import { type Step } from '../plan/query-plan';
import { ListValue } from '../values/structures';
import { type Value } from '../values/value';
import { compileExpression } from './compile-expression';
import { DerivedRow } from './made-row';
import { type WritableRow } from './row';
import { type StepOptions, type TakeRow } from './take-row';

/** @returns Whether a step makes several rows of one. */
export const makesRows = ({ type }: Step): boolean => type === 'unnest' || type === 'expand' || type === 'parse-all';

/**
 * Prepares `unnest`. What is no list counts as a list of one. A missing value leaves one row without the name, an empty
 * list none (both unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Unnest.html
 */
export function chainUnnest(step: Step & { type: 'unnest' }, { context, budget }: StepOptions, take: TakeRow): TakeRow {
  const { operand, name } = step;
  const read = compileExpression<WritableRow>(operand, { context });
  return (row) => {
    const list = read(row);
    const elements = list instanceof ListValue ? list.items : [list];
    budget.take(elements.length, `unnest ... into ${name}`);
    takeEach(row, name, elements, take);
  };
}

/**
 * Prepares `expand`: each element of a list, or of a text that is a JSON array, takes its place in a row of its own. A row
 * without one stays as it is, of an empty one nothing is left, and an array that an event has under the field's name
 * counts, though it is no field (all unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Expand.html
 */
export function chainExpand(step: Step & { type: 'expand' }, { context, budget }: StepOptions, take: TakeRow): TakeRow {
  const { operand, name, message } = step;
  const read = compileExpression<WritableRow>(operand, { context });
  const readMessage = message && compileExpression<WritableRow>(message, { context });
  return (row) => {
    const value = read(row);
    const text = value === undefined ? scalarText(readMessage?.(row)) : undefined;
    const list = text === undefined ? listIn(value) : findArray(text, name);
    if (!list) return take(row);
    budget.take(list.items.length, `expand ${name}`);
    takeEach(row, name, list.items, take);
  };
}

function listIn(value: Value): ListValue | undefined {
  if (value instanceof ListValue) return value;
  const text = scalarText(value);
  const parsed = text !== undefined && /^\s*\[/.test(text) ? parseJson(text) : undefined;
  return parsed instanceof ListValue ? parsed : undefined;
}

/**
 * Prepares `parse ... multi`: where nothing is found the row stays and the names are missing.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Parse.html
 */
export function chainParseAll(
  step: Step & { type: 'parse-all' },
  { context, budget }: StepOptions,
  take: TakeRow,
): TakeRow {
  const { source, pattern, names } = step;
  const command = 'parse ... multi';
  const read = compileExpression<WritableRow>(source, { context });
  return (row) => {
    const text = scalarText(read(row));
    const matches = text === undefined ? [] : pattern.findAll(text, budget.left);
    if (!matches) throw budget.tooManyMatches(command);
    budget.take(matches.length, command);
    for (const parts of matches.length > 0 ? matches : nothing) {
      const derived = new DerivedRow(row);
      names.forEach((name, index) => derived.set(name, parts[index]));
      take(derived);
    }
  };
}

const nothing: readonly (readonly Value[])[] = [[]];

function takeEach(row: WritableRow, name: string, elements: readonly Value[], take: TakeRow): void {
  for (const element of elements) {
    const derived = new DerivedRow(row);
    derived.set(name, element);
    take(derived);
  }
}
