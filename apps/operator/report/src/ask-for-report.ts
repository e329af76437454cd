import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { resourceName } from '@pulso/contracts/envelope';
import { type RunRequest, dispatcherFunctionName, runIdOf } from '@pulso/contracts/run-requests';
import { NotDeployedError } from '@pulso/operator/deployed-stage';

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
  try {
    await lambda.send(
      new InvokeCommand({ FunctionName: functionName, InvocationType: 'Event', Payload: JSON.stringify(request) }),
    );
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
    throw new NotDeployedError(`There is no function ${functionName}`, 'Deploy the dispatcher');
  }
  return runIdOf(request);
}
