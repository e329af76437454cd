import { AwsError, type ServiceCall } from './service';

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

/**
 * @param operations - What carries out the operations of a service, by their names.
 * @returns What carries out a call.
 * @throws {AwsError} UnknownOperationException: it is none of them. Not retryable.
 */
export function operationFor<Perform>(
  operations: Readonly<Record<string, Perform>>,
  { service, operation }: Pick<ServiceCall, 'operation' | 'service'>,
): Perform {
  const perform = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (perform === undefined) throw unknownOperation(service, operation);
  return perform;
}
