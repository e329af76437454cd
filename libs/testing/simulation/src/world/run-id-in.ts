import { type RunRequest, runIdOf } from '@pulso/contracts/run-requests';

/** What a message of any queue has, as far as it says which run it is about. */
interface Message {
  readonly runId?: string;
  /** Of Lambda's record about a dispatcher that has failed. */
  readonly requestPayload?: RunRequest;
}

/** @returns The id of the run that a message is about; undefined: it names none, as a sweep. */
export function runIdIn(body: string): string | undefined {
  const { runId, requestPayload } = JSON.parse(body) as Message;
  return runId ?? (requestPayload && runIdOf(requestPayload));
}
