import { type NumberTraits, type PlannedNumber, type ReportPlan, traitsOf } from '@pulso/contracts/report-plan';
import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';
import { type RunEvent } from '@pulso/contracts/run-events';
import { historyRunIdOf } from '@pulso/contracts/run-requests';
import { defined } from '@pulso/kit/telegram';

import { alignWindows, quarterOf } from '../history/align-windows';
import { createReadNumber } from '../history/number-in-history';
import { lengthOf } from '../history/past';
import { entriesOf } from '../history/read-entries';
import { sumUp } from '../history/sum-up';
import { type HistoryEntry, type HistoryNumber, type PublishReportUpdate, type RunStore } from '../ports';
import { expectedQueries } from '../run';
import { type FileContentDeps, fileContentOf } from './file-content';
import { boundContent } from './report-content-bounds';

export type HistoryRequested = Extract<RunEvent, { type: 'history-requested' }>;

export interface AnswerHistoryDeps extends FileContentDeps {
  readonly store: FileContentDeps['store'] & Pick<RunStore, 'readNewestHistory' | 'readPlan'>;
  readonly publishReportUpdate: PublishReportUpdate;
}

/** A number as the newest report of its kind shows it. */
type ShownNumber = Omit<HistoryNumber, 'value'> & Pick<PlannedNumber, 'title'> & NumberTraits;

/**
 * Answers a button from what earlier reports have left: what their numbers are together, and in each window; or what one
 * of them says, for a file. It takes a few reads, no query and no run.
 *
 * A repetition says the same under the same run id and revision, which the notifier delivers once.
 */
export async function answerHistory(event: HistoryRequested, deps: AnswerHistoryDeps): Promise<void> {
  const { reportId, requestId, windowCount, fileOfRunId, destination } = event;
  const { publishReportUpdate, log } = deps;
  const file = fileOfRunId === undefined ? undefined : await fileContentOf(fileOfRunId, deps);
  const isForgotten = fileOfRunId !== undefined && !file;
  const update: ReportUpdate = {
    schemaVersion: 1,
    type: 'report-update',
    runId: historyRunIdOf(reportId, requestId),
    revision: 1,
    content: file ?? (isForgotten ? { ...emptyContent(event), isForgotten } : await earlierContent(event, deps)),
    destinations: [destination],
  };
  await publishReportUpdate(update);
  log.info('history-answered', { runId: update.runId, windowCount, valueCount: update.content.values.length });
}

async function earlierContent(event: HistoryRequested, deps: AnswerHistoryDeps): Promise<ReportContent> {
  const { store, log } = deps;
  const { reportId, windowCount } = event;
  // As many windows again to compare these with.
  const newest = { reportId, endedByMs: endOf(event), limit: 2 * windowCount };
  const entries = entriesOf(await store.readNewestHistory(newest), reportId, log);
  const [last] = entries.toSorted((a, b) => b.windowEndMs - a.windowEndMs);
  const own = last && (await store.readPlan(last.runId));
  const named = own ?? (await newestPlan(event, deps));
  if (!last) return boundContent(emptyContent(event, named));
  const shown = own ? plannedNumbers(own) : numbersOf(last, named);
  return boundContent(contentOf(event, last, entries, { shown, title: titleIn(named, event) }));
}

/**
 * The plan of the newest report, for titles: a run is forgotten after 40 days, and what it left to the history only later.
 *
 * @returns undefined where that is forgotten, too.
 */
async function newestPlan(
  { reportId, requestedAtMs }: HistoryRequested,
  { store, log }: AnswerHistoryDeps,
): Promise<ReportPlan | undefined> {
  const newest = { reportId, endedByMs: requestedAtMs, limit: 1 };
  const [entry] = entriesOf(await store.readNewestHistory(newest), reportId, log);
  return entry && (await store.readPlan(entry.runId));
}

const titleIn = (plan: ReportPlan | undefined, { reportId }: HistoryRequested): ReportContent['title'] =>
  plan?.title ?? { en: reportId };

function contentOf(
  event: HistoryRequested,
  last: HistoryEntry,
  entries: readonly HistoryEntry[],
  { shown: numbers, title }: { readonly shown: readonly ShownNumber[]; readonly title: ReportContent['title'] },
): ReportContent {
  const { windowCount } = event;
  const lengthMs = lengthOf(last);
  const windows = alignWindows(entries, {
    endMs: last.windowEndMs,
    lengthMs,
    stepMs: lengthMs,
    count: 2 * windowCount,
    toleranceMs: quarterOf(lengthMs),
  });
  // What was before the first report is no gap.
  const firstKnown = windows.findIndex((entry) => entry !== undefined);
  const span = windows.slice(Math.max(windowCount, firstKnown));
  const before = windows.slice(0, windowCount);
  const readNumber = createReadNumber();
  const values = numbers.flatMap(({ ofReportId, definition, ...shown }) => {
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
    title,
    windowStartMs: span[0]?.windowStartMs ?? last.windowEndMs - span.length * lengthMs,
    windowEndMs: last.windowEndMs,
    values,
    ...(values.length === 0 ? { noRecords: true } : {}),
  };
}

/** All numbers of a report whose own plan is forgotten, by the titles of a newer one. */
function numbersOf(last: HistoryEntry, newer: ReportPlan | undefined): ShownNumber[] {
  const planned = newer ? plannedNumbers(newer) : [];
  return last.values.map(({ value: _value, ...number }) => {
    const same = planned.find(
      ({ queryId, numberId, ofReportId }) =>
        queryId === number.queryId && numberId === number.numberId && ofReportId === number.ofReportId,
    );
    return { title: { en: titleOf(number) }, ...same, ...number };
  });
}

/** Numbers that the report had and does not ask for any more are not shown. */
function plannedNumbers(plan: ReportPlan): ShownNumber[] {
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
const emptyContent = (event: HistoryRequested, plan?: ReportPlan): ReportContent => ({
  ...frameOf(event),
  title: titleIn(plan, event),
  windowStartMs: endOf(event) - event.windowCount * dayMs,
  windowEndMs: endOf(event),
  values: [],
  noRecords: true,
});

const endOf = ({ endedByMs, requestedAtMs }: HistoryRequested): number => endedByMs ?? requestedAtMs;

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
