import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';

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
