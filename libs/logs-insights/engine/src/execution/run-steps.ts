import { findArray } from '../discovery/find-array';
import { type QueryContext } from '../functions/function-definition';
import { parseJson } from '../json/parse-json';
import { parseCsv } from '../patterns/parse-csv';
import { parseLogfmt } from '../patterns/parse-logfmt';
import { type Step } from '../plan/query-plan';
import { ListValue, type Value, isTrue, scalarText } from '../values/value';
import { compileExpression } from './compile-expression';
import { DerivedRow, type WritableRow } from './row';
import { RowBudget } from './row-budget';

/** Takes a row on. */
export type TakeRow = (row: WritableRow) => void;

/** What the steps of a stage have in common. */
interface StepOptions {
  readonly context: QueryContext;
  readonly budget: RowBudget;
}

/** How a chain is run. */
export interface ChainOptions {
  readonly context: QueryContext;
  /** Whether every row that comes out is kept. */
  readonly keepsRows: boolean;
}

/**
 * Puts the steps of a stage in a chain.
 *
 * @param take - Gets each row that comes out at the end: none of one that is filtered out, several where a list is unnested.
 * @returns Throws {@link QueryLimitError} for a row of which too many would be made.
 */
export function chainSteps(steps: readonly Step[], { context, keepsRows }: ChainOptions, take: TakeRow): TakeRow {
  const budget = new RowBudget(keepsRows);
  const first = steps.reduceRight((next, step) => chainStep(step, { context, budget }, next), take);
  if (!steps.some(makesRows)) return first;
  return (row) => {
    budget.restart();
    first(row);
  };
}

function chainStep(step: Step, options: StepOptions, take: TakeRow): TakeRow {
  const { context } = options;
  switch (step.type) {
    case 'filter': {
      const condition = compileExpression<WritableRow>(step.condition, { context });
      return (row) => {
        if (isTrue(condition(row))) take(row);
      };
    }
    case 'define': {
      const expression = compileExpression<WritableRow>(step.expression, { context });
      return (row) => {
        row.set(step.name, expression(row));
        take(row);
      };
    }
    case 'parse':
      return chainParse(step, context, take);
    case 'parse-all':
      return chainParseAll(step, options, take);
    case 'unnest':
      return chainUnnest(step, options, take);
    case 'expand':
      return chainExpand(step, options, take);
    default:
      return step satisfies never;
  }
}

type ParseStep = Step & { type: 'parse' };

/** Prepares `parse`: where nothing is found the row stays and the names are missing. */
function chainParse({ source, pattern, names }: ParseStep, context: QueryContext, take: TakeRow): TakeRow {
  const read = compileExpression<WritableRow>(source, { context });
  const find = finderOf(pattern, names.length);
  return (row) => {
    const text = scalarText(read(row));
    const parts = text === undefined ? undefined : find(text);
    names.forEach((name, index) => row.set(name, parts?.[index]));
    take(row);
  };
}

function finderOf(pattern: ParseStep['pattern'], count: number): (text: string) => readonly Value[] | undefined {
  if (pattern === 'logfmt') return (text) => [parseLogfmt(text)];
  return pattern === 'csv' ? (text) => parseCsv(text, count) : (text) => pattern.find(text);
}

/** @returns Whether a step makes several rows of one. */
const makesRows = ({ type }: Step): boolean => type === 'unnest' || type === 'expand' || type === 'parse-all';

/**
 * Prepares `unnest`. What is no list counts as a list of one. A missing value leaves one row without the name, an empty
 * list none (both unverified).
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_QuerySyntax-Unnest.html
 */
function chainUnnest(step: Step & { type: 'unnest' }, { context, budget }: StepOptions, take: TakeRow): TakeRow {
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
function chainExpand(step: Step & { type: 'expand' }, { context, budget }: StepOptions, take: TakeRow): TakeRow {
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
function chainParseAll(step: Step & { type: 'parse-all' }, { context, budget }: StepOptions, take: TakeRow): TakeRow {
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
