import { type Quantiles } from '../kernel/quantiles';

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
