import { type Log } from '@pulso/kit/runtime';

import { type History, type HistoryEntry, type RunStore } from '../ports';
import { type ReadEntries } from './past';

interface ReadEntriesDeps {
  readonly store: Pick<RunStore, 'readHistory'>;
  readonly log: Log;
}

/**
 * Reads entries of the history; the reader throws what the store throws.
 *
 * One that can't be read becomes a gap and a line in the log: entries are kept for 400 days, and no report may wait so long
 * for its comparison.
 */
export const readEntries =
  ({ store, log }: ReadEntriesDeps): ReadEntries =>
  async (reportId, endsFromMs) =>
    entriesOf(await store.readHistory(reportId, endsFromMs), reportId, log);

export function entriesOf({ entries, unreadable }: History, reportId: string, log: Log): readonly HistoryEntry[] {
  for (const problem of unreadable) log.warn('history-unreadable', { reportId, problem });
  return entries;
}
