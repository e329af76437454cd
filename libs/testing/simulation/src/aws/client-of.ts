import { throttlingError } from '@pulso/world/faults';
import { accessDenied } from '@pulso/world/permissions';
import { type SeededRandom } from '@pulso/world/time';

import { type Environment, type Operation, type OperationErrors } from '../lambda/environment';

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
 * @param draw - Picks among the service's errors for too many calls.
 */
export const clientOf = <Client>(
  environment: Environment,
  operations: Readonly<Record<string, Operation>>,
  execute: Execute,
  draw: SeededRandom,
): Client =>
  ({
    send: (command: Command): Promise<unknown> => {
      const name = String(command.schema[2]);
      const operation = operations[name];
      if (!operation) throw new Error(`The simulation does not model ${name}.`);
      return environment.call(operation, {
        apply: () => execute(name, command.input),
        throttle: () => {
          throw throttlingError(operation.target, draw.next());
        },
      });
    },
  }) as Client;

/** An error as a client throws it: callers look at its name. */
export const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** The permission that a call lacks, where it has another name than the call. */
const actions: Readonly<Record<string, string>> = {
  'dynamodb.TransactWriteItems': 'dynamodb:UpdateItem',
  'lambda.Invoke': 'lambda:InvokeFunction',
  'sqs.ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'sqs.SendMessageBatch': 'sqs:SendMessage',
};

/** What a client throws when the connection was refused, when no answer came in time, and when a permission is missing. */
export const awsErrors: OperationErrors = {
  refused: () => Object.assign(named('Error', 'connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  unanswered: () => named('TimeoutError', 'The call got no answer in time.'),
  denied: (target, functionName) =>
    accessDenied(
      `arn:aws:sts::000000000000:assumed-role/${functionName}/${functionName}`,
      { action: actions[target] ?? target.replace('.', ':'), resource: '*' },
      { allowed: false, reason: 'implicit' },
    ),
};
