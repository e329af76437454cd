import { type renderChart, type renderReportMail, type renderWebhookBody } from '@pulso/domain/report-rendering';
import { type Log } from '@pulso/kit/runtime';
import { type EditOutcome, type Html, type SendOutcome } from '@pulso/kit/telegram';
import { type Clock, type Random } from '@pulso/kit/time';

import { type DeliveryStore } from './delivery';

/** Rows of buttons below a message, from the top. */
export type Buttons = readonly (readonly Button[])[];

interface Button {
  readonly text: string;
  /** Telegram sends it back when a person presses the button. 1 to 64 bytes. */
  readonly data: string;
}

/** Where a new message is posted. */
export interface Place {
  /** Chat id in decimal, or `@channel`. Text, because ids need 52 bits. */
  readonly chatId: string;
  /** The forum topic. Absent: the chat itself. */
  readonly messageThreadId?: number | undefined;
  readonly silent: boolean;
}

export interface SentMessage {
  readonly chatId: string;
  readonly messageId: number;
}

export interface Text {
  /** 1 to 4096 UTF-16 units after Telegram has parsed it. Link previews are off. */
  readonly html: Html;
  /** Absent: none. An edit removes earlier ones. */
  readonly buttons?: Buttons | undefined;
}

export interface Photo {
  readonly png: Uint8Array;
  /** Plain text, at most 1024 UTF-16 units. */
  readonly caption: string;
}

export interface Document {
  readonly fileName: string;
  readonly contentType: string;
  readonly content: Uint8Array;
  /** As of a {@link Photo}. */
  readonly caption?: string | undefined;
}

/**
 * The part of Telegram's Bot API that deliveries need.
 *
 * Every method makes one request, returns within {@link botApiCallTimeoutMs} and does not throw when Telegram or the
 * network fails: its outcome says whether the call may have taken effect.
 *
 * @see https://core.telegram.org/bots/api#available-methods
 */
export interface BotApi {
  sendMessage(message: Place & Text): Promise<SendOutcome>;
  editMessageText(message: SentMessage & Text): Promise<EditOutcome>;
  sendPhoto(photo: Place & Photo): Promise<SendOutcome>;
  editMessageMedia(photo: SentMessage & Photo): Promise<EditOutcome>;
  sendDocument(document: Place & Document): Promise<SendOutcome>;
}

/** How long a call may take before its outcome counts as unknown, milliseconds. The lease outlasts it. */
export const botApiCallTimeoutMs = 8_000;

/** Turns SVG into PNG. @throws What the drawing throws. Not retryable. */
export type RenderPng = (svg: string) => Promise<Uint8Array>;

export interface ChartTools {
  readonly renderChart: typeof renderChart;
  readonly renderPng: RenderPng;
}

/** How a post ended. No reason holds an address, a secret or a text. */
export type PostOutcome =
  | { readonly status: 'accepted' }
  /** Refused for this minute: nothing was sent. */
  | { readonly status: 'postponed'; readonly delayMs: number }
  /** Refused for good (`rejected`), or until something changes: nothing was sent. */
  | { readonly status: 'rejected' | 'not-sent'; readonly reason: string }
  /** The answer is missing or meaningless: it may have been sent. */
  | { readonly status: 'unknown'; readonly reason: string };

export interface MailAttachment extends Omit<Document, 'caption'> {
  /** Of a picture that the HTML shows as `cid:<contentId>`. Absent: a file. */
  readonly contentId?: string | undefined;
}

export interface MailToSend {
  /** 1 to 50 addresses, which see each other. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly attachments?: readonly MailAttachment[] | undefined;
  /** Names run, revision and destination, the same for every attempt. */
  readonly reference: string;
  /** Names all messages of one report for one destination. */
  readonly conversation: string;
}

/** Sends a mail by one request, as the methods of {@link BotApi} do. */
export type SendMail = (mail: MailToSend) => Promise<PostOutcome>;

export interface MailTools {
  readonly renderMail: typeof renderReportMail;
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

/** Calls a webhook by one request, as the methods of {@link BotApi} do. */
export type CallWebhook = (call: WebhookCall) => Promise<PostOutcome>;

export interface WebhookTools {
  /** @returns undefined for an unknown format. */
  readonly renderBody: typeof renderWebhookBody;
  readonly callWebhook: CallWebhook;
}

/** What delivering needs. */
export interface DeliverDeps {
  readonly store: DeliveryStore;
  readonly botApi: BotApi;
  /** Makes the Bot API client read its token again. */
  readonly refreshBotToken: () => Promise<void>;
  /** Loaded when needed, so that a cold start does not wait for them. */
  readonly loadChartTools: () => Promise<ChartTools>;
  /** Absent: the stage has no address to send mails from. */
  readonly loadMailTools?: (() => Promise<MailTools>) | undefined;
  readonly loadWebhookTools: () => Promise<WebhookTools>;
  /** Short, and different for different texts. */
  readonly fingerprint: (text: string) => string;
  readonly clock: Clock;
  readonly random: Random;
  /** Unique over all calls in all processes. */
  readonly newToken: () => string;
  readonly log: Log;
  /** The message in the queue that is being handled. */
  readonly messageId: string;
  /** That message's shortest wait, milliseconds. Absent: it must not wait any more. */
  readonly shortestPauseMs: number | undefined;
  /** When the invocation must have stored its results, epoch ms. */
  readonly deadlineMs: number;
}
