export { type CallRates } from './call-rates';
export { createLogsService, type LogsService, type LogsServiceOptions } from './create-logs-service';
export { type LogEventInput, type LogGroup, LogStore, type StoredLogEvent } from './log-store';
export { type QueryEnd, type QueryLatency, type StartedQuery } from './query-options';
