import { DeployError } from './deploy-error.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The person has asked to stop: what had begun has come to its end, and nothing after it begins. */
export class InterruptedError extends DeployError {
  override name = 'InterruptedError';
}

/** What signals have asked for. */
export interface Interruption {
  /** The first signal that came. */
  readonly signal: NodeJS.Signals | undefined;
  /** @throws {InterruptedError} The person has asked to stop. */
  check(): void;
  /**
   * Runs a step that can be asked to stop.
   *
   * @throws {InterruptedError} The person had asked to stop before.
   */
  during<T>(stop: () => void, step: () => Promise<T>): Promise<T>;
  /** Listens no more. */
  end(): void;
}

/**
 * Turns signals into a stop between two steps.
 *
 * Ctrl-C reaches this process several times, from the terminal and from the processes that have started it, and a second SIGINT makes
 * Terraform drop everything at once, state and lock included. So Terraform runs where the terminal's signals don't reach
 * it, and gets one SIGINT from here, after which it finishes the resources that it has begun.
 *
 * @see https://developer.hashicorp.com/terraform/cli/commands/apply
 */
export function createInterruption({ say }: { readonly say: (line: string) => void }): Interruption {
  let signal: NodeJS.Signals | undefined;
  let stopCurrent: (() => void) | undefined;
  const onSignal = (name: NodeJS.Signals): void => {
    if (signal !== undefined) return;
    signal = name;
    say('\nStopping: what has begun is brought to its end, nothing else is started. Please wait.');
    stopCurrent?.();
  };
  for (const name of signals) process.on(name, onSignal);
  return {
    get signal() {
      return signal;
    },
    check() {
      if (signal !== undefined) throw new InterruptedError(`stopped by ${signal}`);
    },
    async during(stop, step) {
      this.check();
      stopCurrent = stop;
      try {
        return await step();
      } finally {
        stopCurrent = undefined;
      }
    },
    end() {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
