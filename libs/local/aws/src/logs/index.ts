export { createLogsService, type LogsService, type LogsServiceOptions } from './create-logs-service';
export { type StoredLogEvent } from './event-list';
export { LogStore } from './log-store';
export { queryLogGroups, type StartedQuery } from './run-query';
