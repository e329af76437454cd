import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Log } from '@pulso/kit/runtime';

import { readPast } from '../history/past';
import { readEntries } from '../history/read-entries';
import { type RunStore } from '../ports';
import { isOpened } from '../run';
import { reportContentOf } from './report-content';

export interface FileContentDeps {
  readonly store: Pick<RunStore, 'readRun' | 'readResults' | 'readHistory'>;
  readonly log: Log;
}

/**
 * Says what a run that is over says, for a person who wants it as a file.
 *
 * @returns undefined where the run is not stored any more, or is not over.
 */
export async function fileContentOf(runId: string, deps: FileContentDeps): Promise<ReportContent | undefined> {
  const run = await deps.store.readRun(runId);
  if (!isOpened(run) || run.state !== 'closed') return undefined;
  const results = await deps.store.readResults(runId);
  const past = await readPast(run.plan, readEntries(deps));
  const { chart: _, ...content } = reportContentOf(run, results, past);
  return { ...content, trigger: 'history', file: 'csv' };
}
