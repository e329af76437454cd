import { type ReportContent } from '@pulso/contracts/report-updates';
import { runIdOf } from '@pulso/contracts/run-requests';
import { renderCsv } from '@pulso/domain/report-rendering';
import { UsageError } from '@pulso/adapters/node-runtime';

import { type ReportOptions } from './report-options';

/** What is read of a stage's table of runs. */
export interface StoredReports {
  readonly readNewestHistory: (newest: {
    readonly reportId: string;
    readonly endedByMs: number;
    readonly limit: number;
  }) => Promise<{ readonly entries: readonly { readonly windowEndMs: number; readonly runId: string }[] }>;
  readonly readReport: (
    runId: string,
  ) => Promise<{ readonly state: 'running' | 'closed'; readonly content: ReportContent } | undefined>;
}

/**
 * Reads a report that a stage has stored, as CSV: the scheduled one of the window, or else the one that was asked for by
 * this command. It asks no question and sends nothing.
 *
 * @throws {UsageError} Neither is stored, or is over.
 * @throws What the table throws: no credentials, a missing grant. Not retryable.
 */
export async function readReportCsv(
  { reportId, windowEndMs }: Pick<ReportOptions, 'reportId' | 'windowEndMs'>,
  { readNewestHistory, readReport }: StoredReports,
): Promise<string> {
  const { entries } = await readNewestHistory({ reportId, endedByMs: windowEndMs, limit: 1 });
  const scheduled = entries.filter((entry) => entry.windowEndMs === windowEndMs).map(({ runId }) => runId);
  const windowEnd = new Date(windowEndMs).toISOString();
  const asked = runIdOf({
    schemaVersion: 1,
    reportId,
    trigger: { type: 'manual', requestId: windowEnd, requestedAtMs: windowEndMs, windowEnd },
  });
  for (const runId of [...scheduled, asked]) {
    const stored = await readReport(runId);
    if (stored?.state === 'closed') return renderCsv(stored.content).text;
  }
  throw new UsageError(
    `No report ${reportId} up to ${windowEnd} is stored: runs are kept for 40 days. Ask for it without --csv, and ` +
      'again with it a few minutes later.',
  );
}
