export { createLogsService, type LogsService, type LogsServiceOptions } from './create-logs-service';
export { type StoredLogEvent } from './log-group';
export { LogStore } from './log-store';
export { queryLogGroups } from './query-log-groups';
export { type StartedQuery } from './query-options';
