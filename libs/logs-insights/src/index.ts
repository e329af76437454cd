export { type LogEvent } from './engine/event-row';
export { type QueryResult, type QueryRun, type QueryStatistics, type ResultField, runQuery } from './engine/run-query';
export { MalformedQueryError, UnsupportedQueryError } from './errors';
export { type QueryProblem, formatQueryError } from './format-query-error';
export { type ParsedQuery, parseQuery } from './parser/parse-query';
export { type FieldReference } from './plan/query-plan';
export { referencedFields } from './referenced-fields';
export { type QueryLocation, lineAndColumn } from './syntax/location';
