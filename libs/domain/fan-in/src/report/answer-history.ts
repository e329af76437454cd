import { type NumberTraits, type PlannedNumber, type ReportPlan, traitsOf } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';
import { type RunEvent } from '@pulso/contracts/run-events';
import { historyRunIdOf } from '@pulso/contracts/run-requests';
import { type Log } from '@pulso/kit/logging';
import { defined } from '@pulso/kit/text-limits';

import { alignWindows, quarterOf } from '../history/align-windows';
import { createReadNumber } from '../history/number-in-history';
import { lengthOf } from '../history/past';
import { entriesOf } from '../history/read-entries';
import { sumUp } from '../history/sum-up';
import { type HistoryEntry, type HistoryNumber, type PublishReportUpdate, type RunStore } from '../ports';
import { expectedQueries } from '../run';
import { boundContent } from './report-content-bounds';

export type HistoryRequested = Extract<RunEvent, { type: 'history-requested' }>;

export interface AnswerHistoryDeps {
  readonly store: Pick<RunStore, 'readNewestHistory' | 'readPlan'>;
  readonly publishReportUpdate: PublishReportUpdate;
  readonly log: Log;
}

/** A number as the newest report of its kind shows it. */
type ShownNumber = Omit<HistoryNumber, 'value'> & Pick<PlannedNumber, 'title'> & NumberTraits;

/**
 * Answers a button from what earlier reports have left: what their numbers are together, and in each window. It takes two
 * reads, no query and no run.
 *
 * A repetition says the same under the same run id and revision, which the notifier delivers once.
 */
export async function answerHistory(event: HistoryRequested, deps: AnswerHistoryDeps): Promise<void> {
  const { reportId, requestId, windowCount, requestedAtMs, destination } = event;
  const { store, publishReportUpdate, log } = deps;
  // As many windows again to compare these with.
  const newest = { reportId, endedByMs: requestedAtMs, limit: 2 * windowCount };
  const entries = entriesOf(await store.readNewestHistory(newest), reportId, log);
  const [last] = entries.toSorted((a, b) => b.windowEndMs - a.windowEndMs);
  const plan = last && (await store.readPlan(last.runId));
  const update: ReportUpdate = {
    schemaVersion: 1,
    type: 'report-update',
    runId: historyRunIdOf(reportId, requestId),
    revision: 1,
    content: boundContent(last ? contentOf(event, last, entries, plan) : emptyContent(event)),
    destinations: [destination],
  };
  await publishReportUpdate(update);
  log.info('history-answered', { runId: update.runId, windowCount, valueCount: update.content.values.length });
}

function contentOf(
  event: HistoryRequested,
  last: HistoryEntry,
  entries: readonly HistoryEntry[],
  plan: ReportPlan | undefined,
): ReportContent {
  const { windowCount } = event;
  const lengthMs = lengthOf(last);
  const windows = alignWindows(entries, {
    endMs: last.windowEndMs,
    lengthMs,
    count: 2 * windowCount,
    toleranceMs: quarterOf(lengthMs),
  });
  // What was before the first report is no gap.
  const firstKnown = windows.findIndex((entry) => entry !== undefined);
  const span = windows.slice(Math.max(windowCount, firstKnown));
  const before = windows.slice(0, windowCount);
  const readNumber = createReadNumber();
  const values = shownNumbers(last, plan).flatMap(({ ofReportId, definition, ...shown }) => {
    const wanted = { ...shown, ofReportId, definition };
    const total = sumUp(
      span.map((entry) => readNumber(entry, wanted)),
      before.map((entry) => readNumber(entry, wanted)),
      shown,
    );
    return total ? [{ ...shown, ...total }] : [];
  });
  return {
    ...frameOf(event),
    title: plan?.title ?? { en: event.reportId },
    windowStartMs: span[0]?.windowStartMs ?? last.windowEndMs - span.length * lengthMs,
    windowEndMs: last.windowEndMs,
    values,
    ...(values.length === 0 ? { noRecords: true } : {}),
  };
}

/** Numbers that the report had and does not ask for any more are not shown. */
function shownNumbers(last: HistoryEntry, plan: ReportPlan | undefined): ShownNumber[] {
  // A run is forgotten after 40 days; only a report that comes less often has no newer one.
  if (!plan) return last.values.map(({ value: _value, ...number }) => ({ ...number, title: { en: titleOf(number) } }));
  const sums = (plan.historySums ?? []).map((sum) => ({
    ...numberIdOf(sum),
    ofReportId: sum.reportId,
    definition: sum.definition,
    title: sum.title,
    ...traitsOf(sum),
  }));
  const numbers = expectedQueries(plan).flatMap((query) =>
    (query.numbers ?? [query]).map((number) => ({
      ...numberIdOf({ ...number, queryId: query.queryId }),
      definition: number.definition ?? query.definition,
      title: number.title,
      ...traitsOf(number),
    })),
  );
  return [...sums, ...numbers];
}

const titleOf = ({ queryId, numberId }: Omit<HistoryNumber, 'value'>): string => numberId ?? queryId;

const numberIdOf = ({ queryId, numberId }: { readonly queryId: string; readonly numberId?: string | undefined }) => ({
  queryId,
  ...defined({ numberId }),
});

const dayMs = 86_400_000;

/** Nothing tells how long the windows of a report are that has none; most are a day. */
const emptyContent = (event: HistoryRequested): ReportContent => ({
  ...frameOf(event),
  title: { en: event.reportId },
  windowStartMs: event.requestedAtMs - event.windowCount * dayMs,
  windowEndMs: event.requestedAtMs,
  values: [],
  noRecords: true,
});

const frameOf = ({
  reportId,
  chart,
}: HistoryRequested): Pick<ReportContent, 'reportId' | 'state' | 'missing' | 'chart' | 'trigger'> => ({
  reportId,
  state: 'complete',
  missing: [],
  chart,
  trigger: 'history',
});
