import { rightAnswer } from '../world/history-book';
import { type ExpectedRun } from '../world/expected-run';
import { type World } from '../world/world';
import { isForNews } from './check-news';
import { type StoredRun } from './stored-run';

/** Whether the number on which a run's report depends says that there is nothing to say. */
export const hasNothingToSay = (run: ExpectedRun): boolean =>
  run.onlyIfAbove !== undefined && rightAnswer(run, 'q1') <= run.onlyIfAbove;

/** Whether a run was rightly not shown anywhere: its number is known, and nothing was ever handed over; or it has no news. */
export const isWithheld = ({ news }: World, run: ExpectedRun, { successes, isPublished }: StoredRun): boolean =>
  (isForNews(run) ? !news.isOwed(run.runId) : hasNothingToSay(run) && successes.has('Q1')) &&
  !isPublished &&
  run.destinations.every(({ firstClosedAtMs }) => firstClosedAtMs === undefined);
