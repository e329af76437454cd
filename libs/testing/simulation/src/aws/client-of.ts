import { LambdaServiceException } from '@aws-sdk/client-lambda';
import { type AwsError } from '@pulso/world/aws';
import { throttlingError } from '@pulso/world/faults';
import { accessDenied } from '@pulso/world/permissions';
import { type SeededRandom } from '@pulso/world/time';

import { type Environment, type Operation, type OperationErrors } from '../lambda/environment';

interface Command {
  readonly input: unknown;
  /** Its third element is the operation's name, even in a bundle, which may rename classes. */
  readonly schema: readonly unknown[];
}

/** Carries out one action of an API at once. Answers and throws what the SDK would give its caller. */
export type Execute = (operation: string, input: unknown) => unknown;

/**
 * Creates an AWS client for one process: `send` is the only member that adapters use.
 *
 * The cast is the only unproven claim of the simulation; a command that is not modelled throws.
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
          throw thrownBy(operation.target, throttlingError(operation.target, draw.next()));
        },
      });
    },
  }) as Client;

/** An error as a client throws it. Callers check its name. */
export const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });

/** A refusal as the target's client throws it: the bot recognizes Lambda's by their class. */
function thrownBy(target: string, error: AwsError): Error {
  if (target !== 'lambda.Invoke') return error;
  const { name, message, $metadata } = error;
  return new LambdaServiceException({ name, message, $fault: 'client', $metadata: { ...$metadata, attempts: 1 } });
}

/** The permissions whose name differs from the call's. */
const actions: Readonly<Record<string, string>> = {
  'dynamodb.TransactWriteItems': 'dynamodb:UpdateItem',
  'lambda.Invoke': 'lambda:InvokeFunction',
  'sqs.ChangeMessageVisibilityBatch': 'sqs:ChangeMessageVisibility',
  'sqs.SendMessageBatch': 'sqs:SendMessage',
};

/** A client's errors for a refused connection, a missing answer and a missing permission. */
export const awsErrors: OperationErrors = {
  refused: () => Object.assign(named('Error', 'connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
  unanswered: () => named('TimeoutError', 'The call got no answer in time.'),
  denied: (target, functionName) =>
    thrownBy(
      target,
      accessDenied(
        `arn:aws:sts::000000000000:assumed-role/${functionName}/${functionName}`,
        { action: actions[target] ?? target.replace('.', ':'), resource: '*' },
        { allowed: false, reason: 'implicit' },
      ),
    ),
};
