import { type RunRequest } from '@pulso/contracts/run-requests';
import { type MembershipRecord, type UsageRecord } from '@pulso/contracts/usage-metrics';
import type { CallFailure, EditOutcome, Html, SendOutcome } from '@pulso/kit/telegram';

import { type KeptStates } from './commands/kept-states';

/** Who the bot is. */
export interface BotIdentity {
  readonly id: number;
  /** Without `@`. */
  readonly username: string;
}

/** One handler's right to an update. Times are epoch ms by the clock of the machine that wrote them. */
export interface ClaimAttempt {
  /** The update's id, or the common id of updates that are handled as one. */
  readonly claimId: string;
  /** Unguessable, new for every attempt: it identifies a late handler. */
  readonly token: string;
  readonly nowMs: number;
  /** Until then no other handler may take the update over. */
  readonly leaseUntilMs: number;
  /** When the claim may be forgotten. */
  readonly expiresAtMs: number;
}

/** Identifies a right that was given. */
export type Claim = Pick<ClaimAttempt, 'claimId' | 'token'>;

export type ClaimResult =
  | {
      readonly type: 'claimed';
      /** Counts from 1 over all handlers of the update. */
      readonly attempt: number;
      /** When the first of them claimed it, epoch ms: the same for all of them. */
      readonly firstClaimedAtMs: number;
      /** How many messages earlier handlers have sent, as far as they noted it. */
      readonly sentCount: number;
    }
  | { readonly type: 'in-progress' }
  | { readonly type: 'done' };

/** The right of one handler at a time to an update, kept by conditional writes. Every function throws if the store fails. */
export interface UpdateClaims {
  /**
   * Takes the update if it has no claim, an expired one, or one in progress whose lease has passed. An attempt that is made
   * twice, because its first answer was lost, is claimed both times.
   */
  claim(attempt: ClaimAttempt): Promise<ClaimResult>;
  /** Marks the update as done. @returns `lost` when another handler has taken it over meanwhile. */
  complete(claim: Claim): Promise<'completed' | 'lost'>;
  /** Notes how many messages of the update's reply are sent, for the next handler; nothing if the claim was lost. */
  noteSent(claim: Claim, sentCount: number): Promise<void>;
  /** Ends the lease at once, so that the next delivery of the update is handled; nothing if it was lost. */
  release(claim: Claim): Promise<void>;
}

/** What is remembered of a person's first request. */
export interface FirstRequest {
  readonly updateId: number;
  /** The UTC day of it, in days since 1970. */
  readonly day: number;
  /** 16 random hexadecimal digits: only what is remembered leads from the person to their records. */
  readonly alias: string;
}

/** What the bot knows of a person who makes a request. */
export interface UserAcquaintance {
  /** True on the person's first request ever, and again each time that same update is handled. */
  readonly isNew: boolean;
  /** The UTC day of that first request, in days since 1970. */
  readonly firstSeenDay: number;
  /** What stands for the person in records, from that first request until they are forgotten. */
  readonly alias: string;
  /** How many people are remembered, this one included. Absent: unknown. */
  readonly peopleCount?: number;
}

/**
 * Remembers a person's first request by a conditional write, so that each person is counted once.
 *
 * @param userPseudonym - Never the raw id.
 * @throws The store fails. Retryable.
 */
export type MeetUser = (userPseudonym: string, request: FirstRequest) => Promise<UserAcquaintance>;

/**
 * Removes what {@link MeetUser} and {@link CommandStates} keep about a person, whose next request is their first one again.
 *
 * @returns The alias, if they were known, and how many people are still remembered, if known.
 * @throws The store fails. Retryable: removing twice is removing once.
 */
export type ForgetUser = (userPseudonym: string) => Promise<{ readonly alias?: string; readonly peopleCount?: number }>;

/** What commands keep of people, those of the team and `/ask`. Both functions throw if the store fails; retryable. */
export interface CommandStates {
  /** @returns `nothingKept` where nothing is kept. */
  read(userPseudonym: string): Promise<KeptStates>;
  /**
   * Writes what is kept from now on, if the version is still the one that was read. A write that is made twice, because its
   * first answer was lost, may call itself a conflict.
   */
  write(userPseudonym: string, next: KeptStates, beforeVersion: number): Promise<'written' | 'conflict'>;
}

