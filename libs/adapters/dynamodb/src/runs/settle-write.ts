import { RunStoreConflictError } from '@pulso/domain/fan-in';

import { isConditionFailure, isConflict } from '../items/write-failures';

/**
 * Runs a conditional write and tells its outcomes apart.
 *
 * @param operation - For the error's text.
 * @returns Whether the write was applied; false: its condition was not met.
 * @throws {RunStoreConflictError} A concurrent write or throttling. Retryable at once.
 * @throws What else the client throws.
 */
export async function settleWrite(operation: string, write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw isConflict(error) ? new RunStoreConflictError(operation, { cause: error }) : error;
  }
}
