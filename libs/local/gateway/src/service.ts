import { AwsError } from '@pulso/world/aws';

/** The account of everything in the local cloud. */
export const localAccountId = '000000000000';

/** One call as the gateway hands it to a service, authenticated and with its operation named. */
export interface ServiceCall {
  /** `administrator`, or the name of the function whose keys signed the call. */
  readonly principal: string;
  /** The SigV4 service name, for example `sqs`. */
  readonly service: string;
  /** For example `SendMessageBatch`. For a service that speaks JSON it may be any name. */
  readonly operation: string;
  /** From the scope of the caller's credentials, unchecked. */
  readonly region: string;
  readonly method: string;
  /** As sent, percent-encoded, without the query string. */
  readonly path: string;
  /** The query string behind the question mark; absent when there was none. */
  readonly query?: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Whether the caller has gone and will not read the answer. Absent: it waits. */
  readonly isAbandoned?: () => boolean;
}

export interface ServiceAnswer {
  readonly status: number;
  /** Lower-case names. A `content-type` here wins over the one that the gateway sets for the service's protocol. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

/** One emulated AWS service behind the gateway. Throws {@link AwsError} for every refusal that AWS would give. */
export interface LocalService {
  readonly name: string;
  handle(call: ServiceCall): Promise<ServiceAnswer>;
  /**
   * Whether this call only waits for something to appear, as a long poll does. The gateway lets the clock jump while
   * such a call is open; every other call holds it. Absent: no call waits.
   */
  waits?(call: ServiceCall): boolean;
}

/**
 * @param operation - The operation, or a stand-in if it is unknown.
 * @returns The answer to a call that nothing here emulates. Not retryable.
 */
export const unknownOperation = (service: string, operation: string): AwsError =>
  new AwsError(
    'UnknownOperationException',
    `The local cloud does not emulate the operation "${operation}" of the service "${service}".`,
  );

/**
 * @param operations - The operations of a service, by name.
 * @returns A function that carries out a call.
 * @throws {AwsError} UnknownOperationException: the service has no such operation. Not retryable.
 */
export function operationFor<Perform>(
  operations: Readonly<Record<string, Perform>>,
  { service, operation }: Pick<ServiceCall, 'operation' | 'service'>,
): Perform {
  const perform = Object.hasOwn(operations, operation) ? operations[operation] : undefined;
  if (perform === undefined) throw unknownOperation(service, operation);
  return perform;
}
