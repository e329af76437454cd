import { type Log, type LogFields } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';
import { type SeededRandom } from '@pulso/world/time';

import { type Kernel } from '../kernel/kernel';
import { drawFrom, type Quantiles } from '../kernel/quantiles';

export interface EnvironmentWatcher {
  /** A call took effect or was refused; told before its caller learns it. */
  onCall(environment: Environment, operation: Operation, fault: CallFault | undefined): void;
  onLog(environment: Environment, level: 'info' | 'warn' | 'error', event: string, fields: LogFields): void;
}

export interface EnvironmentOptions {
  readonly kernel: Kernel;
  readonly functionName: string;
  readonly number: number;
  /** How far this machine's clock is from the right time, ms. */
  readonly skewMs: () => number;
  readonly faultOfCall: FaultOfCall;
  readonly nextCallIndex: () => number;
  readonly watcher: EnvironmentWatcher;
}

/** The calls of a process that is gone. One for each: a shared promise would keep all who wait for it, and their worlds. */
const never = (): Promise<never> => new Promise(() => undefined);

/**
 * One execution environment of a function: a process with a clock of its own, whose every call takes time, can fail in
 * every way that a call can, and can be the last that the process does.
 */
export class Environment {
  readonly functionName: string;
  readonly number: number;
  readonly clock: Clock;
  readonly log: Log;
  readonly random: () => number;
  isDead = false;
  /** Told when a fault kills the process. */
  onDeath: () => void = () => undefined;
  readonly #options: EnvironmentOptions;
  readonly #latencies: SeededRandom;

  constructor(options: EnvironmentOptions) {
    const { kernel, functionName, number, skewMs, watcher } = options;
    this.#options = options;
    this.functionName = functionName;
    this.number = number;
    this.#latencies = kernel.draws.of(`latency/${functionName}`);
    this.random = kernel.draws.of(`random/${functionName}`).next;
    this.clock = {
      nowMs: () => kernel.nowMs + skewMs(),
      sleep: (durationMs) =>
        this.isDead ? never() : new Promise((resolve) => void kernel.after(durationMs, () => this.#settle(resolve))),
    };
    const at =
      (level: 'info' | 'warn' | 'error') =>
      (event: string, fields: LogFields = {}) =>
        watcher.onLog(this, level, event, fields);
    this.log = { info: at('info'), warn: at('warn'), error: at('error') };
  }

  /** Ends the process: nothing that it waits for ever comes. What it has sent is on its way all the same. */
  die(): void {
    this.isDead = true;
  }

  /** Makes a call. Its effect happens at one moment, and the caller learns of it at once or never. */
  call<T>(operation: Operation, call: Call<T>): Promise<T> {
    if (this.isDead) return never();
    const { kernel, faultOfCall, nextCallIndex } = this.#options;
    const fault = faultOfCall(operation, this.functionName, nextCallIndex());
    const latencyMs = drawFrom(operation.latencyMs, this.#latencies) + (fault?.extraMs ?? 0);
    return new Promise<T>((resolve, reject) => {
      const isTooSlow = latencyMs > operation.timeoutMs;
      if (isTooSlow) kernel.after(operation.timeoutMs, () => this.#settle(() => reject(operation.errors.unanswered())));
      kernel.after(latencyMs, () => this.#arrive(operation, call, fault, isTooSlow ? undefined : { resolve, reject }));
    });
  }

  #arrive<T>(
    operation: Operation,
    { apply, throttle, reject }: Call<T>,
    fault: CallFault | undefined,
    caller: { resolve: (value: T) => void; reject: (error: unknown) => void } | undefined,
  ): void {
    const { watcher } = this.#options;
    const kind = fault?.kind;
    if (kind === 'kill-before' && !this.isDead) return this.#kill(operation, fault);
    watcher.onCall(this, operation, fault);
    let answer: () => T;
    if (kind === 'refuse') answer = failing(operation.errors.refused());
    else if (kind === 'throttle' && throttle) answer = throttle;
    else if (kind === 'reject' && reject) answer = reject;
    else if (kind === 'deny' && operation.errors.denied) answer = failing(operation.errors.denied());
    else {
      answer = outcomeOf(apply);
      if (kind === 'drop-response' && operation.attemptCount === 2) answer = outcomeOf(apply);
      else if (kind === 'drop-response') answer = failing(operation.errors.unanswered());
    }
    if (kind === 'kill-after' && !this.isDead) return this.#kill(undefined, fault);
    if (!caller) return;
    this.#settle(() => {
      try {
        caller.resolve(answer());
      } catch (error) {
        caller.reject(error);
      }
    });
  }

  #kill(operation: Operation | undefined, fault: CallFault | undefined): void {
    if (operation) this.#options.watcher.onCall(this, operation, fault);
    this.die();
    this.onDeath();
  }

  #settle(settle: () => void): void {
    if (!this.isDead) settle();
  }
}

