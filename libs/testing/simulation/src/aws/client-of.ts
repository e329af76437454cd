import { type Environment } from '../lambda/environment';
import { type Operation } from '../lambda/operation';

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
