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

/** The process is gone: nothing it calls works any more, and SQS never hears from it. */
export class ProcessDied extends Error {
  override readonly name = 'ProcessDied';
}

/** How one call is treated. */
export type Treatment<Refusal> =
  | { readonly kind: 'ok' }
  /** The call has no effect, and its outcome says why. */
  | { readonly kind: 'refuse'; readonly outcome: Refusal }
  /** The call takes effect, and the answer is lost. */
  | { readonly kind: 'answer-lost' }
  /** Not answered in time, and takes effect after this time, an edit after its own. */
  | { readonly kind: 'late'; readonly afterMs: number; readonly editAfterMs?: number }
  /** The process that calls is gone, before or after the call takes effect. */
  | { readonly kind: 'process-dies'; readonly when: 'before' | 'after' };

export const answerLost = { kind: 'answer-lost' } as const;

export const refuse = <const Refusal>(outcome: Refusal) => ({ kind: 'refuse', outcome }) as const;

/** A send that a service was asked for, whatever came of it. */
export interface Send {
  /** The chat and the kind of message, of which one delivery is in charge. */
  readonly to: string;
  readonly text: string;
  readonly atMs: number;
  isUnanswered: boolean;
}

/** A service whose calls a test treats as it likes. */
export class TreatedService {
  readonly clock: Pick<Clock, 'nowMs'>;
  readonly sends: Send[] = [];
  #late: { readonly dueAtMs: number; readonly apply: () => void }[] = [];

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.clock = clock;
  }

  /** Lets late calls take effect whose time has come. */
  takeLateEffects(): void {
    const nowMs = this.clock.nowMs();
    this.#late.filter(({ dueAtMs }) => dueAtMs <= nowMs).forEach(({ apply }) => apply());
    this.#late = this.#late.filter(({ dueAtMs }) => dueAtMs > nowMs);
  }

  protected async record<O extends { readonly status: string }>(
    to: string,
    text: string,
    send: () => O | Promise<O>,
  ): Promise<O> {
    const recorded: Send = { to, text, atMs: this.clock.nowMs(), isUnanswered: true };
    this.sends.push(recorded);
    const outcome = await send();
    recorded.isUnanswered = outcome.status === 'unknown';
    return outcome;
  }

  /** @throws {ProcessDied} */
  protected treat<Ok, Refusal>(
    treatment: Treatment<Refusal>,
    ok: Ok,
    apply: () => void,
  ): Ok | Refusal | { readonly status: 'unknown'; readonly reason: string } {
    switch (treatment.kind) {
      case 'ok':
        apply();
        return ok;
      case 'refuse':
        return treatment.outcome;
      case 'answer-lost':
        apply();
        return { status: 'unknown', reason: 'timeout' };
      case 'late':
        this.#late.push({ dueAtMs: this.clock.nowMs() + treatment.afterMs, apply });
        return { status: 'unknown', reason: 'timeout' };
      case 'process-dies':
        if (treatment.when === 'after') apply();
        throw new ProcessDied();
      default:
        return treatment satisfies never;
    }
  }
}

export type TelegramTreatment = Treatment<Exclude<SendOutcome | EditOutcome, { status: 'sent' | 'edited' }>>;

export interface ShownMessage {
  readonly chatId: string;
  readonly messageId: number;
  readonly messageThreadId?: number | undefined;
  /** Of a picture: its caption. */
  text: string;
  /** As it was when it arrived. Absent: the test has put it in. */
  readonly sentText?: string;
  readonly silent: boolean;
  buttons?: Buttons | undefined;
  /** The name of its file, of which `text` is the content. */
  file?: string;
  /** What the picture shows; absent in messages without one. */
  picture?: string;
}

