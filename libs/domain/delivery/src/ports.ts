import { type ReportContent, type ReportUpdate } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';
import { type Log } from '@pulso/kit/runtime';
import type { CallFailure, EditOutcome, Html, SendOutcome } from '@pulso/kit/telegram';
import { type Clock, type Random } from '@pulso/kit/time';

import { type DeliveryStore } from './delivery';

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

/** A new message with a file. */
export interface DocumentToSend {
  readonly chatId: string;
  readonly messageThreadId?: number | undefined;
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Plain text, at most 1024 UTF-16 units. */
  readonly caption?: string | undefined;
  readonly silent: boolean;
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
 * @see https://core.telegram.org/bots/api#senddocument
 */
export interface BotApi {
  sendMessage(message: MessageToSend): Promise<SendOutcome>;
  editMessageText(message: MessageToEdit): Promise<EditOutcome>;
  sendPhoto(photo: PhotoToSend): Promise<SendOutcome>;
  editMessageMedia(photo: PhotoToEdit): Promise<EditOutcome>;
  sendDocument(document: DocumentToSend): Promise<SendOutcome>;
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

/** In which language and time zone a destination reads. */
export interface ReaderOptions {
  /** A language tag. Absent: English. */
  readonly language?: string | undefined;
  /** An IANA name. Absent: UTC. */
  readonly timeZone?: string | undefined;
}

/**
 * Turns SVG into PNG.
 *
 * @throws What the drawing throws. Not retryable.
 */
export type RenderPng = (svg: string) => Promise<Uint8Array>;

export interface ChartTools {
  /** @returns undefined when the content has nothing to draw. */
  readonly renderChart: (
    content: ReportContent,
    options: ReaderOptions & { readonly mode?: 'light' | 'dark' | undefined },
  ) => { readonly svg: string; readonly altText: string; readonly caption: string } | undefined;
  readonly renderPng: RenderPng;
}

/** How handing over something ended that can't be taken back. No reason holds an address, a secret or a text. */
export type PostOutcome =
  /** It was accepted. Whether its readers get it is not known here. */
  | { readonly status: 'accepted' }
  /** Refused for this minute: nothing was sent. */
  | { readonly status: 'postponed'; readonly delayMs: number }
  /** Refused, and it will be again: nothing was sent. */
  | { readonly status: 'rejected'; readonly reason: string }
  /** Nothing was sent, and an operator or time has to change something first. */
  | { readonly status: 'not-sent'; readonly reason: string }
  /** The request was written and its answer is missing or meaningless: it may have been sent. */
  | { readonly status: 'unknown'; readonly reason: string };

export interface MailAttachment {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  /** Of a picture that the HTML shows as `cid:<contentId>`. Absent: a file for its readers to keep. */
  readonly contentId?: string | undefined;
}

export interface MailToSend {
  /** 1 to 50 addresses, which see each other. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments?: readonly MailAttachment[] | undefined;
  /** Names this message, the same for every attempt at it: run, revision and destination. */
  readonly reference: string;
  /** Names all messages of one report for one destination. */
  readonly conversation: string;
}

/**
 * Sends a mail by one request, without a retry, answers within `botApiCallTimeoutMs` and never throws for what the mail
 * service or the network did.
 */
export type SendMail = (mail: MailToSend) => Promise<PostOutcome>;

export interface MailTools {
  readonly renderMail: (
    content: ReportContent,
    options: ReaderOptions & {
      readonly marker?: Marker | undefined;
      readonly chart?:
        | { readonly contentId: string; readonly darkContentId?: string | undefined; readonly altText: string }
        | undefined;
    },
  ) => { readonly subject: string; readonly html: string; readonly text: string };
  /** The numbers and tables of a report, for its readers to keep. */
  readonly renderCsv: (
    content: ReportContent,
    options: ReaderOptions,
  ) => { readonly fileName: string; readonly text: string };
  readonly sendMail: SendMail;
}

export interface WebhookCall {
  /** Names the secret that holds the address. */
  readonly name: string;
  /** JSON. */
  readonly body: string;
  /** The same for every attempt at one revision: `<run>/<revision>`. */
  readonly deliveryId: string;
}

/** Calls a webhook by one request. As {@link SendMail} otherwise. */
export type CallWebhook = (call: WebhookCall) => Promise<PostOutcome>;

export interface WebhookTools {
  /** @returns undefined for a format that this version does not know. */
  readonly renderBody: (
    content: ReportContent,
    options: ReaderOptions & {
      readonly format: string;
      readonly marker?: Marker | undefined;
      readonly runId: string;
      readonly revision: number;
    },
  ) => string | undefined;
  readonly callWebhook: CallWebhook;
}

/** What only some reports and destinations need. Loaded at the first of them, so that a cold start does not wait for it. */
export interface LoadedTools {
  readonly loadChartTools: () => Promise<ChartTools>;
  /** Absent: the stage has no address to send mails from. */
  readonly loadMailTools?: (() => Promise<MailTools>) | undefined;
  readonly loadWebhookTools: () => Promise<WebhookTools>;
  /** Short, and different for different texts. */
  readonly fingerprint: (text: string) => string;
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
