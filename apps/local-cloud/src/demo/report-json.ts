import { type StoredReport } from '@pulso/adapters/dynamodb-runs';

/** The numbers of a report, for programs. Times are ISO in UTC; the window's end does not belong to it. */
export interface ReportJson {
  readonly runId: string;
  readonly reportId: string;
  readonly status: 'complete' | 'partial';
  readonly windowStart: string;
  readonly windowEnd: string;
  readonly values: Readonly<Record<string, number>>;
  readonly missing: readonly { readonly queryId: string; readonly reason: string }[];
}

/**
 * Takes the numbers out of a run's stored record.
 *
 * @param stored - Of a closed run; one that still runs counts as partial.
 */
export function reportJsonOf({ runId, content }: StoredReport): ReportJson {
  return {
    runId,
    reportId: content.reportId,
    status: content.state === 'complete' ? 'complete' : 'partial',
    windowStart: new Date(content.windowStartMs).toISOString(),
    windowEnd: new Date(content.windowEndMs).toISOString(),
    values: Object.fromEntries(content.values.map(({ queryId, value }) => [queryId, value])),
    missing: content.missing.map(({ queryId, reason }) => ({ queryId, reason: reason.message })),
  };
}
