import { type Item } from '../dynamodb';
import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';
import { type StoredRun } from './stored-run';

const dayMs = 24 * 60 * 60_000;

/** What a scheduled run leaves for later: its numbers, and the expectation of tomorrow's run. */
export function checkRecords(
  { ledger, tables, history }: World,
  run: ExpectedRun,
  { revision, successes }: StoredRun,
): void {
  const { request, runId, windowEndMs } = run;
  if (request.trigger.type !== 'schedule') return;
  let kept: Item | undefined;
  let expected: Item | undefined;
  tables.runs.forEachItem((item) => {
    if (item['pk']?.S === `history#${request.reportId}` && item['windowEndMs']?.N === String(windowEndMs)) kept = item;
    if (item['sk']?.S === 'expected') expected = item;
  });
  if (kept?.['runId']?.S !== runId || kept['revision']?.N !== String(revision)) {
    ledger.violate(
      'no-history',
      `${runId} has kept ${kept ? `revision ${kept['revision']?.N}` : 'nothing'} of ${revision}`,
    );
  }
  for (const title of successes) {
    if (history.numberIn(windowEndMs, title.toLowerCase(), run.isChanged)) continue;
    ledger.violate('no-history', `${runId} knows ${title}, and its history does not`);
  }
  const wasFollowed = [...ledger.runs].some(
    (other) =>
      other.windowEndMs > windowEndMs && other.request.trigger.type === 'schedule' && other.acceptedAtMs !== undefined,
  );
  if (wasFollowed) return;
  const nextMs = Date.parse(request.trigger.scheduledTime) + dayMs;
  if (expected?.['scheduledAtMs']?.N !== String(nextMs)) {
    ledger.violate(
      'nothing-expected',
      `After ${runId} the run at ${expected?.['scheduledAtMs']?.N} is expected, not ${nextMs}`,
    );
  }
}
