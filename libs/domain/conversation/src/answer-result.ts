import { type UsageRecord } from '@pulso/contracts/usage-metrics';

export type Outcome = UsageRecord['outcome'];

export type AnswerResult =
  | { readonly type: 'settled'; readonly outcome: Outcome }
  /** Nothing has happened yet that a second try would repeat, but for a placeholder whose run will tidy it up. */
  | { readonly type: 'try-again'; readonly afterMs?: number };
