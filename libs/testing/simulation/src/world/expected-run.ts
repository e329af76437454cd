import { runIdOf, type RunRequest } from '@pulso/contracts/run-requests';

import { type ReadPost, type ReadReport } from '../destinations/read-report';
import { type Outage } from './features';

/** A message, mail, call or picture that is new to its reader. */
export interface Copy {
  readonly atMs: number;
  /** Equal for equal contents: the revision of a report. */
  readonly content: number | string;
  /** Its marker. */
  readonly marker: ReadReport['marker'];
  /** Its text, if it can't be edited. */
  readonly post?: ReadPost;
}

/** Where a run's report must be seen. */
export interface Place {
  /** The chat, or the name of a destination whose messages can't be edited. */
  readonly place: string;
  readonly kind: 'chat' | 'post';
  /** Whether the report replaces a placeholder of the bot. */
  readonly isAsker: boolean;
}

/** Everything about one place where a report must be seen. */
export interface ExpectedDestination extends Place {
  /** Of the closed report, charts and edits left out. */
  readonly copies: Copy[];
  progressCount: number;
  moveCount: number;
  /** When a closed report was seen here first, epoch ms. */
  firstClosedAtMs: number | undefined;
  /** Failed calls to this chat. */
  troubleCount: number;
}

/** A message of a run that an operator has purged from a dead-letter queue. */
export interface PurgedMessage {
  readonly queueName: string;
  /** Absent: Lambda's record about a dispatcher that has failed. */
  readonly type: string | undefined;
  /** Its only destination; absent: all, or none. */
  readonly place?: string | undefined;
  readonly placeholderMessageId?: number | undefined;
  /** When it went to the dead-letter queue last, and when it was purged, epoch ms. */
  readonly buriedAtMs: number;
  readonly purgedAtMs: number;
}

/** A message for aggregator or notifier is late, or lies in a dead-letter queue. */
export interface Absence {
  readonly messageId: string;
  readonly hasPlan: boolean;
  /** When it came, or an operator redrove or purged it, epoch ms; Infinity: not yet. */
  untilMs: number;
}

/** What the plan of a trigger says about its run. */
export interface Expectation {
  /** End of the window by the trigger's time, epoch ms. */
  readonly windowEndMs: number;
  /** Whether its first question is that of the later version of the report. */
  readonly isChanged: boolean;
  /** A scheduled run is sent only if the report's number is above this. Absent: always. */
  readonly onlyIfAbove?: number | undefined;
  /** Set if the report is an hourly watch. */
  readonly outage?: Outage | undefined;
  readonly places: readonly Place[];
}

/** All that the checks know about one run besides what the system stores. */
export class ExpectedRun {
  readonly runId: string;
  readonly request: RunRequest;
  readonly windowEndMs: number;
  readonly isChanged: boolean;
  readonly onlyIfAbove: number | undefined;
  readonly outage: Outage | undefined;
  readonly destinations: readonly ExpectedDestination[];
  /** The trigger has fired. */
  wasTriggered = false;
  /** The dispatcher has said that it is done. */
  wasDispatched = false;
  /** Lambda has given up on the dispatcher and told the notifier. */
  wasGivenUp = false;
  /** A queue accepted a message with the plan: from then on the report is promised. */
  acceptedAtMs: number | undefined;
  reportDueAtMs: number | undefined;
  /** When Logs Insights last answered Complete, epoch ms. */
  lastCompleteAtMs: number | undefined;
  /** Whether the first question had its answer when the run was closed. */
  hadFirstAnswer: boolean | undefined;
  /** Questions whose job was accepted by the queue. */
  readonly jobs = new Set<string>();
  /** Placeholders for which a run was asked for; 0: it was asked for without one. */
  readonly placeholderMessageIds = new Set<number>();
  /** Updates of people who ask for it. */
  readonly updateIds = new Set<number>();
  /** Times at which something went wrong in aggregator, notifier or their queues, epoch ms. */
  readonly faultTimesMs: number[] = [];
  readonly purged: PurgedMessage[] = [];
  /** Of messages about it, or about no run: each time. */
  readonly absences: Absence[] = [];

  constructor(request: RunRequest, { windowEndMs, isChanged, onlyIfAbove, outage, places }: Expectation) {
    this.runId = runIdOf(request);
    this.request = request;
    this.windowEndMs = windowEndMs;
    this.isChanged = isChanged;
    this.onlyIfAbove = onlyIfAbove;
    this.outage = outage;
    const counts = { progressCount: 0, moveCount: 0, troubleCount: 0, firstClosedAtMs: undefined };
    this.destinations = places.map((place) => ({ ...place, ...counts, copies: [] }));
  }
}

/** @returns The time that a request names, which is the same for all of its attempts, epoch ms. */
export const triggeredAtMsOf = (trigger: RunRequest['trigger']): number =>
  trigger.type === 'schedule' ? Date.parse(trigger.scheduledTime) : trigger.requestedAtMs;
