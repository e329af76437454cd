import { type UsageRecord } from '@pulso/contracts/usage-metrics';

export type Outcome = UsageRecord['outcome'];

export type AnswerResult =
  | {
      readonly type: 'settled';
      readonly outcome: Outcome;
      /** The command that had asked, where the request was an answer to it. */
      readonly askedBy?: string;
    }
  /** A second try repeats nothing that a person sees, except a placeholder, which its run will tidy up. */
  | { readonly type: 'try-again'; readonly afterMs?: number };
