import { type EditOutcome, type SendOutcome } from '@pulso/kit/telegram';

import {
  type BotApi,
  type Buttons,
  type DocumentToSend,
  type MessageToEdit,
  type MessageToSend,
  type PhotoToEdit,
  type PhotoToSend,
} from '../ports';
import { type Treatment, TreatedService, refuse } from './treated-service';

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
  /** When messages were sent, whatever came of it, epoch ms. */
  readonly sendTimesMs: number[] = [];
  readonly calls: ({ method: 'send' | 'edit' } & (
    | MessageToSend
    | MessageToEdit
    | PhotoToSend
    | PhotoToEdit
    | DocumentToSend
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

  sendMessage({ html, ...message }: MessageToSend): Promise<SendOutcome> {
    this.calls.push({ method: 'send', html, ...message });
    return this.#send(message.chatId, { ...message, text: html.html });
  }

  editMessageText(message: MessageToEdit): Promise<EditOutcome> {
    this.calls.push({ method: 'edit', ...message });
    return this.#edit(message, { text: message.html.html, buttons: message.buttons });
  }

  sendPhoto({ png, caption, ...photo }: PhotoToSend): Promise<SendOutcome> {
    this.calls.push({ method: 'send', png, caption, ...photo });
    return this.#send(photo.chatId, { ...photo, text: caption, picture: pictureOf(png) });
  }

  editMessageMedia({ png, caption, ...photo }: PhotoToEdit): Promise<EditOutcome> {
    this.calls.push({ method: 'edit', png, caption, ...photo });
    return this.#edit(photo, { text: caption, picture: pictureOf(png) });
  }

  sendDocument({ content, fileName, caption = '', ...document }: DocumentToSend): Promise<SendOutcome> {
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
    this.sendTimesMs.push(this.clock.nowMs());
    const toChatId = this.movedChats.get(chatId);
    if (toChatId !== undefined) return { status: 'migrated', toChatId };
    const messageId = (this.#nextMessageId += 1);
    const outcome = await this.#treat<SendOutcome>(shown, { status: 'sent', messageId }, () => {
      this.messages.push({ ...shown, messageId, sentText: shown.text });
    });
    if (outcome.status === 'edited' || outcome.status === 'message-lost' || outcome.status === 'not-editable')
      throw new Error('No outcome of a send.');
    return outcome;
  }

  async #edit(
    { chatId, messageId }: Pick<MessageToEdit, 'chatId' | 'messageId'>,
    change: Partial<ShownMessage>,
  ): Promise<EditOutcome> {
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
