import { AwsError } from './service';

/**
 * @param service - SigV4 service name.
 * @param operation - The operation, or what stands for it where it can't be told.
 * @returns The answer to a call that nothing here emulates. Not retryable.
 */
export function unknownOperation(service: string, operation: string): AwsError {
  return new AwsError(
    'UnknownOperationException',
    `The local cloud does not emulate the operation "${operation}" of the service "${service}".`,
  );
}
