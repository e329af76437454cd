import { type RunRequest } from '@pulso/contracts/run-requests';

/**
 * What is known of a request for a run after one call.
 *
 * - `accepted`: the dispatcher will carry it out.
 * - `refused`: the service has answered that it won't; this call has started nothing and never will.
 * - `unknown`: no answer came that says either; the request may have been accepted, or may still be.
 */
export type StartRunResult =
  | { readonly type: 'accepted' }
  | {
      readonly type: 'refused' | 'unknown';
      /** A status code or an error's name, for the log. */
      readonly reason: string;
    };

/** Hands a run request to the dispatcher, which carries it out later. Asking again is harmless: it is the same run. */
export type StartRun = (request: RunRequest) => Promise<StartRunResult>;
