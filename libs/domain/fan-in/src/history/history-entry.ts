import { type ReportContent } from '@pulso/contracts/report-updates';
import { jsonBytes } from '@pulso/kit/text-limits';

import { historyExpiresAtSeconds } from '../pacing';
import { type HistoryEntry, type HistoryNumber, type HistoryTable } from '../ports';
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
  { reportId, state, windowStartMs, windowEndMs, missing }: ReportContent,
  numbers: readonly HistoryNumber[],
  tables: readonly HistoryTable[],
): HistoryEntry => ({
  reportId,
  runId,
  revision,
  state,
  windowStartMs,
  windowEndMs,
  values: firstOf(numbers, maxNumbersBytes),
  ...(tables.length > 0 && { tables }),
  missing: missing.map(({ queryId, reason }) => ({ queryId, code: reason.code })),
  expiresAtSeconds: historyExpiresAtSeconds(windowEndMs),
});

function firstOf(numbers: readonly HistoryNumber[], maxBytes: number): HistoryNumber[] {
  let sizeBytes = 0;
  return numbers.filter((number) => (sizeBytes += jsonBytes(number) + 1) <= maxBytes);
}
