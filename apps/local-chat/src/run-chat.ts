import { type LoggedEvent, type ShownMessage } from '@pulso/local-telegram';

import { type Button, buttonRowsOf } from './buttons';
import { RefusedError } from './errors';
import { ButtonMemory } from './button-memory';
import { type EventFollower, followEvents } from './follow-events';
import { type Line, lineHelp, parseLine } from './parse-line';
import { type PeopleClient, type Place } from './people-client';
import { membershipText, unseenText } from './place-texts';
import { showEvent } from './show-event';

/** Where lines come from and go to. */
export interface ChatScreen {
  /** What was typed, line by line; asked for the next one only when the one before is done. */
  readonly lines: AsyncIterable<string>;
  print(line: string): void;
  /** Shows who speaks and where, before something is typed. */
  prompt(text: string): void;
  /** Somebody sits there: lines need not wait for the bot, nor be printed again. */
  readonly isTerminal: boolean;
}

export interface ChatSettings extends Place {
  /** How long a line may take until the bot has handled it, ms. */
  readonly waitMs: number;
}

/**
 * Lets people talk to the bot until the lines end or somebody quits.
 *
 * @returns The exit status: 1 when a line could not be carried out or the bot has not handled it, else 0.
 * @throws {NoTelegramError} The local Telegram does not answer, or no longer.
 */
export async function runChat(client: PeopleClient, screen: ChatScreen, settings: ChatSettings): Promise<number> {
  const chat = new Chat(client, screen, settings, await client.botName());
  return await chat.run();
}

class Chat {
  private readonly client: PeopleClient;
  private readonly screen: ChatScreen;
  private readonly waitMs: number;
  private readonly bot: string;
  private place: Place;
  private chatId = 0;
  /** Names of chats that were entered, by id. */
  private readonly chatNames = new Map<number, string>();
  private readonly buttons = new ButtonMemory();
  private failureCount = 0;

  constructor(client: PeopleClient, screen: ChatScreen, { person, group, waitMs }: ChatSettings, bot: string) {
    this.client = client;
    this.screen = screen;
    this.waitMs = waitMs;
    this.bot = bot;
    this.place = { person, group };
  }

  async run(): Promise<number> {
    const history = await this.client.events(0, 0, new AbortController().signal);
    history.forEach((event) => this.buttons.remember(event));
    const follower = followEvents(this.client, history.at(-1)?.place ?? 0, (event) => this.show(event));
    try {
      this.screen.print(`Talking to ${this.bot}. ? for help, /quit to leave.`);
      await this.enter();
      await Promise.race([this.readLines(follower), follower.gone]);
    } finally {
      await follower.stop();
    }
    return this.failureCount > 0 ? 1 : 0;
  }

  private async readLines(follower: EventFollower): Promise<void> {
    for await (const typed of this.screen.lines) {
      const line = parseLine(typed);
      if (line.type === 'quit') return;
      try {
        await this.carryOut(line, follower);
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        this.fail(error.message);
      }
      this.prompt();
    }
  }

  private async carryOut(line: Line, follower: EventFollower): Promise<void> {
    switch (line.type) {
      case 'nothing':
        return;
      case 'say':
        return this.say(line.text, line.replyTo, follower);
      case 'press':
        return this.press(line, follower);
      case 'as':
        this.place = { ...this.place, person: line.person };
        return this.enter();
      case 'chat':
        this.place = { ...this.place, group: line.group };
        return this.enter();
      case 'member': {
        const { updateId } = await this.client.setMember(this.place, line.isMember);
        this.screen.print(membershipText(this.place, line.isMember));
        return this.settle(updateId, follower);
      }
      case 'migrate': {
        const { chatId, updateId } = await this.client.migrate(this.place);
        this.screen.print(`The group "${this.place.group}" is a supergroup now, ${chatId}.`);
        await this.enter();
        return this.settle(updateId, follower);
      }
      case 'wait':
        if (!(await follower.nextOfBot(line.seconds * 1000))) this.fail(`The bot did nothing in ${line.seconds} s.`);
        return;
      case 'pause':
        return follower.pause(line.seconds * 1000);
      case 'flood':
        await this.client.setFloodControl(line.isOn);
        return this.screen.print(`Flood control is ${line.isOn ? 'on' : 'off'}.`);
      case 'help':
        return this.screen.print(lineHelp);
      case 'unclear':
        return this.fail(line.problem);
      case 'quit':
        return;
      default:
        return line satisfies never;
    }
  }

