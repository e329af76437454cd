import { type Log } from '@pulso/kit/runtime';
import { type Clock } from '@pulso/kit/time';

import { type AskTools } from './ask/ask-tools';
import { type CommandList } from './commands/command-list';
import { type OwnCommandDeps } from './commands/own-command';
import { type Update } from './intake/read-update';
import {
  type AnswerResult,
  type BotIdentity,
  type ClaimResult,
  type CommandStates,
  type DecodeBase64,
  type EqualInConstantTime,
  type ForgetUser,
  type HmacSha256Hex,
  type MeetUser,
  type RecordMembership,
  type RecordUsage,
  type Replies,
  type StartRun,
  type UpdateClaims,
} from './ports';

/**
 * Runs one update through the Telegram library, which calls `answer` with its means to reply.
 *
 * @throws `answer` threw, or took too long; it may still be at work then.
 */
export type RunUpdate = (update: Update, answer: (replies: Replies) => Promise<AnswerResult>) => Promise<AnswerResult>;

/** All that the bot is given. */
export interface WebhookDeps extends OwnCommandDeps {
  readonly bot: BotIdentity;
  readonly commands: CommandList;
  /** The owners: who may ask for reports, in any chat. */
  readonly adminUserIds: ReadonlySet<number>;
  /** How long usage records are kept, and so how far back reports can be asked for. */
  readonly logRetentionDays: number;
  /** Of the stage, an IANA name: dates in questions are read in it. */
  readonly timeZone: string;
  /** One or two secrets, separated by a comma. */
  readonly readWebhookSecrets: () => Promise<string>;
  readonly readPseudonymKey: () => Promise<string>;
  readonly claims: UpdateClaims;
  readonly meetUser: MeetUser;
  readonly forgetUser: ForgetUser;
  readonly commandStates: CommandStates;
  /** Few updates are questions, so what reads them is loaded with the first one. */
  readonly loadAskTools: () => Promise<AskTools>;
  readonly runUpdate: RunUpdate;
  readonly startRun: StartRun;
  readonly recordUsage: RecordUsage;
  readonly recordMembership: RecordMembership;
  readonly hmacSha256Hex: HmacSha256Hex;
  readonly equalInConstantTime: EqualInConstantTime;
  readonly decodeBase64: DecodeBase64;
  /** Unique and unguessable. */
  readonly randomToken: () => string;
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly log: Log;
}

/** What is known of this handling of an update. */
export interface Claimed extends Omit<Extract<ClaimResult, { type: 'claimed' }>, 'type'> {
  /** The same for all deliveries, and no other update's, except where several updates are handled as one. */
  readonly claimId: string;
  /** Notes for a later delivery how many are sent. @throws The claim store fails. */
  noteSent(count: number): Promise<void>;
}

/** What the bot knows about a request besides what Telegram has sent, and how it replies. */
export interface RequestContext extends Claimed {
  /** Of the person who asks, also once they were forgotten: runs are named by it, and no record is. */
  readonly userPseudonym: string;
  /** Whether it has met the person: just now, before, or not (where they ask to be forgotten). */
  readonly person: 'new' | 'known' | 'unknown';
  readonly replies: Replies;
}
