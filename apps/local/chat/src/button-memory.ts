import { type PeopleEvent, type ShownMessage } from '@pulso/console-api';

/** Which messages have buttons now. */
export class ButtonMemory {
  /** By chat and message; the latest shown is the last. */
  private readonly messages = new Map<string, ShownMessage>();

  remember(event: PeopleEvent): void {
    if (event.type === 'message-deleted') this.messages.delete(`${event.chatId}/${event.messageId}`);
    if (event.type !== 'message-sent' && event.type !== 'message-edited') return;
    const { message } = event;
    const key = `${message.chatId}/${message.messageId}`;
    this.messages.delete(key);
    if (message.keyboard?.rows.length) this.messages.set(key, message);
  }

  /** @returns The message with that id, or the latest of the chat that has buttons; undefined when there is none. */
  find(chatId: number, messageId: number | undefined): ShownMessage | undefined {
    if (messageId !== undefined) return this.messages.get(`${chatId}/${messageId}`);
    return [...this.messages.values()].findLast((message) => message.chatId === chatId);
  }
}
