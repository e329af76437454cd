import { type LocalClock } from '../time';
import { type InvocationEnd } from './function-environments';

interface ReceivedMessage {
  readonly messageId: string;
}

export interface EventSourceMappingOptions<M extends ReceivedMessage> {
  readonly clock: Pick<LocalClock, 'nowMs' | 'setTimer'>;
  /** How many batches may be under way. */
  readonly maximumConcurrency: number;
  /** Of the queue. */
  readonly visibilityTimeoutSeconds: number;
  /** Whether the function's answer names the failed messages; otherwise an answer means that all are done. */
  readonly reportsBatchItemFailures: boolean;
  /** @param onEnd - To be called once, when the invocation is over. */
  invoke(batch: readonly M[], onEnd: (end: InvocationEnd) => void): void;
  /** Deletes finished messages; failed ones come back by themselves. @param failed - Ids of messages. */
  settle(batch: readonly M[], failed: ReadonlySet<string>, end: InvocationEnd): void;
}

/** Pauses after a refusal grow from the first to the second, ms. How long a mapping waits is unverified. */
const pauseMs = { first: 1_000, longest: 60_000 };

/**
 * Invokes a function with the messages of a queue. The queue's owner receives while it {@link hasRoom}, and passes the
 * messages to {@link take}.
 *
 * A throttled batch is retried until its visibility timeout ends. The receive still counts.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
 */
export class EventSourceMapping<M extends ReceivedMessage> {
  /** Told when a batch is over. */
  onRoom: () => void = () => undefined;
  readonly #options: EventSourceMappingOptions<M>;
  #runningCount = 0;

  constructor(options: EventSourceMappingOptions<M>) {
    this.#options = options;
  }

  /** Whether one more batch may be received. */
  get hasRoom(): boolean {
    return this.#runningCount < this.#options.maximumConcurrency;
  }

  /** @param batch - The messages of one receive, which has just been. */
  take(batch: readonly M[]): void {
    const { clock, visibilityTimeoutSeconds, invoke } = this.#options;
    const endsAtMs = clock.nowMs() + visibilityTimeoutSeconds * 1_000;
    this.#runningCount += 1;
    const attempt = (waitMs: number): void =>
      invoke(batch, (end) => {
        if (end.status !== 'throttled') return this.#end(batch, end);
        const nextMs = clock.nowMs() + waitMs;
        if (nextMs < endsAtMs) clock.setTimer(nextMs, () => attempt(Math.min(2 * waitMs, pauseMs.longest)));
        else clock.setTimer(endsAtMs, () => this.#end(batch, end));
      });
    attempt(pauseMs.first);
  }

  #end(batch: readonly M[], end: InvocationEnd): void {
    this.#runningCount -= 1;
    this.#options.settle(batch, this.#failedOf(batch, end), end);
    this.onRoom();
  }

  #failedOf(batch: readonly M[], end: InvocationEnd): ReadonlySet<string> {
    if (end.status === 'success' && !this.#options.reportsBatchItemFailures) return new Set();
    const ids = batch.map(({ messageId }) => messageId);
    return failedMessages(ids, end.status === 'success' ? end.value : undefined);
  }
}

/**
 * Tells which messages of a batch come back, by the answer of a function that reports batch item failures.
 *
 * An answer that names an unknown message fails the whole batch, and so does a malformed list or an answer that is not
 * an object (the last is unverified).
 *
 * @param answer - What its JSON says.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
 */
export function failedMessages(messageIds: readonly string[], answer: unknown): ReadonlySet<string> {
  const all = new Set(messageIds);
  if (answer === null) return new Set();
  if (typeof answer !== 'object' || Array.isArray(answer)) return all;
  const failures = (answer as { readonly batchItemFailures?: unknown }).batchItemFailures ?? [];
  if (!Array.isArray(failures)) return all;
  const failed = new Set<string>();
  for (const failure of failures as readonly unknown[]) {
    const identifier = (failure as { readonly itemIdentifier?: unknown } | null)?.itemIdentifier;
    if (typeof identifier !== 'string' || !all.has(identifier)) return all;
    failed.add(identifier);
  }
  return failed;
}
