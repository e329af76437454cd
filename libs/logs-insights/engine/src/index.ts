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
export { discoverAllFields } from './discovery/discover-fields';
export { type LogEvent } from './execution/event-row';
export { type QueryOptions, type QueryResult, type QueryStatistics, type ResultField } from './execution/query-options';
export { type QueryRun, runQuery } from './execution/run-query';
export { MalformedQueryError, QueryLimitError, UnsupportedQueryError } from './errors';
export { type ParsedQuery, parseQuery } from './parser/parse-query';
export { type SourceReference } from './syntax/command';
export { type PlacedMessage, type QueryLocation, lineAndColumn } from './syntax/location';
