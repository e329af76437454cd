import { type StoredRun } from './stored-run';
import { type ReadReport } from '../destinations/read-report';
import { isInOutage } from '../world/catalogue';
import { type ExpectedRun } from '../world/expected-run';
import { rightAnswer } from '../world/history-book';
import { type World } from '../world/world';

/** Whether a run is one that is sent for its news alone. */
export const isForNews = ({ outage, request }: ExpectedRun): boolean =>
  outage !== undefined && request.trigger.type === 'schedule';

/** A watch is heard of where it has decided so, and says what the hour was (invariant I19). */
export function checkNewsShown({ ledger, news }: World, run: ExpectedRun, { change }: ReadReport): void {
  const { outage, runId, windowEndMs } = run;
  if (!outage || !isForNews(run)) return;
  if (!news.isNews(runId)) return ledger.violate('sent-for-nothing', `${runId} is shown, and has no news`);
  const expected = isInOutage(outage, windowEndMs) ? 'unusual' : 'usual again';
  if (change !== expected) ledger.violate('wrong-news', `${runId} calls its hour ${change}, and not ${expected}`);
}

/** At the end: each hour whose answer is known was decided, unless faults let a later one be before. */
export function checkNewsDecided({ ledger, news, faults }: World, run: ExpectedRun, { successes }: StoredRun): void {
  if (!isForNews(run) || !successes.has('Q1')) return;
  const decided = news.wasDecided(run.windowEndMs);
  if (decided === true || (decided === 'late' && faults.length > 0)) return;
  ledger.violate('news-lost', `${run.runId} has its answer, and nothing was decided of its hour`);
}

/** Whether the number on which a run's report depends says that there is nothing to say. */
export const hasNothingToSay = (run: ExpectedRun): boolean =>
  run.onlyIfAbove !== undefined && rightAnswer(run, 'q1') <= run.onlyIfAbove;

/** Whether a run was rightly not shown anywhere: its number is known, and nothing was ever handed over; or it has no news. */
export const isWithheld = ({ news }: World, run: ExpectedRun, { successes, isPublished }: StoredRun): boolean =>
  (isForNews(run) ? !news.isOwed(run.runId) : hasNothingToSay(run) && successes.has('Q1')) &&
  !isPublished &&
  run.destinations.every(({ firstClosedAtMs }) => firstClosedAtMs === undefined);
