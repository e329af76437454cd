import { type UsageRecord } from '@pulso/contracts/usage-metrics';

export type Outcome = UsageRecord['outcome'];

export type AnswerResult =
  | { readonly type: 'settled'; readonly outcome: Outcome }
  /** A second try repeats nothing that a person sees, except a placeholder, which its run will tidy up. */
  | { readonly type: 'try-again'; readonly afterMs?: number };
