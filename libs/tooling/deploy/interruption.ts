import { DeployError } from './deploy-error.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One Ctrl-C arrives from the terminal, and again from each process that has started this one. */
const samePressMs = 2_000;

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
   * Runs a step that a signal stops.
   *
   * @throws {InterruptedError} The person had asked to stop before.
   */
  during<T>(stop: () => void, step: () => Promise<T>): Promise<T>;
  /**
   * Runs a step that signals leave alone, and that a second Ctrl-C aborts.
   *
   * @throws {InterruptedError} The person had asked to stop before.
   */
  throughout<T>(abort: () => void, step: () => Promise<T>): Promise<T>;
  /** Listens no more. */
  end(): void;
}

export interface InterruptionOptions {
  readonly say: (line: string) => void;
  /** A SIGINT that comes sooner after the first one is the same Ctrl-C. */
  readonly samePressMs?: number;
}

interface Step {
  readonly stop: () => void;
  /** Whether the first signal lets it go on. */
  readonly goesOn: boolean;
}

/**
 * Turns signals into a stop between two steps.
 *
 * Terraform runs where the terminal's signals don't reach it. It hands a SIGINT on to its providers, and that of AWS
 * cancels its requests: AWS has then made what no state knows, and the next deploy fails with "already exists". So an
 * apply gets none, until the person presses Ctrl-C again. Other signals are no such wish: GitHub sends a job that is
 * cancelled SIGINT, and SIGTERM 7.5 seconds later.
 *
 * @see https://developer.hashicorp.com/terraform/cli/commands/apply
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-cancellation
 */
export function createInterruption({ say, samePressMs: pressMs = samePressMs }: InterruptionOptions): Interruption {
  let first: NodeJS.Signals | undefined;
  let firstPressAtMs: number | undefined;
  let current: Step | undefined;
  let isAborted = false;
  const onFirst = (): void => {
    say(
      current?.goesOn
        ? '\nStopping after this stack: Terraform brings to its end what it has begun. Please wait; a second Ctrl-C aborts it, and AWS may then hold resources that no state knows.'
        : '\nStopping: nothing else is started.',
    );
    if (current?.goesOn === false) current.stop();
  };
  const onPress = (): void => {
    const atMs = performance.now();
    firstPressAtMs ??= atMs;
    // The first press has an age of 0.
    if (atMs - firstPressAtMs < pressMs || isAborted || current?.goesOn !== true) return;
    isAborted = true;
    say('\nAborting.');
    current.stop();
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    if (first === undefined) {
      first = signal;
      onFirst();
    }
    if (signal === 'SIGINT') onPress();
  };
  for (const name of signals) process.on(name, onSignal);
  const check = (): void => {
    if (first !== undefined) throw new InterruptedError(`stopped by ${first}`);
  };
  const run = async <T>(step: Step, work: () => Promise<T>): Promise<T> => {
    check();
    current = step;
    try {
      return await work();
    } finally {
      current = undefined;
    }
  };
  return {
    get signal() {
      return first;
    },
    check,
    during: (stop, step) => run({ stop, goesOn: false }, step),
    throughout: (abort, step) => run({ stop: abort, goesOn: true }, step),
    end() {
      for (const name of signals) process.off(name, onSignal);
    },
  };
}
