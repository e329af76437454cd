import { checkRecords, SavedRecordError } from '@pulso/local/saved-records';
import * as z from 'zod/mini';

import { type LogStream } from './log-group';

/** A log group without its events, as JSON. */
export interface SavedGroup {
  readonly name: string;
  readonly creationTimeMs: number;
  readonly retentionDays?: number | undefined;
  readonly tags: Readonly<Record<string, string>>;
  readonly streams: readonly LogStream[];
}

/** An event of a log group, as JSON. */
export type SavedEvent = readonly [timestamp: number, ingestionTime: number, logStream: string, message: string];

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
export function checkLogRecords(records: readonly unknown[]): readonly (SavedChunk | SavedGroup)[] {
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
