import { type Destination } from '@pulso/contracts/report-plan';
import { type RunRequest, type RunTrigger } from '@pulso/contracts/run-requests';

/** Puts messages into a queue. Throws when it refused any; sending all of them again must then be harmless. */
export type SendMessages<Body> = (
  messages: readonly { readonly body: Body; readonly delaySeconds?: number }[],
) => Promise<void>;

export type RequestForRun = RunRequest & { readonly trigger: RunTrigger };

/** What a stage adds to the catalogue. */
export interface StageReportSettings {
  /** Where this stage's bot writes its usage records. */
  readonly botLogGroupName: string;
  /** By the name that reports use. */
  readonly destinations: Readonly<Record<string, readonly Destination[]>>;
  /** The time zone of reports on request, an IANA name. Absent: UTC. */
  readonly timeZone?: string;
}
