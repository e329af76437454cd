import { type PeopleEvent } from '@pulso/console-api';

import { type Place } from './people-client';
import { showEvent } from './show-event';
import { visible, visibleName } from './visible';

/** Where lines come from and go to. */
export interface ChatScreen {
  /** What was typed, line by line; asked for the next one only when the one before is done. */
  readonly lines: AsyncIterable<string>;
  print(line: string): void;
  /** Shows who speaks and where, before something is typed. */
  prompt(text: string): void;
  /** A person types: lines need not wait for the bot, nor be printed again. */
  readonly isTerminal: boolean;
}

/** What stands on the screen of a person who is at a place. */
export class ChatView {
  private readonly screen: Pick<ChatScreen, 'print' | 'prompt' | 'isTerminal'>;
  private readonly bot: string;
  private place: Place;
  private chatId = 0;
  /** Names of chats that were entered or heard of, by id. */
  private readonly chatNames = new Map<number, string>();
  /** How many lines could not be carried out, or were not handled by the bot. */
  failureCount = 0;

  constructor(screen: Pick<ChatScreen, 'print' | 'prompt' | 'isTerminal'>, place: Place, bot: string) {
    this.screen = screen;
    this.place = place;
    this.bot = bot;
  }

  /** Goes to a place, the chat of which has that id. */
  enter(place: Place, chatId: number): void {
    this.place = place;
    this.chatId = chatId;
    const { person, group } = place;
    this.chatNames.set(chatId, group ?? `${person} in private`);
    this.print(`${person} is in ${group === undefined ? 'the private chat' : `the group "${group}"`}.`);
  }

  /** Prints a line, or several. The names and texts that it repeats can't steer the terminal. */
  print(text: string): void {
    this.screen.print(visible(text));
  }

  fail(problem: string): void {
    this.failureCount += 1;
    this.print(`! ${problem}`);
  }

  prompt(): void {
    const { person, group } = this.place;
    this.screen.prompt(visibleName(group === undefined ? `${person}> ` : `${person} @ ${group}> `));
  }

  show(event: PeopleEvent): void {
    this.learnName(event);
    if (this.screen.isTerminal && this.isOwn(event)) return;
    const lines = showEvent(event, { bot: this.bot, chat: (chatId) => this.prefixOf(chatId) });
    for (const line of lines) this.print(line);
    if (lines.length > 0) this.prompt();
  }

  /** What the person types stands on the screen already. */
  private isOwn(event: PeopleEvent): boolean {
    if (event.type !== 'message-sent' || event.message.content !== undefined) return false;
    return event.message.chatId === this.chatId && event.message.senderName === this.place.person;
  }

  /** A private chat has the name of the person who writes there. */
  private learnName(event: PeopleEvent): void {
    if (event.type !== 'message-sent' || event.message.senderName === undefined || event.message.chatId < 0) return;
    this.chatNames.set(event.message.chatId, `${event.message.senderName} in private`);
  }

  private prefixOf(chatId: number): string {
    return chatId === this.chatId ? '' : `[${visibleName(this.chatNames.get(chatId) ?? `chat ${chatId}`)}] `;
  }
}
