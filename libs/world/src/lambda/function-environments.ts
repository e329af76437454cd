/** How an invocation ended. */
export type InvocationEnd =
  | { readonly status: 'success'; readonly value: unknown }
  /** `error`: as the caller gets it. */
  | { readonly status: 'error'; readonly error: unknown }
  /** The process died or ran into its timeout. */
  | { readonly status: 'killed' }
  /** Lambda has refused to run the function: its concurrency is used up. */
  | { readonly status: 'throttled' };

/**
 * The execution environments of one function. Each handles one event at a time; an event without a waiting environment
 * needs a new one.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html
 */
export class FunctionEnvironments<E> {
  readonly #idle: E[] = [];
  readonly #reservedConcurrency: number;
  #runningCount = 0;

  /** @param reservedConcurrency - Absent: no limit of its own. */
  constructor(reservedConcurrency = Infinity) {
    this.#reservedConcurrency = reservedConcurrency;
  }

  /** How many events are running, including those whose environment is starting. */
  get runningCount(): number {
    return this.#runningCount;
  }

  /** Begins an event. @returns False: not begun, since the reserved concurrency is used up. */
  begin(): boolean {
    if (this.#runningCount >= this.#reservedConcurrency) return false;
    this.#runningCount += 1;
    return true;
  }

  /** @returns The environment that was used last; undefined: none waits. */
  takeIdle(): E | undefined {
    return this.#idle.pop();
  }

  /** Ends an event. @param environment - The environment that can take another one; absent: it has died. */
  end(environment?: E): void {
    this.#runningCount -= 1;
    if (environment !== undefined) this.addIdle(environment);
  }

  /** Adds an environment that waits for its first event. */
  addIdle(environment: E): void {
    this.#idle.push(environment);
  }

  /** Takes out all that wait, as after an update of the code. */
  takeAllIdle(): E[] {
    return this.#idle.splice(0);
  }
}
