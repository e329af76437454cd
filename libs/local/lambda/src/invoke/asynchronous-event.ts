import { type FunctionDefinition } from '@pulso/world/stacks';

/** An event that was accepted to be worked on later. */
export interface AsynchronousEvent {
  readonly definition: FunctionDefinition;
  readonly requestId: string;
  /** JSON text. */
  readonly payload: string;
  /** By the shared clock, epoch ms. */
  readonly acceptedAtMs: number;
}
