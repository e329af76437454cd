import { type ReportContent } from '@pulso/contracts/report-updates';
import { type Marker } from '@pulso/domain/report-rendering';
import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';
import { type Clock } from '@pulso/kit/time';

import {
  type BotApi,
  type Buttons,
  type ChartTools,
  type Document,
  type MailToSend,
  type MailTools,
  type Photo,
  type Place,
  type PostOutcome,
  type SentMessage,
  type Text,
  type WebhookCall,
  type WebhookTools,
} from '../ports';

/** The process is gone: none of its calls works, and SQS gets no answer. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** What becomes of one call. */
export type Treatment<Refusal> =
  | { readonly kind: 'ok' }
  /** The call has no effect, and its outcome says why. */
  | { readonly kind: 'refuse'; readonly outcome: Refusal }
  /** The call takes effect, and the answer is lost. */
  | { readonly kind: 'answer-lost' }
  /** The call has no answer in time, and takes effect later. */
  | { readonly kind: 'late'; readonly afterMs: number; readonly editAfterMs: number }
  /** The calling process dies before or after the call takes effect. */
  | { readonly kind: 'process-dies'; readonly when: 'before' | 'after' };

export const answerLost = { kind: 'answer-lost' } as const;

export const refuse = <const Refusal>(outcome: Refusal) => ({ kind: 'refuse', outcome }) as const;

/** A send that was tried. */
export interface Send {
  /** The message of one delivery. */
  readonly to: string;
  readonly text: string;
  readonly atMs: number;
  isUnanswered: boolean;
}

/** A service of which a test decides what becomes of its calls. */
class TreatedService<Refusal extends { readonly status: string }> {
  /** Of the next calls; after the last one all are `ok`. */
  treatments: Treatment<Refusal>[] = [];
  readonly sends: Send[] = [];
  /** Runs inside every call, before its effect. */
  whileCalled: () => Promise<void> = () => Promise.resolve();
  #late: { readonly dueAtMs: number; readonly apply: () => void }[] = [];
  readonly #clock: Pick<Clock, 'nowMs'>;

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  /** Lets late calls take effect when they are due. */
  takeLateEffects(): void {
    const isDue = ({ dueAtMs }: { readonly dueAtMs: number }) => dueAtMs <= this.#clock.nowMs();
    this.#late.filter(isDue).forEach(({ apply }) => apply());
    this.#late = this.#late.filter((late) => !isDue(late));
  }

  protected async send<Ok extends { readonly status: string }>(to: string, text: string, ok: Ok, apply: () => void) {
    const recorded: Send = { to, text, atMs: this.#clock.nowMs(), isUnanswered: true };
    this.sends.push(recorded);
    const outcome = await this.treat(ok, apply, false);
    recorded.isUnanswered = outcome.status === 'unknown';
    return outcome;
  }

  /** @throws {ProcessDied} */
  protected async treat<Ok>(ok: Ok, apply: () => void, isEdit: boolean) {
    const treatment = this.treatments.shift() ?? { kind: 'ok' };
    const unknown = { status: 'unknown', reason: 'timeout' } as const;
    await this.whileCalled();
    switch (treatment.kind) {
      case 'ok':
        apply();
        return ok;
      case 'refuse':
        return treatment.outcome;
      case 'answer-lost':
        apply();
        return unknown;
      case 'late': {
        const afterMs = isEdit ? treatment.editAfterMs : treatment.afterMs;
        this.#late.push({ dueAtMs: this.#clock.nowMs() + afterMs, apply });
        return unknown;
      }
      case 'process-dies':
        if (treatment.when === 'after') apply();
        throw new ProcessDied();
      default:
        return treatment satisfies never;
    }
  }
}

type TelegramRefusal = Exclude<SendOutcome | EditOutcome, { status: 'sent' | 'edited' }>;
export type TelegramTreatment = Treatment<TelegramRefusal>;

export interface ShownMessage extends Place {
  readonly messageId: number;
  text: string;
  /** The text when it arrived. Absent: the test has added the message. */
  readonly sentText?: string;
  buttons?: Buttons | undefined;
  /** The name of its file, whose content is `text`. */
  file?: string;
  /** What its picture shows. */
  picture?: string;
}

/** Remembers what people see. The test adds placeholders; other message ids count up. */
export class FakeTelegram extends TreatedService<TelegramRefusal> implements BotApi {
  readonly messages: ShownMessage[] = [];
  readonly calls: { readonly method: 'send' | 'edit'; readonly chatId: string }[] = [];
  /** The new ids of chats that have moved, by their old ids. */
  readonly movedChats = new Map<string, string>();
  /** The chat that moves, and before which call. */
  move: { readonly atCall: number; readonly chatId: string; readonly toChatId: string } | undefined;
  #nextMessageId = 100;

  sendMessage({ html, ...message }: Place & Text): Promise<SendOutcome> {
    return this.#send({ ...message, text: html.html });
  }

  editMessageText({ chatId, messageId, html, buttons }: SentMessage & Text): Promise<EditOutcome> {
    return this.#edit({ chatId, messageId }, { text: html.html, buttons });
  }

  sendPhoto({ png, caption, ...place }: Place & Photo): Promise<SendOutcome> {
    return this.#send({ ...place, text: caption, picture: textOfBytes(png) });
  }