/** A call of an HTTP API of the team's. */
export interface OutwardCall {
  /** `https:`. */
  readonly url: string;
  /** Default: `GET`, or `POST` with a body. */
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export type OutwardAnswer =
  /** With any status code. */
  | { readonly type: 'answered'; readonly statusCode: number; readonly body: string }
  /** No answer in time, or too long an answer. `reason` is for the log. */
  | { readonly type: 'failed'; readonly reason: string };

/** Never throws for what the other side does. May be called again for an update. */
export type CallOutward = (call: OutwardCall) => Promise<OutwardAnswer>;

/** Reads a secret by its name in the stage's settings. @throws They don't name it, or it is not set. Retryable. */
export type ReadOwnSecret = (name: string) => Promise<string>;

/** A button below a message: pressing it sends `data` to the bot, 1 to {@link maxButtonDataBytes}, or opens `url`. */
export type InlineButton =
  | { readonly text: string; readonly data: string }
  | { readonly text: string; readonly url: string };

/** What a button carries at most, bytes. @see https://core.telegram.org/bots/api#inlinekeyboardbutton */
export const maxButtonDataBytes = 64;

/** In rows. */
export type Buttons = readonly (readonly InlineButton[])[];

/**
 * A file, by an address that Telegram fetches, by the id of one that Telegram has, or as bytes.
 *
 * @see https://core.telegram.org/bots/api#sending-files for the limits of each
 */
export type FileSource =
  | { readonly url: string }
  | { readonly fileId: string }
  | { readonly bytes: Uint8Array; readonly name: string };

export interface OutgoingFile {
  readonly kind: 'photo' | 'document';
  readonly source: FileSource;
}

export interface OutgoingMessage {
  readonly chatId: number;
  /** The caption, where there is a file. */
  readonly text: Html;
  readonly file?: OutgoingFile;
  /** Shown as a reply to this message where it still exists. */
  readonly replyToMessageId?: number;
  /** The forum topic. */
  readonly topicId?: number;
  readonly buttons?: Buttons;
}

export type CallbackAnswerOutcome = { readonly status: 'answered' } | CallFailure;

/** What the bot does in Telegram. No function throws because of Telegram's answer or a missing one. */
export interface Replies {
  sendMessage(message: OutgoingMessage): Promise<SendOutcome>;
  /** Without `buttons` the message loses its own. */
  editMessage(edit: {
    readonly chatId: number;
    readonly messageId: number;
    readonly text: Html;
    readonly buttons?: Buttons;
  }): Promise<EditOutcome>;
  /** Ends the spinner on a pressed button and shows a notice: plain `text`, at most 200 characters. Absent: no notice. */
  answerCallbackQuery(answer: {
    readonly callbackQueryId: string;
    readonly text?: string;
  }): Promise<CallbackAnswerOutcome>;
}

/** The result of one call that requests a run. `reason`: a status code or an error's name, for the log. */
export type StartRunResult =
  | { readonly type: 'accepted' }
  /** `refused`: this call has started nothing and never will. `unknown`: it may have been accepted, or may yet be. */
  | { readonly type: 'refused' | 'unknown'; readonly reason: string };

/** Hands a run request to the dispatcher, which carries it out later. Asking again is harmless: it is the same run. */
export type StartRun = (request: RunRequest) => Promise<StartRunResult>;

export type Outcome = UsageRecord['outcome'];

/** The result of handling an update. */
export type AnswerResult =
  | {
      readonly type: 'settled';
      readonly outcome: Outcome;
      /** Of a command that has failed: why, in a code for the log and the record. */
      readonly failure?: string;
      /** The command that had asked, where the request was an answer to it. */
      readonly askedBy?: string;
    }
  /** A second try repeats nothing that a person sees, except a placeholder, which its run will tidy up. */
  | { readonly type: 'try-again'; readonly afterMs?: number };

/** Leaves a usage record in the log. `atMs` is the record's time, epoch ms. */
export type RecordUsage = (record: UsageRecord, atMs: number) => Promise<void>;

/** Leaves a membership record in the log. */
export type RecordMembership = (record: MembershipRecord) => void;

/** Computes a keyed HMAC-SHA-256: 64 lower-case hexadecimal digits. */
export type HmacSha256Hex = (key: string, message: string) => string;

/** Compares two texts in a time that reveals neither where they differ nor their lengths. */
export type EqualInConstantTime = (left: string, right: string) => boolean;

/** Decodes base64 to UTF-8 text; never throws. */
export type DecodeBase64 = (base64: string) => string;
