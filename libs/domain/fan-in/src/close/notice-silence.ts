import { alarmedEvents } from '@pulso/contracts/envelope';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { neverNone } from '@pulso/domain/usual-range';
import { type Log } from '@pulso/kit/runtime';

import { type Past } from '../history/past';
import { type OpenedRun } from '../run';

/**
 * Raises an alarm where a scheduled report has nothing of what it watches, and every window before had some: a bot that no
 * person reaches gives no error, and its zeros are true.
 *
 * Once per run: what an entry of its own says in the history, an earlier revision has said.
 */
export function noticeSilence({ runId, plan }: OpenedRun, { values }: ReportContent, { own }: Past, log: Log): void {
  const { watched, trigger, reportId } = plan;
  if (trigger !== 'schedule') return;
  const silent = values.find(
    ({ queryId, numberId, value }) => value === 0 && queryId === watched?.queryId && numberId === watched.numberId,
  );
  const usual = neverNone(silent?.earlier ?? []);
  if (!silent || !usual) return;
  const { queryId, numberId } = silent;
  const kept = own.find((entry) => entry.runId === runId);
  if (kept?.values.some((number) => number.queryId === queryId && number.numberId === numberId)) return;
  log.error(alarmedEvents.noRequests, {
    runId,
    reportId,
    queryId,
    numberId,
    usualLow: usual.low,
    usualHigh: usual.high,
  });
}
