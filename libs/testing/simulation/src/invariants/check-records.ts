import { type Item } from '@pulso/local/dynamodb';
import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';
import { type StoredRun } from './stored-run';

/** What a scheduled run leaves for later: its numbers. */
export function checkRecords(
  { ledger, tables, history }: World,
  run: ExpectedRun,
  { revision, successes, values }: StoredRun,
): void {
  const { request, runId, windowEndMs } = run;
  if (request.trigger.type !== 'schedule') return;
  let kept: Item | undefined;
  tables.runs.forEachItem((item) => {
    if (item['pk']?.S === `history#${request.reportId}` && item['windowEndMs']?.N === String(windowEndMs)) kept = item;
  });
  if (kept?.['runId']?.S !== runId || kept['revision']?.N !== String(revision)) {
    ledger.violate(
      'no-history',
      `${runId} has kept ${kept ? `revision ${kept['revision']?.N}` : 'nothing'} of ${revision}`,
    );
  }
  for (const title of successes) {
    const number = history.numberIn(windowEndMs, title.toLowerCase(), run.isChanged);
    if (number && number.value === values.get(title)?.value) continue;
    ledger.violate('no-history', `${runId} knows ${title}, and its history does not`);
  }
}
