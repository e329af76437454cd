export { createLogsService, type LogsService, type LogsServiceOptions } from './create-logs-service';
export { type StoredLogEvent } from './log-group';
export { LogStore } from './log-store';
export { type StartedQuery } from './query-options';
