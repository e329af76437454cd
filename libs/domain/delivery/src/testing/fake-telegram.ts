import { type EditOutcome, type SendOutcome } from '@pulso/telegram-outcomes';
import { type Clock } from '@pulso/time';

import { type BotApi, type MessageToEdit, type MessageToSend } from '../ports';

/** How Telegram treats one call: an outcome instead of doing it, or doing it with an answer that never comes. */
export type Treatment =
  | { readonly kind: 'ok' }
  | { readonly kind: 'refuse'; readonly outcome: Exclude<SendOutcome | EditOutcome, { status: 'sent' | 'edited' }> }
  /** Applied, and the answer is lost. */
  | { readonly kind: 'answer-lost' }
  /** Not answered in time, and applied after this time. */
  | { readonly kind: 'late'; readonly afterMs: number };

export interface ShownMessage {
  readonly chatId: string;
  readonly messageId: number;
  text: string;
  readonly silent: boolean;
}

/** Remembers what people see. Placeholders are put in by the test, other message ids count up per chat. */
export class FakeTelegram implements BotApi {
  readonly messages: ShownMessage[] = [];
  readonly calls: ({ method: 'send' | 'edit' } & (MessageToSend | MessageToEdit))[] = [];
  /** Treatments of the calls to come; `ok` when there are no more. */
  treatments: Treatment[] = [];
  /** Chats that have become others, by their old ids. */
  readonly movedChats = new Map<string, string>();
  /** Runs inside every call, before its effect. */
  whileCalled: () => Promise<void> = () => Promise.resolve();
  #nextMessageId = 100;
  #late: { readonly dueAtMs: number; readonly apply: () => void }[] = [];
  readonly #clock: Pick<Clock, 'nowMs'>;

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  async sendMessage(message: MessageToSend): Promise<SendOutcome> {
    this.calls.push({ method: 'send', ...message });
    const toChatId = this.movedChats.get(message.chatId);
    if (toChatId !== undefined) return { status: 'migrated', toChatId };
    const messageId = (this.#nextMessageId += 1);
    const { chatId, html, silent } = message;
    const outcome = await this.#treat<SendOutcome>({ status: 'sent', messageId }, () => {
      this.messages.push({ chatId, messageId, text: html.html, silent });
    });
    if (outcome.status === 'edited' || outcome.status === 'message-lost') throw new Error('No outcome of a send.');
    return outcome;
  }

  async editMessageText(message: MessageToEdit): Promise<EditOutcome> {
    this.calls.push({ method: 'edit', ...message });
    const { chatId, messageId, html } = message;
    const toChatId = this.movedChats.get(chatId);
    if (toChatId !== undefined) return { status: 'migrated', toChatId };
    const shown = this.messages.find((other) => other.chatId === chatId && other.messageId === messageId);
    if (!shown) return { status: 'message-lost' };
    const outcome = await this.#treat<EditOutcome>({ status: 'edited' }, () => {
      shown.text = html.html;
    });
    if (outcome.status === 'sent') throw new Error('No outcome of an edit.');
    return outcome;
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

  /** Lets late calls take effect whose time has come. */
  takeLateEffects(): void {
    const nowMs = this.#clock.nowMs();
    this.#late.filter(({ dueAtMs }) => dueAtMs <= nowMs).forEach(({ apply }) => apply());
    this.#late = this.#late.filter(({ dueAtMs }) => dueAtMs > nowMs);
  }

  /** Texts in the order of their posting. */
  textsIn(chatId: string): string[] {
    return this.messages.filter((message) => message.chatId === chatId).map(({ text }) => text);
  }

  async #treat<O extends SendOutcome | EditOutcome>(ok: O, apply: () => void): Promise<SendOutcome | EditOutcome> {
    const treatment = this.treatments.shift() ?? { kind: 'ok' };
    await this.whileCalled();
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
        this.#late.push({ dueAtMs: this.#clock.nowMs() + treatment.afterMs, apply });
        return { status: 'unknown', reason: 'timeout' };
      default:
        return treatment satisfies never;
    }
  }
}

export const refuse = (outcome: Extract<Treatment, { kind: 'refuse' }>['outcome']): Treatment => ({
  kind: 'refuse',
  outcome,
});

/** How the text of a repeated message says so. */
export const repeatedMark = 'Repeated:';
