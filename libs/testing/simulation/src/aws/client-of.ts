import { TooManyRequestsException } from '@aws-sdk/client-lambda';
import { AwsError } from '@pulso/world/aws';
import { type SeededRandom } from '@pulso/world/time';

import { type Environment, type Operation } from '../lambda/environment';

interface Command {
  readonly input: unknown;
  /** Its third element is the operation's name, also in a bundle, which may give classes other names. */
  readonly schema: readonly unknown[];
}

/** Carries out one action of an API at once. Answers and throws what the SDK would give its caller. */
export type Execute = (operation: string, input: unknown) => unknown;

/**
 * Creates an AWS client for one process: `send` is the only member that adapters use.
 *
 * The cast is the one place where the simulation says more than it can prove; a command that is not modelled throws.
 *
 * @param throttle - The service's error for too many calls.
 */
export const clientOf = <Client>(
  environment: Environment,
  operations: Readonly<Record<string, Operation>>,
  execute: Execute,
  throttle: (operation: string) => Error,
): Client =>
  ({
    send: (command: Command): Promise<unknown> => {
      const name = String(command.schema[2]);
      const operation = operations[name];
      if (!operation) throw new Error(`The simulation does not model ${name}.`);
      return environment.call(operation, {
        apply: () => execute(name, command.input),
        throttle: () => {
          throw throttle(name);
        },
      });
    },
  }) as Client;

/** An error as a client throws it: callers look at its name. */
export const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** What a client throws when the connection was refused, when no answer came in time, and when a permission is missing. */
export const awsErrors = {
  refused: () => Object.assign(named('Error', 'connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  unanswered: () => named('TimeoutError', 'The call got no answer in time.'),
  denied: () =>
    Object.assign(named('AccessDeniedException', 'User is not authorized to perform this action.'), {
      $metadata: { httpStatusCode: 400 },
    }),
};

/** Reasons that cancel a transaction although its conditions hold, in the order of its actions. */
const cancellations: readonly [string, ...string[]] = [
  'TransactionConflict None',
  'None TransactionConflict',
  'TransactionConflict TransactionConflict',
  'None ThrottlingError',
  'ThrottlingError None',
  'None ProvisionedThroughputExceeded',
  'ProvisionedThroughputExceeded TransactionConflict',
];

const isWrite = (operation: string): boolean => operation === 'PutItem' || operation === 'UpdateItem';

/**
 * The error with which a service refuses a call for its rate, or because another write is in the way.
 *
 * @param operation - Name of the API action.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html
 */
export function throttlingError(operation: string, draw: SeededRandom): Error {
  if (operation === 'TransactWriteItems') {
    if (draw.chance(0.1)) return named('TransactionInProgressException', 'The transaction is already in progress.');
    const reasons = draw.pick(cancellations).split(' ');
    return new AwsError('TransactionCanceledException', 'Transaction cancelled', {
      members: { CancellationReasons: reasons.map((Code) => ({ Code })) },
    });
  }
  if (isWrite(operation) && draw.chance(0.5)) return named('TransactionConflictException', 'Transaction is ongoing.');
  if (operation === 'StartQuery' && draw.chance(0.3)) {
    return named('LimitExceededException', 'Account maximum query concurrency limit of [100] reached.');
  }
  if (isWrite(operation) || operation === 'GetItem' || operation === 'Query') {
    return named('ProvisionedThroughputExceededException', 'The level of configured throughput was exceeded.');
  }
  // Its status is what tells the bot that nothing was started.
  if (operation === 'Invoke') {
    return new TooManyRequestsException({ message: 'Rate Exceeded.', $metadata: { httpStatusCode: 429, attempts: 1 } });
  }
  return named('ThrottlingException', 'Rate exceeded');
}
