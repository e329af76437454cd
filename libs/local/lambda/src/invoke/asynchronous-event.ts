import { type FunctionDefinition } from '@pulso/world/stacks';

/** An event that was accepted to be worked on later. */
export interface AsynchronousEvent {
  readonly definition: FunctionDefinition;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** By the shared clock, epoch ms. */
  readonly acceptedAtMs: number;
  /** Request id of the invocation that has sent it; absent: no function has. */
  readonly sentBy?: string;
  /** Why its attempts have failed, oldest first. */
  readonly failures: string[];
  /** When its next attempt is due, epoch ms; absent: one is under way, or there is none. */
  nextAtMs?: number;
  /** Epoch ms; absent: it was not given up. */
  givenUpAtMs?: number;
}
