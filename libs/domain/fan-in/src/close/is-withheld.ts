import { type ReportContent } from '@pulso/contracts/report-updates';

import { type OpenedRun } from '../run';

/** Why a question has no answer where no logs of its time are kept: they begin later, or that time was deleted. */
export const notKept = 'not-kept';

/**
 * Tells whether a closed report has nothing to say: it is sent for its news alone, and has none. Or its plan has a condition,
 * and the number is not above the bound or there was nothing to measure, as before the first logs of a stage.
 *
 * Only scheduled runs: who asks for a report gets one. A number without an answer is worth a report, and so is a
 * correction of what readers have seen. Logs of a time of which none are kept hold no answer.
 */
export function isWithheld({ plan, publishedRevision }: OpenedRun, { values, missing, news }: ReportContent): boolean {
  const { onlyIf } = plan;
  if (isSentForNews(plan)) return publishedRevision === undefined && !news;
  if (!onlyIf || !mayBeWithheld(plan) || publishedRevision !== undefined) return false;
  const found = values.find(({ queryId, numberId }) => queryId === onlyIf.queryId && numberId === onlyIf.numberId);
  if (found) return found.value <= onlyIf.above;
  const isAsked = plan.queries.some(({ queryId }) => queryId === onlyIf.queryId);
  return isAsked && missing.every(({ queryId, reason }) => queryId !== onlyIf.queryId || reason.code === notKept);
}

/** Tells of a closed run whose newest revision is marked as sent whether it had no news: what was decided stays. */
export const hadNoNews = ({ plan, publishedRevision }: OpenedRun): boolean =>
  isSentForNews(plan) && publishedRevision === undefined;

/** Whether a run's report is sent for its news alone: who asks for one gets it as it is. */
export const isSentForNews = ({ news, trigger }: OpenedRun['plan']): boolean =>
  news !== undefined && trigger === 'schedule';

/** Of such a run nothing is shown before it is over: what has begun must also end. */
export const mayBeWithheld = ({ onlyIf, news, trigger }: OpenedRun['plan']): boolean =>
  (onlyIf !== undefined || news !== undefined) && trigger === 'schedule';
