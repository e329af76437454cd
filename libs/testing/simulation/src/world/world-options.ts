import { type FaultPlan } from '@pulso/world/faults';

import { type CallFault } from '../lambda/environment';
import { type Clients } from '../services/clients';
import { type Features } from './features';

/** What asks for a report: its schedule, a person in a chat, an operator. */
export type Trigger = 'schedule' | 'chat' | 'manual';

export interface WorldOptions {
  readonly seed: number;
  readonly queryCount: number;
  readonly faults: FaultPlan;
  /** How long the faults strike, ms, from a time that the seed draws; Infinity: for ever. Absent: all the time. */
  readonly lastingMs?: number | undefined;
  /** The only triggers, instead of what the seed draws. */
  readonly trigger?: Trigger | readonly Trigger[] | undefined;
  /** What the world has besides a plain report in chats, instead of what the seed draws. */
  readonly features?: Partial<Features> | undefined;
  /** A fault per call by its number, besides the plan's. */
  readonly script?: ReadonlyMap<number, CallFault> | undefined;
  /** How much longer a message stays in its queue, ms, besides the plan's delays. */
  readonly delayMsOf?: ((queueName: string, body: string) => number) | undefined;
  /** Wraps the services' clients: breaks a rule to see that the checks notice. */
  readonly decorate?: ((clients: Clients, functionName: string) => Clients) | undefined;
  /** A world with more events than this counts as endless; absent: `runWorlds` has a limit. */
  readonly maxEventCount?: number | undefined;
  /** Receives the lines of the trace. */
  readonly record?: ((line: string) => void) | undefined;
}
