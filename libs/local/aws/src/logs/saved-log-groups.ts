import { checkRecords, SavedRecordError } from '@pulso/local/saved-records';
import * as z from 'zod/mini';

import { type StoredLogEvent } from './event-list';
import { type LogGroup, type LogStream } from './log-group';

/** A log group without its events, as JSON. */
interface SavedGroup {
  readonly name: string;
  readonly creationTimeMs: number;
  readonly retentionDays?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly streams: readonly LogStream[];
}

/** An event of a log group, as JSON. */
type SavedEvent = readonly [timestamp: number, ingestionTime: number, logStream: string, message: string];

/** Some of the events of a log group, as JSON. */
interface SavedChunk {
  readonly group: string;
  readonly events: readonly SavedEvent[];
}

const group = z.looseObject({
  name: z.string().check(z.minLength(1)),
  creationTimeMs: z.number(),
  retentionDays: z.optional(z.number()),
  tags: z.record(z.string(), z.string()),
  streams: z.array(z.looseObject({ name: z.string(), creationTimeMs: z.number() })),
});

const chunk = z.looseObject({
  group: z.string(),
  events: z.array(z.tuple([z.number(), z.number(), z.string(), z.string()])),
});

/**
 * Checks saved log groups and events, before any of them is put back.
 *
 * @throws {SavedRecordError} One has another form, or holds events of a group that no record before it has.
 */
function checkLogRecords(records: readonly unknown[]): readonly (SavedChunk | SavedGroup)[] {
  const names = new Set<unknown>();
  return checkRecords(records, (record, index) => {
    const fields = (record ?? {}) as Readonly<Record<string, unknown>>;
    if (!('events' in fields) && !('group' in fields)) {
      names.add(fields['name']);
      return group;
    }
    const name = fields['group'];
    if (typeof name === 'string' && !names.has(name)) {
      throw new SavedRecordError(index + 1, `it has events of ${name}, and no record before it is that log group`);
    }
    return chunk;
  });
}

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
