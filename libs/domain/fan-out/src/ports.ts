import { type Destination } from '@pulso/contracts/report-plan';
import { type RunRequest, type RunTrigger } from '@pulso/contracts/run-requests';

/**
 * Puts messages into a queue. Resolves when the queue has accepted every one of them; throws when it refused any, after
 * which sending all of them again must be harmless.
 */
export type SendMessages<Body> = (
  messages: readonly { readonly body: Body; readonly delaySeconds?: number }[],
) => Promise<void>;

/** A request that takes a run. */
export type RequestForRun = RunRequest & { readonly trigger: RunTrigger };

/** What a stage adds to the catalogue. */
export interface StageReportSettings {
  /** The log group to which this stage's bot writes its usage records. */
  readonly botLogGroupName: string;
  /** Destinations by the name under which reports refer to them. */
  readonly destinations: Readonly<Record<string, readonly Destination[]>>;
  /** In which time zone chats that ask for a report read it, an IANA name. Absent: UTC. */
  readonly timeZone?: string;
}