/** Remembers what people see. Placeholders are put in by the test, other message ids count up per chat. */
export class FakeTelegram extends TreatedService implements BotApi {
  readonly messages: ShownMessage[] = [];
  readonly calls: ({ method: 'send' | 'edit' } & (
    | (Place & Text)
    | (SentMessage & Text)
    | (Place & Photo)
    | (SentMessage & Photo)
    | (Place & Document)
  ))[] = [];
  /** Treatments of the calls to come; `ok` when there are no more. */
  treatments: TelegramTreatment[] = [];
  /** Those of calls with a picture. Absent: the same as of others. */
  pictureTreatments: TelegramTreatment[] | undefined;
  /** Chats that have become others, by their old ids. */
  readonly movedChats = new Map<string, string>();
  /** The chat that becomes another one, and before which call. */
  move: { readonly atCall: number; readonly chatId: string; readonly toChatId: string } | undefined;
  /** Runs inside every call, before its effect. */
  whileCalled: () => Promise<void> = () => Promise.resolve();
  #nextMessageId = 100;

  sendMessage({ html, ...message }: Place & Text): Promise<SendOutcome> {
    this.calls.push({ method: 'send', html, ...message });
    return this.#send(message.chatId, { ...message, text: html.html });
  }

  editMessageText(message: SentMessage & Text): Promise<EditOutcome> {
    this.calls.push({ method: 'edit', ...message });
    return this.#edit(message, { text: message.html.html, buttons: message.buttons });
  }

  sendPhoto({ png, caption, ...photo }: Place & Photo): Promise<SendOutcome> {
    this.calls.push({ method: 'send', png, caption, ...photo });
    return this.#send(photo.chatId, { ...photo, text: caption, picture: pictureOf(png) });
  }

  editMessageMedia({ png, caption, ...photo }: SentMessage & Photo): Promise<EditOutcome> {
    this.calls.push({ method: 'edit', png, caption, ...photo });
    return this.#edit(photo, { text: caption, picture: pictureOf(png) });
  }

  sendDocument({ content, fileName, caption = '', ...document }: Place & Document): Promise<SendOutcome> {
    this.calls.push({ method: 'send', content, fileName, caption, ...document });
    const text = [...(caption === '' ? [] : [caption]), new TextDecoder().decode(content)].join('\n');
    return this.#send(document.chatId, { ...document, text, file: fileName });
  }

  show(chatId: string, messageId: number, text = 'preparing'): void {
    this.messages.push({ chatId, messageId, text, silent: false });
  }

  delete(messageId: number): void {
    this.messages.splice(
      this.messages.findIndex((message) => message.messageId === messageId),
      1,
    );
  }

  /** Texts in the order of their posting, those of pictures left out. */
  textsIn(chatId: string): string[] {
    return this.messages
      .filter((message) => message.chatId === chatId && message.picture === undefined)
      .map(({ text }) => text);
  }

  picturesIn(chatId: string): ShownMessage[] {
    return this.messages.filter((message) => message.chatId === chatId && message.picture !== undefined);
  }

  #moveOn(): void {
    if (this.move && this.calls.length >= this.move.atCall) this.movedChats.set(this.move.chatId, this.move.toChatId);
  }

  async #send(chatId: string, shown: Omit<ShownMessage, 'messageId'>): Promise<SendOutcome> {
    this.#moveOn();
    const toChatId = this.movedChats.get(chatId);
    if (toChatId !== undefined) return { status: 'migrated', toChatId };
    const messageId = (this.#nextMessageId += 1);
    const to = shown.picture === undefined ? chatId : `the chart in ${chatId}`;
    const outcome = await this.record(to, shown.text, () =>
      this.#treat<SendOutcome>(shown, { status: 'sent', messageId }, () => {
        this.messages.push({ ...shown, messageId, sentText: shown.text });
      }),
    );
    if (outcome.status === 'edited' || outcome.status === 'message-lost' || outcome.status === 'not-editable')
      throw new Error('No outcome of a send.');
    return outcome;
  }

  async #edit({ chatId, messageId }: SentMessage, change: Partial<ShownMessage>): Promise<EditOutcome> {
    this.#moveOn();
    const toChatId = this.movedChats.get(chatId);
    if (toChatId !== undefined) return { status: 'migrated', toChatId };
    const shown = this.messages.find((other) => other.chatId === chatId && other.messageId === messageId);
    if (!shown) return { status: 'message-lost' };
    const outcome = await this.#treat<EditOutcome>(
      change,
      { status: 'edited' },
      () => Object.assign(shown, change),
      true,
    );
    if (outcome.status === 'sent') throw new Error('No outcome of an edit.');
    return outcome;
  }

  async #treat<O extends SendOutcome | EditOutcome>(
    { picture }: Partial<ShownMessage>,
    ok: O,
    apply: () => void,
    isEdit = false,
  ): Promise<SendOutcome | EditOutcome> {
    const treatments = (picture === undefined ? undefined : this.pictureTreatments) ?? this.treatments;
    const treatment = treatments.shift() ?? { kind: 'ok' };
    await this.whileCalled();
    const { editAfterMs } = treatment.kind === 'late' ? treatment : {};
    const treated = isEdit && editAfterMs !== undefined ? ({ kind: 'late', afterMs: editAfterMs } as const) : treatment;
    return this.treat<O, SendOutcome | EditOutcome>(treated, ok, apply);
  }
}