  editMessageMedia({ chatId, messageId, png, caption }: SentMessage & Photo): Promise<EditOutcome> {
    return this.#edit({ chatId, messageId }, { text: caption, picture: textOfBytes(png) });
  }

  sendDocument({ content, fileName, ...place }: Place & Document): Promise<SendOutcome> {
    return this.#send({ ...place, text: textOfBytes(content), file: fileName });
  }

  show(chatId: string, messageId: number, text = 'preparing'): void {
    this.messages.push({ chatId, messageId, text, silent: false });
  }

  delete(messageId: number): void {
    const index = this.messages.findIndex((message) => message.messageId === messageId);
    this.messages.splice(index, 1);
  }

  /** Texts of messages without a picture, in the order of their posting. */
  textsIn(ofChatId: string): string[] {
    const shown = this.messages.filter(({ chatId, picture }) => chatId === ofChatId && picture === undefined);
    return shown.map(({ text }) => text);
  }

  picturesIn(ofChatId: string): ShownMessage[] {
    return this.messages.filter(({ chatId, picture }) => chatId === ofChatId && picture !== undefined);
  }

  async #send(shown: Omit<ShownMessage, 'messageId'>): Promise<SendOutcome> {
    const { chatId, text, picture } = shown;
    const toChatId = this.#startCall('send', chatId);
    if (toChatId !== undefined) return { status: 'migrated', toChatId };
    const messageId = (this.#nextMessageId += 1);
    const to = picture === undefined ? chatId : `the chart in ${chatId}`;
    const outcome = await this.send(to, text, { status: 'sent', messageId } as const, () => {
      this.messages.push({ ...shown, messageId, sentText: text });
    });
    if (outcome.status === 'message-lost' || outcome.status === 'not-editable')
      throw new Error('No outcome of a send.');
    return outcome;
  }

  async #edit({ chatId, messageId }: SentMessage, change: Partial<ShownMessage>): Promise<EditOutcome> {
    const toChatId = this.#startCall('edit', chatId);
    if (toChatId !== undefined) return { status: 'migrated', toChatId };
    const shown = this.messages.find((other) => other.chatId === chatId && other.messageId === messageId);
    if (!shown) return { status: 'message-lost' };
    return await this.treat({ status: 'edited' } as const, () => Object.assign(shown, change), true);
  }

  /** @returns The chat's new id, if it has moved. */
  #startCall(method: 'send' | 'edit', chatId: string): string | undefined {
    this.calls.push({ method, chatId });
    if (this.move && this.calls.length >= this.move.atCall) this.movedChats.set(this.move.chatId, this.move.toChatId);
    return this.movedChats.get(chatId);
  }
}

const textOfBytes = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

export const notEditable = refuse({ status: 'not-editable', description: "Bad Request: message can't be edited" });

export const rateLimited = (retryAfterMs: number) => refuse({ status: 'rate-limited', retryAfterMs });

export const repeatedMark = 'You may see this report twice.';

/** @returns The revision in the text of a report or its chart; 0 for a notice. */
export const revisionIn = (text: string): number => Number(/Revision (?:<b>)?(\d+)/.exec(text)?.[1] ?? 0);

type PostRefusal = Exclude<PostOutcome, { status: 'accepted' }>;

interface Arrived {
  readonly text: string;
  readonly marker: Marker | undefined;
  readonly mail?: MailToSend;
  readonly call?: WebhookCall;
}

/** A mail service and a webhook. */
export class FakePosts extends TreatedService<PostRefusal> {
  readonly arrived: Arrived[] = [];

  sendMail(mail: MailToSend): Promise<PostOutcome> {
    const [, marker] = /^\[([\w-]+)\] /.exec(mail.subject) ?? [];
    return this.#post({ text: mail.text, marker: marker as Marker | undefined, mail });
  }

  callWebhook(call: WebhookCall): Promise<PostOutcome> {
    return this.#post({ ...(JSON.parse(call.body) as { text: string; marker: Marker | undefined }), call });
  }

  #post(what: Arrived): Promise<PostOutcome> {
    return this.send('the post', what.text, { status: 'accepted' } as const, () => void this.arrived.push(what));
  }
}

const textOf = ({ values, missing }: ReportContent): string =>
  [
    ...values.map(({ title, value }) => `${title.en} ${value}`),
    ...missing.map(({ title, reason }) => `${title.en} is missing: ${reason.code}, ${reason.message}`),
  ].join(', ');

export const renderMail: MailTools['renderMail'] = (content, { marker, chart } = {}) => ({
  subject: `${marker === undefined ? '' : `[${marker}] `}${textOf(content)}`,
  html: `<p>${textOf(content)}${chart ? `<img src="cid:${chart.contentId}"><img src="cid:${chart.darkContentId}">` : ''}`,
  text: textOf(content),
});

/** Knows one format. */
export const renderBody: WebhookTools['renderBody'] = (content, { format, marker, runId, revision }) =>
  format === 'pulso' ? JSON.stringify({ text: textOf(content), marker, runId, revision }) : undefined;

/** Draws numbers, if there are any. */
export const renderChart: ChartTools['renderChart'] = (content, { mode } = {}) => {
  if (content.values.length === 0) return undefined;
  const svg = `<svg>${mode === 'dark' ? 'Dark ' : ''}${textOf(content)}</svg>`;
  return { svg, altText: `Chart of ${textOf(content)}`, caption: `Chart of ${textOf(content)}` };
};
