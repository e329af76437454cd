export { EventList, type EventRange, type LogEventInput, type StoredLogEvent } from './event-list';
export { invalidParameter } from './filter-pattern/invalid-parameter';
export { readFilterPattern } from './filter-pattern/read-filter-pattern';
export { usageSchema } from './usage-schema';
