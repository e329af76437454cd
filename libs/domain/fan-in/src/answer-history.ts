import { type ReportContent } from '@pulso/contracts/report-updates';
import { type RunEvent } from '@pulso/contracts/run-events';
import { historyRunIdOf } from '@pulso/contracts/run-requests';
import { earlierContentOf, emptyContentOf, endOfRequest, newestOf } from '@pulso/domain/report-content';

import { type FanInDeps, isOpened } from './ports';
import { entriesOf, readReport } from './settle-run';

export type HistoryRequested = Extract<RunEvent, { type: 'history-requested' }>;

/**
 * Answers a button from the history: with the numbers of earlier reports, together and for each window, or with one report
 * as a file. It takes a few reads, no query and no run.
 *
 * A repetition has the same content, run id and revision. The notifier delivers it once.
 */
export async function answerHistory(event: HistoryRequested, deps: FanInDeps): Promise<void> {
  const { reportId, requestId, windowCount, fileOfRunId, destination } = event;
  const runId = historyRunIdOf(reportId, requestId);
  const content =
    fileOfRunId === undefined ? await earlierContent(event, deps) : await fileContent(event, fileOfRunId, deps);
  await deps.publishReportUpdate({
    ...{ schemaVersion: 1, type: 'report-update', runId, revision: 1, content },
    destinations: [destination],
  });
  deps.log.info('history-answered', { runId, windowCount, valueCount: content.values.length });
}

/** The report of a closed run, as a file. */
async function fileContent(event: HistoryRequested, runId: string, deps: FanInDeps): Promise<ReportContent> {
  const run = await deps.store.readRun(runId);
  if (!isOpened(run) || run.state !== 'closed') return { ...emptyContentOf(event), isForgotten: true };
  const { chart: _, ...content } = (await readReport(run, deps)).content;
  return { ...content, trigger: 'history', file: 'csv' };
}

async function earlierContent(event: HistoryRequested, { store, log }: FanInDeps): Promise<ReportContent> {
  const { reportId, windowCount, requestedAtMs } = event;
  const read = async (endedByMs: number, limit: number) =>
    entriesOf(await store.readNewestHistory({ reportId, endedByMs, limit }), reportId, log);
  const planOf = async (runId: string | undefined) =>
    runId === undefined ? undefined : (await store.readRun(runId))?.plan;
  // As many windows again, to compare with.
  const entries = await read(endOfRequest(event), 2 * windowCount);
  const plan = await planOf(newestOf(entries)?.runId);
  // A run expires after 40 days, its entry in the history later.
  const newer = plan ? undefined : await planOf(newestOf(await read(requestedAtMs, 1))?.runId);
  return earlierContentOf(event, entries, plan, newer);
}
