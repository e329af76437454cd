import { type ShownButton, type ShownMessage } from '@pulso/console-api';

import { RefusedError } from './errors';
import { ButtonMemory } from './button-memory';
import { type ChatScreen, ChatView } from './chat-view';
import { type EventFollower, followEvents } from './follow-events';
import { type Line, lineHelp, parseLine } from './parse-line';
import { type PeopleClient, type Place } from './people-client';
import { membershipText, unseenText } from './place-texts';
import { visibleName } from './visible';

export interface ChatSettings extends Place {
  /** How long a line may take until the bot has handled it, ms. */
  readonly waitMs: number;
}

/**
 * Lets people talk to the bot until the lines end or a person quits.
 *
 * @returns The exit status: 1 when a line could not be carried out or the bot has not handled it, else 0.
 * @throws {NoLocalCloudError} The local cloud does not answer, or no longer.
 */
export async function runChat(client: PeopleClient, screen: ChatScreen, settings: ChatSettings): Promise<number> {
  const bot = await client.botName();
  const chat = new Chat(client, screen, settings, bot);
  return await chat.run(bot);
}

class Chat {
  private readonly client: PeopleClient;
  private readonly screen: ChatScreen;
  private readonly waitMs: number;
  private readonly view: ChatView;
  private place: Place;
  private chatId = 0;
  private readonly buttons = new ButtonMemory();
  /** Chats whose messages were looked through for buttons. */
  private readonly learned = new Set<number>();

  constructor(client: PeopleClient, screen: ChatScreen, { person, group, waitMs }: ChatSettings, bot: string) {
    this.client = client;
    this.screen = screen;
    this.waitMs = waitMs;
    this.place = { person, group };
    this.view = new ChatView(screen, this.place, bot);
  }

  async run(bot: string): Promise<number> {
    const follower = await followEvents(this.client, {
      show: (event) => {
        this.buttons.remember(event);
        this.view.show(event);
      },
      onMissed: () => this.view.print('(Some of what has happened was missed.)'),
    });
    try {
      this.view.print(`Talking to ${bot} at ${this.client.address}. ? for help, /quit to leave.`);
      await this.enter();
      await Promise.race([this.readLines(follower), follower.gone]);
    } finally {
      await follower.stop();
    }
    return this.view.failureCount > 0 ? 1 : 0;
  }

  private async readLines(follower: EventFollower): Promise<void> {
    for await (const typed of this.screen.lines) {
      const line = parseLine(typed);
      if (line.type === 'quit') return;
      try {
        await this.carryOut(line, follower);
      } catch (error) {
        if (!(error instanceof RefusedError)) throw error;
        this.view.fail(error.message);
      }
      this.view.prompt();
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
        this.view.print(membershipText(this.place, line.isMember));
        return this.settle(updateId, follower);
      }
      case 'migrate': {
        const { chatId, updateId } = await this.client.migrate(this.place);
        this.view.print(`The group "${this.place.group}" is a supergroup now, ${chatId}.`);
        await this.enter();
        return this.settle(updateId, follower);
      }
      case 'wait':
        if (!(await follower.nextOfBot(line.seconds * 1000)))
          this.view.fail(`The bot did nothing in ${line.seconds} s.`);
        return;
      case 'pause':
        return follower.pause(line.seconds * 1000);
      case 'flood':
        await this.client.setFloodControl(line.isOn);
        return this.view.print(`Flood control is ${line.isOn ? 'on' : 'off'}.`);
      case 'help':
        return this.view.print(lineHelp);
      case 'unclear':
        return this.view.fail(line.problem);
      case 'quit':
        return;
      default:
        return line satisfies never;
    }
  }

  private async enter(): Promise<void> {
    const { chat, isHeard } = await this.client.enter(this.place);
    const { id, state } = chat;
    this.chatId = id;
    await this.learnButtons(id);
    this.view.enter(this.place, id);
    if (state !== 'member' && state !== 'not-started') this.view.print(`! The bot's state here: ${state}.`);
    if (!isHeard) {
      this.view.print('! The bot hears nothing: it has no webhook, and no program asks with getUpdates.');
    }
    this.view.prompt();
  }

  /** From what was said before this program came; what is said since then it hears. */
  private async learnButtons(chatId: number): Promise<void> {
    if (this.learned.has(chatId)) return;
    this.learned.add(chatId);
    const messages = await this.client.messages(chatId);
    const lastAtMs = ({ versions }: ShownMessage): number => versions.at(-1)?.atMs ?? 0;
    for (const message of messages.toSorted((a, b) => lastAtMs(a) - lastAtMs(b))) {
      if (message.deletedAtMs === undefined) this.buttons.remember({ type: 'message-sent', message });
    }
  }

  private async say(text: string, replyTo: number | undefined, follower: EventFollower): Promise<void> {
    const { updateId, unseen } = await this.client.say(this.place, text, replyTo);
    if (unseen) this.view.print(unseenText(unseen));
    await this.settle(updateId, follower);
  }

  private async press(line: Line & { type: 'press' }, follower: EventFollower): Promise<void> {
    const message = this.buttons.find(this.chatId, line.message);
    if (!message && line.mayBeText) return this.say(line.typed, undefined, follower);
    const button = message?.keyboard?.rows.flat()[line.button - 1];
    if (!message || !button) return this.view.fail(`There is no button ${line.typed}.`);
    await this.pressButton(message, button, follower);
  }

  private async pressButton(
    message: ShownMessage,
    { label, press }: ShownButton,
    follower: EventFollower,
  ): Promise<void> {
    switch (press.type) {
      case 'callback': {
        if (!this.screen.isTerminal) this.view.print(`${this.place.person} presses "${visibleName(label)}".`);
        const { updateId } = await this.client.press(this.place, message.messageId, press.data);
        return this.settle(updateId, follower);
      }
      case 'link':
        return this.view.print(`The link opens: ${visibleName(press.url)}`);
      case 'say':
        return this.say(label, undefined, follower);
      case 'other':
        return this.view.fail(`A button of this kind cannot be pressed here: "${visibleName(label)}".`);
      default:
        return press satisfies never;
    }
  }

  /** On a terminal the program does not wait: what the bot does is shown as it comes. */
  private async settle(updateId: number | undefined, follower: EventFollower): Promise<void> {
    if (updateId === undefined || this.screen.isTerminal) return;
    const end = await follower.endOf(updateId, this.waitMs);
    if (end === 'open') this.view.fail(`The bot has not handled it within ${this.waitMs / 1000} s.`);
    if (end === 'dropped') this.view.failureCount += 1;
  }
}
