import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { type Log } from '@pulso/logging';
import { type Html } from '@pulso/telegram-html';
import { type CallFailure, type EditOutcome, type SendOutcome } from '@pulso/telegram-outcomes';
import { type Clock, type Random } from '@pulso/time';

import { type LoadedTools } from './tools';

/** A button below a message. What it carries comes back when a person presses it. */
export interface Button {
  readonly text: string;
  /** 1 to 64 bytes. */
  readonly data: string;
}

/** Rows of buttons, from the top. */
export type Buttons = readonly (readonly Button[])[];

/** A new message. */
export interface MessageToSend {
  /** Chat id in decimal, or `@channel`. Text, because ids need 52 bits. */
  readonly chatId: string;
  /** The forum topic. Absent: the chat itself. */
  readonly messageThreadId?: number | undefined;
  /** 1 to 4096 UTF-16 units after Telegram has parsed it. Link previews are off. */
  readonly html: Html;
  /** Whether the message arrives without a sound. */
  readonly silent: boolean;
  readonly buttons?: Buttons | undefined;
}

/** The new text of a message that the bot has sent. */
export interface MessageToEdit {
  readonly chatId: string;
  readonly messageId: number;
  /** As for {@link MessageToSend}. */
  readonly html: Html;
  /** Absent: those of before are taken away. */
  readonly buttons?: Buttons | undefined;
}

/** A picture with a text below it. */
export interface Photo {
  readonly png: Uint8Array;
  /** Plain text, at most 1024 UTF-16 units. */
  readonly caption: string;
}

export interface PhotoToSend extends Photo {
  readonly chatId: string;
  readonly messageThreadId?: number | undefined;
  readonly silent: boolean;
}

/** The new picture of a message that the bot has sent with another one. */
export interface PhotoToEdit extends Photo {
  readonly chatId: string;
  readonly messageId: number;
}

/**
 * The part of Telegram's Bot API that deliveries need.
 *
 * Every method calls Telegram exactly once, answers within {@link botApiCallTimeoutMs} and never throws for what Telegram
 * or the network did: whether a call may have taken effect decides everything, and only the outcome says it. None
 * retries; the caller knows which call may be repeated.
 *
 * @see https://core.telegram.org/bots/api#sendmessage
 * @see https://core.telegram.org/bots/api#editmessagetext
 * @see https://core.telegram.org/bots/api#sendphoto
 * @see https://core.telegram.org/bots/api#editmessagemedia
 */
export interface BotApi {
  sendMessage(message: MessageToSend): Promise<SendOutcome>;
  editMessageText(message: MessageToEdit): Promise<EditOutcome>;
  sendPhoto(photo: PhotoToSend): Promise<SendOutcome>;
  editMessageMedia(photo: PhotoToEdit): Promise<EditOutcome>;
}

/** What Telegram says about the bot's webhook. */
export interface WebhookInfo {
  /** Where updates go. Empty: nowhere; there is no webhook. It may hold another program's secret. */
  readonly url: string;
  readonly pendingUpdateCount: number;
  /** The last update that could not be handed over. Telegram keeps it for ever. */
  readonly lastError?: { readonly atMs: number; readonly message: string };
}

export type WebhookInfoOutcome = { readonly status: 'read'; readonly info: WebhookInfo } | CallFailure;

/** Asks Telegram about the bot's webhook, as the methods of {@link BotApi} do. */
export type ReadWebhookInfo = () => Promise<WebhookInfoOutcome>;

/** Gives the address at which the bot is deployed; undefined: it is not, or has none. Throws what may pass. */
export type ReadBotUrl = () => Promise<string | undefined>;

/**
 * How long one call may take, of the Bot API, of SES or of a webhook, before its outcome counts as unknown, milliseconds.
 * The lease outlasts it.
 */
export const botApiCallTimeoutMs = 8_000;

