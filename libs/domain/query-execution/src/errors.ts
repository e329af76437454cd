import { type QueryJob } from '@pulso/contracts/query-jobs';
import { errorFields } from '@pulso/kit/runtime';

/** Work on a job broke off for a reason that may pass. Retryable: its message comes back. */
export class QueryJobFailedError extends Error {
  override readonly name = 'QueryJobFailedError';

  constructor({ runId, queryId }: Pick<QueryJob, 'runId' | 'queryId'>, receiveCount: number, cause: unknown) {
    const { errorName, errorMessage } = errorFields(cause);
    super(`Query ${queryId} of ${runId} failed at receive ${receiveCount}: ${errorName}: ${errorMessage}`, { cause });
  }
}