const failing = (error: Error) => (): never => {
  throw error;
};

/** Carries out the effect now and keeps what came of it. */
function outcomeOf<T>(apply: () => T): () => T {
  try {
    const value = apply();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

/** What can go wrong with one call that a function makes. */
export type CallFaultKind =
  /** The request does not arrive, and the caller learns it. */
  | 'refuse'
  /** The request takes effect, the answer is lost. */
  | 'drop-response'
  /** The service refuses the call for its rate. */
  | 'throttle'
  /** The caller has no permission. */
  | 'deny'
  /** The receiver does not want what is sent, now or later. */
  | 'reject'
  /** The call takes longer; beyond the caller's patience it takes effect all the same. */
  | 'slow'
  /** The caller has given up when the request takes effect, many seconds later. */
  | 'late-effect'
  /** The process dies, and the request never leaves it. */
  | 'kill-before'
  /** The process dies after the request took effect. */
  | 'kill-after';

export interface CallFault {
  readonly kind: CallFaultKind;
  /** How much longer the call takes, ms; what `slow` and `late-effect` are about. */
  readonly extraMs: number;
}

/** Decides about every call. `index` counts the calls of the world from 0. */
export type FaultOfCall = (operation: Operation, functionName: string, index: number) => CallFault | undefined;

/** How likely which fault is, for one target. */
export interface FaultChance {
  readonly kind: CallFaultKind;
  readonly probability: number;
  /** Bounds of {@link CallFault.extraMs}. */
  readonly extraMs: readonly [from: number, to: number];
}

/** Draws once per call in every fault mix, so that two fault mixes share their other chances. */
export function drawFault(chances: readonly FaultChance[], draw: SeededRandom): CallFault | undefined {
  let share = draw.next();
  for (const { kind, probability, extraMs } of chances) {
    if (share < probability) return { kind, extraMs: draw.between(extraMs[0], extraMs[1]) };
    share -= probability;
  }
  return undefined;
}

/** One kind of call that a function makes, for example `dynamodb.GetItem`. */
export interface Operation {
  /** As faults name it: `<service>.<operation>`. */
  readonly target: string;
  readonly latencyMs: Quantiles;
  /** After this time the caller has its own error; the call may still take effect. Milliseconds. */
  readonly timeoutMs: number;
  /** How often the client sends a call whose answer it does not get. */
  readonly attemptCount: 1 | 2;
  /** Whether an answer can be throttling; {@link Call.throttle} says how it looks. */
  readonly errors: OperationErrors;
}

/** What callers see when the network or the service fails them. */
export interface OperationErrors {
  /** The request did not arrive. */
  refused(): Error;
  /** The request was written and no answer came. */
  unanswered(): Error;
  /** The caller lacks a permission. Absent: this takes none. */
  denied?(): Error;
}

/** One call: what it does, at once and as a whole, and how the service would refuse it for its rate. */
export interface Call<T> {
  readonly apply: () => T;
  /** Answers or throws. Absent: throttling is not among the answers of this operation. */
  readonly throttle?: () => T;
  /** Refuses for good. Absent: no answer of this operation is about what was sent. */
  readonly reject?: () => T;
}