/** Names one message of one run at one destination. */
export interface DeliveryKey {
  readonly runId: string;
  /** Which destination: its kind and its chat with the topic, without the placeholder; or its kind and its name. */
  readonly destinationKey: string;
  /** 0 for the report itself, 1 for its chart beside it. */
  readonly part: number;
}

/** What is known about one message. Times in epoch ms. */
export interface Delivery {
  /** Until when one process alone may call Telegram for it, and since when, for which message of the queue. */
  readonly lease?: Awaited & { readonly id: string; readonly takenAtMs: number };
  /** A send may have been made and no answer is stored: from here on every send is a repeat. */
  readonly sendIntent?: true;
  /** The sends of this run that no answer is known of, the one that a holder is about to make included. */
  readonly unanswered?: UnansweredSends;
  /** The message of the queue that comes again to bring what could not be brought. */
  readonly waiting?: Awaited;
  /** The message that shows the report. */
  readonly messageId?: number;
  /** The message may show progress or a report already: an edit of it has no answer. */
  readonly unansweredEdit?: true;
  /** The message was sent after an unanswered send; its text goes on saying so. */
  readonly isRepeat?: true;
  /** The first message that could not be edited any more: after it no placeholder becomes the message. */
  readonly lostMessageId?: number | undefined;
  /** Where the chat has moved. What is to be shown is shown there, by a delivery under the new id. */
  readonly movedToChatId?: string;
  /** The newest revision that the message shows. */
  readonly deliveredRevision?: number;
  /** That revision is progress or a notice: a report that can't replace it and comes below it is there once. */
  readonly isPreliminary?: true;
  /** Short for what readers got with that revision, where a newer one that says the same is not sent again. */
  readonly fingerprint?: string;
  /** Telegram asked to leave the chat alone until then: the only field of a chat's own item, which no run has. */
  readonly pausedUntilMs?: number;
  /** Why nothing more is delivered here. */
  readonly endedReason?: string;
}

/** A message of the queue that comes back until a revision is there: no other one need wait for the same. */
export interface Awaited {
  readonly messageId: string;
  readonly revision: number;
  /** The placeholder that it was given: only this message gives it an end. */
  readonly placeholderMessageId?: number | undefined;
  /** Epoch ms. */
  readonly untilMs: number;
}

/** Sends that may have arrived, as often as they were made. */
export interface UnansweredSends {
  /** What the last of them was to bring. */
  readonly revision: number;
  /** How many were to bring that revision. */
  readonly count: number;
  /** How many the run has made here, of all revisions. */
  readonly runCount: number;
  /** When the last one began, epoch ms. */
  readonly atMs: number;
  /** This revision is not sent again, and an operator was told. */
  readonly isGivenUp?: true | undefined;
}

/** A delivery as the store holds it. */
export interface StoredDelivery {
  readonly delivery: Delivery;
  /** The token of the write that made it so; every write brings a new one. */
  readonly token: string;
}

export interface DeliveryWrite {
  readonly delivery: Delivery;
  readonly token: string;
  /** The token that must still be there for the write to happen; absent: the delivery must not exist. */
  readonly replaces: string | undefined;
  /** Epoch seconds after which the store may forget the delivery. */
  readonly expiresAtSeconds: number;
}

/**
 * Remembers deliveries.
 *
 * It only compares and swaps; this library has every rule about leases, intents and revisions, so that they hold for
 * every store.
 */
export interface DeliveryStore {
  /** Reads strongly consistently. Throws what may pass. */
  read(key: DeliveryKey): Promise<StoredDelivery | undefined>;
  /**
   * Writes if the delivery still has the token `replaces`.
   *
   * Repeating a write is harmless: it answers `written` also when its first attempt took effect and the answer was lost.
   *
   * @returns `changed` when another process has written. Throws what may pass.
   */
  write(key: DeliveryKey, write: DeliveryWrite): Promise<'written' | 'changed'>;
}

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
