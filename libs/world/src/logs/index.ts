export { EventList, type EventRange, type LogEventInput, type StoredLogEvent } from './event-list';
export { readFilterPattern, recordIn } from './filter-pattern';
export { usageSchema } from './usage-schema';
