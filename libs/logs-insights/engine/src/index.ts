export { checkQuery } from './check/check-query';
export {
  type AnySchema,
  type BooleanSchema,
  type FieldSchema,
  type MetricSchema,
  type NumberSchema,
  type TextSchema,
} from './check/metric-schema';
export { type QueryProblem } from './check/query-problem';
export { discoverAllFields } from './discovery/discover-all-fields';
export { type LogEvent } from './execution/event-row';
export { type QueryOptions, type QueryResult, type QueryStatistics, type ResultField } from './execution/query-options';
export { type QueryRun, runQuery } from './execution/run-query';
export { type RunningQuery, startQuery } from './execution/start-query';
export { parseExportLine } from './exported-events/parse-export-line';
export { MalformedQueryError, QueryLimitError, UnsupportedQueryError } from './errors';
export { type PlacedMessage, formatQueryError } from './format-query-error';
export { type ParsedQuery, parseQuery } from './parser/parse-query';
export { type FieldReference } from './plan/query-plan';
export { type QueryWarning } from './plan/query-warning';
export { referencedFields } from './referenced-fields';
export { type SourceReference } from './syntax/command';
export { type QueryLocation, lineAndColumn } from './syntax/location';
