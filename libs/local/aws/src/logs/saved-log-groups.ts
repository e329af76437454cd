import { type LogGroup, type LogStream, type StoredLogEvent } from './log-group';
import { checkLogRecords, type SavedEvent, type SavedGroup } from './saved-log-forms';

/** Few enough for one text of the largest messages: 25 of a megabyte. */
const eventsPerRecord = 25;

/** @returns A group, its streams and its events, as JSON texts. */
export function dumpLogGroup(group: LogGroup, stored: Iterable<StoredLogEvent>): string[] {
  const { name, creationTimeMs, retentionDays, tags, streams } = group;
  const saved: SavedGroup = { name, creationTimeMs, retentionDays, tags, streams: [...streams.values()] };
  const events = [...stored].map(({ timestamp, ingestionTime, logStream, message }): SavedEvent => [
    timestamp,
    ingestionTime,
    logStream,
    message,
  ]);
  const chunks = Array.from({ length: Math.ceil(events.length / eventsPerRecord) }, (_, index) => ({
    group: name,
    events: events.slice(index * eventsPerRecord, (index + 1) * eventsPerRecord),
  }));
  return [saved, ...chunks].map((record) => JSON.stringify(record));
}

/** A group that is put back. */
interface LoadedGroup extends Omit<LogGroup, 'streams' | 'events'> {
  readonly streams: readonly LogStream[];
  readonly savedEvents: StoredLogEvent[];
}

/**
 * @param records - What {@link dumpLogGroup} gave, of all groups, parsed.
 * @returns The groups by name.
 * @throws {SavedRecordError} One has another form. Not retryable.
 */
export function loadLogGroups(records: readonly unknown[]): ReadonlyMap<string, LoadedGroup> {
  const groups = new Map<string, LoadedGroup>();
  for (const record of checkLogRecords(records)) {
    if ('events' in record) {
      const events = record.events.map(([timestamp, ingestionTime, logStream, message]) => ({
        ...{ timestamp, ingestionTime, logStream, message },
        logGroupName: record.group,
      }));
      for (const event of events) groups.get(record.group)?.savedEvents.push(event);
    } else groups.set(record.name, { ...record, retentionDays: record.retentionDays, savedEvents: [] });
  }
  return groups;
}
