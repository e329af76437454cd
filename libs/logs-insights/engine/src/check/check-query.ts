import { MalformedQueryError } from '../errors';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type QueryLocation } from '../syntax/location';
import { boundValues } from './bound-values';
import { checkPlan } from './check-plan';
import { findArbitraryLimits } from './find-arbitrary-limits';
import { findUnknownFields } from './find-unknown-fields';
import { findWarnings } from '../plan/find-warnings';
import { type QueryWarning } from '../plan/query-warning';
import { KnownFields } from './known-fields';
import { type MetricSchema } from './metric-schema';
import { type QueryProblem } from './query-problem';
import { anyScalar } from './value-set';

/**
 * Finds what keeps a query from answering what was asked, before it is run: CloudWatch Logs takes a query with a mistyped
 * field, or a filter that no event passes, and counts nothing.
 *
 * It finds fields that no event has, texts where numbers are wanted, filters that can never match or always do, names with
 * a hyphen and no backticks, and what {@link parseQuery} warns of. That a filter can never match is certain for events that
 * follow the schema; what could match some event is never called so. In a long query a field of many values counts as one
 * of any, so that the time it takes stays bounded.
 *
 * @param text - The query. One that does not parse is one problem.
 * @param schema - The fields of the events. Every one of them can be missing from an event.
 * @returns The problems in the order of the text; none for a query that is fine as far as can be told.
 * @example
 * checkQuery('filter is_group = "true"', { fields: { is_group: { type: 'boolean' } } });
 * // [{ message: 'is_group is 0 or 1, so the filter can never match; write 1, which is what JSON\'s true is in queries',
 * //   location: { startCharOffset: 18, endCharOffset: 23 }, severity: 'error', suggestion: '1' }]
 */
export function checkQuery(text: string, schema: MetricSchema): readonly QueryProblem[] {
  const parsed = parse(text);
  if (parsed instanceof MalformedQueryError) {
    return [{ message: parsed.message, location: parsed.location, severity: 'error' }];
  }
  const known = new KnownFields(schema);
  const settled: QueryWarning[] = [];
  const unknown = findUnknownFields(text, parsed.plan.fieldReferences, known);
  const plan = checkPlan(text, parsed.plan, {
    valuesOf: (name) => boundValues(known.valuesOf(name) ?? anyScalar, text.length),
    settle: (comparison) => settled.push(...findWarnings(comparison, () => true)),
  });
  const problems = [
    ...unknown,
    // What contains an unknown name has no problem of its own: the name alone is reported.
    ...plan.problems.filter((problem) => !unknown.some(({ location }) => isWithin(location, problem.location))),
    ...findArbitraryLimits(text, parsed.commands, plan.groupCounts),
  ];
  const warnings = parsed.warnings
    .filter((warning) => !settled.some((other) => isSame(warning, other)))
    .map(({ message, location }): QueryProblem => ({ message, location, severity: 'warning' }));
  return [...problems, ...warnings].sort(byPlace);
}

function parse(text: string): ParsedQuery | MalformedQueryError {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof MalformedQueryError) return error;
    throw error;
  }
}

const isSame = (left: QueryWarning, right: QueryWarning): boolean =>
  left.message === right.message && left.location.startCharOffset === right.location.startCharOffset;

const isWithin = (inner: QueryLocation, outer: QueryLocation): boolean =>
  inner.startCharOffset >= outer.startCharOffset && inner.endCharOffset <= outer.endCharOffset;

const byPlace = (left: QueryProblem, right: QueryProblem): number =>
  left.location.startCharOffset - right.location.startCharOffset ||
  left.location.endCharOffset - right.location.endCharOffset;
