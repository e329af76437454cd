import { jsonBytes } from '@pulso/kit/telegram';

import { historyExpiresAtSeconds } from '../pacing';
import { type HistoryEntry, type HistoryNumber } from '../ports';
import { type Report } from '../report/report-content';
import { type Run } from '../run';

/** What the numbers of an entry take, bytes of JSON: DynamoDB's 400 KB, less what is missing and the rest of the item. */
const maxNumbersBytes = 250_000;

/**
 * Makes the entry that a closed, scheduled run leaves in the history.
 *
 * A thousand questions of one number take about half of the room. Numbers beyond it, which takes a plan of several
 * thousand, are not kept and so never compared; a write that DynamoDB refuses would hold up the report instead.
 */
export const historyEntryOf = (
  { runId, revision }: Run,
  { content, numbers, tables, newPeople }: Report,
): HistoryEntry => ({
  reportId: content.reportId,
  runId,
  revision,
  state: content.state,
  windowStartMs: content.windowStartMs,
  windowEndMs: content.windowEndMs,
  values: firstOf(numbers, maxNumbersBytes),
  ...(tables.length > 0 && { tables }),
  missing: content.missing.map(({ queryId, reason }) => ({ queryId, code: reason.code })),
  ...(newPeople.length > 0 && { newPeople }),
  expiresAtSeconds: historyExpiresAtSeconds(content.windowEndMs),
});

function firstOf(numbers: readonly HistoryNumber[], maxBytes: number): HistoryNumber[] {
  let sizeBytes = 0;
  return numbers.filter((number) => (sizeBytes += jsonBytes(number) + 1) <= maxBytes);
}
