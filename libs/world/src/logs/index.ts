export { readFilterPattern, recordIn } from './filter-pattern';
export { type LogGroup, LogStore, type LogStoreOptions, queryLogGroups, type StoredLogEvent } from './log-store';
export { type QueryCourse, QueryRegistry, type QueryStatus, type RegisteredQuery } from './query-registry';
export { usageSchema } from './usage-schema';
