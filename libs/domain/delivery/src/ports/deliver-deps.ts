import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type Log } from '@pulso/kit/runtime';
import { type Clock, type Random } from '@pulso/kit/time';

import { type BotApi } from './bot-api';
import { type DeliveryStore } from './delivery-store';
import { type LoadedTools } from './loaded-tools';

/** A message for the notifier's own queue. */
export interface QueuedUpdate {
  readonly body: ReportUpdate;
}

/**
 * Puts messages into the notifier's own queue. Resolves when the queue has accepted every one of them; throws when it
 * refused any, after which sending all of them again must be harmless.
 */
export type SendReportUpdates = (messages: readonly QueuedUpdate[]) => Promise<void>;

/** What reading, deciding and writing deliveries needs. */
export interface StoreDeps {
  readonly store: DeliveryStore;
  readonly clock: Clock;
  readonly random: Random;
  /** A text that no other call has given or will give, in no process. */
  readonly newToken: () => string;
}

/** What delivering needs. */
export interface DeliverDeps extends StoreDeps, LoadedTools {
  readonly botApi: BotApi;
  /** Makes the Bot API client read its token again. */
  readonly refreshBotToken: () => Promise<void>;
  readonly log: Log;
  /** The message of the queue that is being handled. */
  readonly messageId: string;
  /** How long that message waits at least if it has to, milliseconds. Absent: it waits no more. */
  readonly shortestPauseMs: number | undefined;
  /** When the invocation must have stored what it knows, epoch ms. */
  readonly deadlineMs: number;
}
