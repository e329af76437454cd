import { makesRows } from '../execution/chain-row-making';
import { type Step } from '../plan/query-plan';
import { partsOf, replaceFields } from '../plan/walk-expression';
import { type Expression } from '../syntax/expression';

/** Larger expressions stay in steps: aliases of aliases of aliases could grow without end. */
const maxSize = 500;

/** The steps of a stage, with what can be asked of the events themselves taken out. */
export interface ResolvedSteps {
  /** Filters that read fields of events only; together with `rest` they let the same rows through as the steps. */
  readonly conditions: readonly Expression[];
  /** The other steps, in their order. */
  readonly rest: readonly Step[];
  /**
   * @returns The expression with every name that a step makes replaced by what it is made of, so that it reads fields of
   * events only. undefined where a part of it comes from `parse`, `unnest` or `expand`, or is too large.
   */
  readonly resolve: (expression: Expression) => Expression | undefined;
}

/**
 * Takes filters out of the steps of a stage that reads events. A filter may move ahead of any step but one that makes
 * several rows of one: an event of which such a step would make too many rows ends the query, even if a later filter
 * would drop it.
 */
export function resolveSteps(steps: readonly Step[]): ResolvedSteps {
  const made = new Map<string, Expression | undefined>();
  const conditions: Expression[] = [];
  const rest: Step[] = [];
  for (const step of steps) {
    const isFree = step.type === 'filter' && !rest.some(makesRows);
    const condition = isFree ? resolveNames(step.condition, made) : undefined;
    if (condition) conditions.push(condition);
    else rest.push(step);
    if (step.type === 'define') made.set(step.name, resolveNames(step.expression, made));
    else if (step.type === 'unnest' || step.type === 'expand') made.set(step.name, undefined);
    else if (step.type !== 'filter') for (const name of step.names) made.set(name, undefined);
  }
  return { conditions, rest, resolve: (expression) => resolveNames(expression, made) };
}

function resolveNames(
  expression: Expression,
  made: ReadonlyMap<string, Expression | undefined>,
): Expression | undefined {
  let isResolved = true;
  const resolved = replaceFields(expression, (field) => {
    if (!made.has(field.name)) return field;
    const replacement = made.get(field.name);
    isResolved &&= replacement !== undefined;
    return replacement ?? field;
  });
  return isResolved && sizeOf(resolved) <= maxSize ? resolved : undefined;
}

const sizeOf = (expression: Expression): number => partsOf(expression).reduce((size, part) => size + sizeOf(part), 1);