const pictureOf = (png: Uint8Array): string => new TextDecoder().decode(png);

/** How Telegram refuses an edit of a message that is there. */
export const notEditable = refuse({ status: 'not-editable', description: "Bad Request: message can't be edited" });

export const rateLimited = (retryAfterMs: number) => refuse({ status: 'rate-limited', retryAfterMs });

/** How the text of a repeated message says so. */
export const repeatedMark = 'Repeated:';

export type PostTreatment = Treatment<Exclude<PostOutcome, { status: 'accepted' }>>;

/** What readers got, in the order of its arrival. */
export interface Arrived {
  readonly text: string;
  readonly marker: Marker | undefined;
  /** Whether the process that sent it got to know. */
  readonly isAnswered: boolean;
  readonly mail?: MailToSend;
  readonly call?: WebhookCall;
}

/** A mail service and a webhook. */
export class FakePosts extends TreatedService {
  readonly arrived: Arrived[] = [];
  /** Treatments of the calls to come; `ok` when there are no more. */
  treatments: PostTreatment[] = [];

  sendMail(mail: MailToSend): Promise<PostOutcome> {
    const [, marker] = /^\[([\w-]+)\] /.exec(mail.subject) ?? [];
    return this.#send({ text: mail.text, marker: marker as Marker | undefined, mail });
  }

  callWebhook(call: WebhookCall): Promise<PostOutcome> {
    return this.#send({ ...(JSON.parse(call.body) as { text: string; marker: Marker | undefined }), call });
  }

  async #send(what: Omit<Arrived, 'isAnswered'>): Promise<PostOutcome> {
    const treatment = this.treatments.shift() ?? { kind: 'ok' };
    return await this.record('the post', what.text, () =>
      this.treat<PostOutcome, PostOutcome>(treatment, { status: 'accepted' }, () => {
        this.arrived.push({ ...what, isAnswered: treatment.kind === 'ok' });
      }),
    );
  }
}

const textOf = ({ values, missing }: ReportContent): string =>
  [
    ...values.map(({ title, value }) => `${title.en} ${value}`),
    ...missing.map(({ title, reason }) => `${title.en} is missing: ${reason.code}, ${reason.message}`),
  ].join(', ');

export const renderMail: MailTools['renderMail'] = (content, { marker, chart } = {}) => ({
  subject: `${marker === undefined ? '' : `[${marker}] `}${textOf(content)}`,
  html: `<p>${textOf(content)}${chart ? `<img src="cid:${chart.contentId}" alt="${chart.altText}"><img src="cid:${chart.darkContentId}">` : ''}`,
  text: textOf(content),
});

/** Knows one format. */
export const renderBody: WebhookTools['renderBody'] = (content, { format, marker, runId, revision }) =>
  format === 'pulso' ? JSON.stringify({ text: textOf(content), marker, runId, revision }) : undefined;

/** Draws numbers, if there are any. */
export const renderChart: ChartTools['renderChart'] = (content, { mode } = {}) =>
  content.values.length === 0
    ? undefined
    : {
        svg: `<svg>${mode === 'dark' ? 'Dark ' : ''}${textOf(content)}</svg>`,
        altText: `Chart of ${textOf(content)}`,
        caption: `Chart of ${textOf(content)}`,
      };