  private async enter(): Promise<void> {
    const { chat, state, webhookUrl, isPolling } = await this.client.enter(this.place);
    this.chatId = chat.id;
    const { person, group } = this.place;
    this.chatNames.set(chat.id, group === undefined ? `${person} in private` : group);
    this.screen.print(`${person} is in ${group === undefined ? 'the private chat' : `the group "${group}"`}.`);
    if (state !== 'member' && state !== 'not-started') this.screen.print(`! The bot's state here: ${state}.`);
    if (webhookUrl === '' && !isPolling) {
      this.screen.print('! Nobody listens: the bot has no webhook, and nothing asks with getUpdates.');
    }
    this.prompt();
  }

  private async say(text: string, replyTo: number | undefined, follower: EventFollower): Promise<void> {
    const { updateId, unseen } = await this.client.say(this.place, text, replyTo);
    if (unseen) this.screen.print(unseenText(unseen));
    await this.settle(updateId, follower);
  }

  private async press(line: Line & { type: 'press' }, follower: EventFollower): Promise<void> {
    const message = this.buttons.find(this.chatId, line.message);
    if (!message && line.mayBeText) return this.say(line.typed, undefined, follower);
    const button = message && buttonRowsOf(message).flat()[line.button - 1];
    if (!message || !button) return this.fail(`There is no button ${line.typed}.`);
    await this.pressButton(message, button, follower);
  }

  private async pressButton(message: ShownMessage, { label, press }: Button, follower: EventFollower): Promise<void> {
    switch (press.type) {
      case 'callback': {
        if (!this.screen.isTerminal) this.screen.print(`${this.place.person} presses "${label}".`);
        const { updateId } = await this.client.press(this.place, message.messageId, press.data);
        return this.settle(updateId, follower);
      }
      case 'link':
        return this.screen.print(`The link opens: ${press.url}`);
      case 'say':
        return this.say(label, undefined, follower);
      case 'other':
        return this.fail(`A button of this kind cannot be pressed here: "${label}".`);
      default:
        return press satisfies never;
    }
  }

  /** On a terminal nobody waits: what the bot does is shown as it comes. */
  private async settle(updateId: number | undefined, follower: EventFollower): Promise<void> {
    if (updateId === undefined || this.screen.isTerminal) return;
    const end = await follower.endOf(updateId, this.waitMs);
    if (end === 'open') this.fail(`The bot has not handled it within ${this.waitMs / 1000} s.`);
    if (end === 'dropped') this.failureCount += 1;
  }

  private show(event: LoggedEvent): void {
    this.buttons.remember(event);
    if (this.screen.isTerminal && this.isOwn(event)) return;
    const names = { bot: this.bot, chat: (chatId: number) => this.prefixOf(chatId) };
    const lines = showEvent(event, names);
    for (const line of lines) this.screen.print(line);
    if (lines.length > 0) this.prompt();
  }

  /** What somebody types stands on their screen already. */
  private isOwn(event: LoggedEvent): boolean {
    if (event.type !== 'message-sent') return false;
    return event.message.chatId === this.chatId && event.message.senderName === this.place.person;
  }

  private prefixOf(chatId: number): string {
    return chatId === this.chatId ? '' : `[${this.chatNames.get(chatId) ?? `chat ${chatId}`}] `;
  }

  private prompt(): void {
    const { person, group } = this.place;
    this.screen.prompt(group === undefined ? `${person}> ` : `${person} @ ${group}> `);
  }

  private fail(problem: string): void {
    this.failureCount += 1;
    this.screen.print(`! ${problem}`);
  }
}
