import { MalformedQueryError } from '../errors';
import { type ParsedQuery, parseQuery } from '../parser/parse-query';
import { type Command } from '../syntax/command';
import { type Expression } from '../syntax/expression';
import { findUnknownFields } from './find-unknown-fields';
import { findUnlikelyComparisons } from './find-unlikely-comparisons';
import { EventFields, KnownFields } from './known-fields';
import { type MetricSchema } from './metric-schema';
import { type QueryProblem } from './query-problem';

/**
 * Finds what keeps a query from answering what was asked, before it is run: CloudWatch Logs takes a query with a mistyped
 * field, or a filter that no event passes, and counts nothing.
 *
 * It finds fields that no event has, names with a hyphen and no backticks, comparisons of a field with a value that it
 * never has, sums of texts, and what {@link parseQuery} warns of.
 *
 * @param text - The query. One that does not parse is one problem.
 * @param schema - The fields of the events. Every one of them can be missing from an event.
 * @returns The problems in the order of the text; none for a query that is fine as far as can be told.
 * @example
 * checkQuery('filter is_group = "true"', { fields: { is_group: { type: 'boolean' } } });
 * // [{ message: 'is_group is 0 or 1, never "true"; write 1, which is what JSON\'s true is in queries',
 * //   location: { startCharOffset: 18, endCharOffset: 23 }, severity: 'error', suggestion: '1' }]
 */
export function checkQuery(text: string, schema: MetricSchema): readonly QueryProblem[] {
  const parsed = parse(text);
  if (parsed instanceof MalformedQueryError) {
    return [{ message: parsed.message, location: parsed.location, severity: 'error' }];
  }
  const { plan, commands } = parsed;
  const known = new KnownFields(schema);
  const fields = new EventFields(known, plan.fieldReferences);
  const problems = commands.flatMap(expressionsOf).flatMap((expression) => findUnlikelyComparisons(expression, fields));
  const warnings = parsed.warnings.map((warning): QueryProblem => ({ ...warning, severity: 'warning' }));
  return [...findUnknownFields(text, plan.fieldReferences, known), ...problems, ...warnings].sort(byPlace);
}

function parse(text: string): ParsedQuery | MalformedQueryError {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof MalformedQueryError) return error;
    throw error;
  }
}

const byPlace = (left: QueryProblem, right: QueryProblem): number =>
  left.location.startCharOffset - right.location.startCharOffset ||
  left.location.endCharOffset - right.location.endCharOffset;

/** @returns The expressions of a command, in the order of the text. */
function expressionsOf(command: Command): readonly Expression[] {
  switch (command.type) {
    case 'fields':
    case 'display':
      return command.items.map(({ expression }) => expression);
    case 'stats':
      return [...command.items, ...command.groups].map(({ expression }) => expression);
    case 'sort':
      return command.keys.map(({ item }) => item.expression);
    case 'filter':
      return [command.condition];
    case 'parse':
      return [command.source];
    case 'unnest':
      return [command.operand];
    case 'limit':
    case 'dedup':
      return [];
    default:
      return command satisfies never;
  }
}
