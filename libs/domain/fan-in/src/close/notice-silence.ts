import { alarmedEvents } from '@pulso/contracts/naming';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Log } from '@pulso/kit/logging';

import { type Past } from '../history/past';
import { neverWasNone } from '../history/usual-of';
import { type OpenedRun } from '../run';

/**
 * Raises an alarm where a scheduled report has nothing of what it watches, and every window before had some: a bot that no
 * person reaches gives no error, and its zeros are true.
 *
 * Once per run: what an entry of its own says in the history, an earlier revision has said.
 */
export function noticeSilence({ runId, plan }: OpenedRun, { values }: ReportContent, { own }: Past, log: Log): void {
  if (plan.trigger !== 'schedule') return;
  const silent = values.find(({ usual }) => usual !== undefined);
  if (!silent || !neverWasNone(silent.earlier ?? [])) return;
  const { queryId, numberId, usual } = silent;
  const kept = own.find((entry) => entry.runId === runId);
  if (kept?.values.some((number) => number.queryId === queryId && number.numberId === numberId)) return;
  log.error(alarmedEvents.noRequests, { runId, reportId: plan.reportId, queryId, numberId, usual });
}
