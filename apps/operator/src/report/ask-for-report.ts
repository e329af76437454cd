import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { resourceName } from '@pulso/contracts/envelope';
import { type RunRequest, dispatcherFunctionName, runIdOf } from '@pulso/contracts/run-requests';
import { orNotDeployed } from '../aws';

import { type ReportOptions } from './report-options';

/**
 * Asks the dispatcher of a stage for the report of one window.
 *
 * The request is named by its report and its window: repeated, it is the same run, and nothing is sent twice. `isAgain`
 * makes it a run of its own.
 *
 * @param nowMs - Epoch ms.
 * @returns The id of the run.
 * @throws {NotDeployedError} The dispatcher is not deployed.
 * @throws What the client throws: no credentials, no region, a missing grant. Not retryable.
 */
export async function askForReport(
  { reportId, windowEndMs, stage, isAgain }: ReportOptions,
  { lambda, nowMs }: { readonly lambda: LambdaClient; readonly nowMs: number },
): Promise<string> {
  const windowEnd = new Date(windowEndMs).toISOString();
  const request: RunRequest = {
    schemaVersion: 1,
    reportId,
    trigger: {
      type: 'manual',
      requestId: isAgain ? `${windowEnd}/again/${new Date(nowMs).toISOString()}` : windowEnd,
      requestedAtMs: nowMs,
      windowEnd,
    },
  };
  const functionName = resourceName(stage, dispatcherFunctionName);
  await orNotDeployed(
    lambda.send(
      new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(request) }),
    ),
    `There is no function ${functionName}`,
    'Deploy the dispatcher',
  );
  return runIdOf(request);
}

/** One window, and how long the stage keeps what it asks. */
export interface AskedWindow {
  /** Epoch ms, excluded. */
  readonly windowEndMs: number;
  readonly windowHours: number;
  readonly retentionDays: number;
}

const hourMs = 3_600_000;

/**
 * Tells whether records of a window are deleted already: its report would count too few, and not say so.
 *
 * @param nowMs - Epoch ms.
 * @returns A sentence without its full stop; undefined when all of the window is kept.
 * @see https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html
 */
export function describeLoss(
  { windowEndMs, windowHours, retentionDays }: AskedWindow,
  nowMs: number,
): string | undefined {
  const keptFromMs = nowMs - retentionDays * 24 * hourMs;
  if (windowEndMs - windowHours * hourMs >= keptFromMs) return undefined;
  const lost = windowEndMs <= keptFromMs ? 'those' : 'some';
  return `logs are kept ${retentionDays} days: ${lost} of this window are gone`;
}
