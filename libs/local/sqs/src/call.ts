import { type SqsState } from './sqs-state';

/** What every operation needs beside its input. */
export interface SqsCall {
  readonly state: SqsState;
  /** Epoch ms, whole. */
  readonly nowMs: number;
  /** @returns The URL of a queue, for the caller: clients send their next request to its host. */
  readonly urlOf: (queueName: string) => string;
}

export type Output = Readonly<Record<string, unknown>>;
