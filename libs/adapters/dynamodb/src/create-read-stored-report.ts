import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Run } from '@pulso/domain/fan-in';
import { historyNeeded, reportOf } from '@pulso/domain/report-content';
import { type Clock } from '@pulso/kit/time';

import { createReadHistory } from './create-run-store';
import { valuesOf } from './items';
import { decodeStoredRun } from './run-items';
import { createRunsAccess, runPartitionKey } from './runs-table';

/** A run as the table has it, with its report. Times in epoch ms. */
export interface StoredReport extends Omit<Run, 'plan'> {
  readonly content: ReportContent;
}

/**
 * Creates a reader of stored runs for tools that change nothing.
 *
 * It reads run, plan and results in one query, whose items may be from different moments. That is good for a run that
 * has ended, but no decision may depend on it.
 *
 * @returns A function that gives undefined if the run does not exist or has no plan yet.
 */
export function createReadStoredReport(client: DynamoDBClient, tableName: string, clock: Pick<Clock, 'nowMs'>) {
  const access = createRunsAccess(client, tableName, clock);
  const { readHistory } = createReadHistory(access);
  return async (runId: string): Promise<StoredReport | undefined> => {
    const partition = { KeyConditionExpression: '#pk = :pk', ...valuesOf({ pk: runPartitionKey(runId) }) };
    const stored = decodeStoredRun(await access.query(partition));
    if (!stored) return undefined;
    const { run, results } = stored;
    const { plan: _plan, ...rest } = run;
    const read = historyNeeded(run).map(async ({ reportId, endsFromMs }) => {
      const { entries } = await readHistory(reportId, endsFromMs);
      return [reportId, entries] as const;
    });
    return { ...rest, content: reportOf(run, results, new Map(await Promise.all(read))).content };
  };
}
