import { type CallFault } from './call-fault';

/** Who called what, for the timeline and the bill of a run. */
export interface CallRecord {
  /** `unknown` when the call was refused before anybody was recognised. */
  readonly principal: string;
  readonly service: string;
  readonly operation: string;
  /** Of the local cloud's clock, epoch ms. */
  readonly startedAtMs: number;
  /** Real time, so that a long poll over which the clock jumped does not seem to last for hours. */
  readonly durationMs: number;
  /** The HTTP status of the answer; 0 when a fault cut the connection instead. */
  readonly status: number;
  /** The error's name without a namespace; absent when the call succeeded. */
  readonly errorCode?: string;
  /** What the gateway's `faultFor` let go wrong. */
  readonly fault?: CallFault['kind'];
}
