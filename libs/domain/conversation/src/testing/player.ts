import { type OwnCommands, commandList } from '../commands/command-list';
import { callbackUpdate, messageUpdate, person } from './factories';
import { World } from './world';

interface Shown {
  text: string;
  buttons: { readonly text: string; readonly data: string }[];
}

/** A person in a private chat with the bot: says things, presses buttons, and sees what comes. */
export class Player {
  readonly world: World;
  /** Notices that were shown over the chat. */
  readonly notices: string[] = [];
  readonly #id: number;
  readonly #language: string;
  #updateCount: number;

  /** @param ownCommands - What the bot has; absent: what this one has. */
  constructor(
    ownCommands?: OwnCommands,
    { id = 4_242, language = 'en', world }: { id?: number; language?: string; world?: World } = {},
  ) {
    this.world = world ?? new World(ownCommands ? { commands: commandList(ownCommands) } : {});
    this.#id = id;
    this.#language = language;
    this.#updateCount = id * 1_000;
  }

  /** What the chat shows, from top to bottom, as HTML. */
  get sees(): string[] {
    return this.#shown().map(({ text }) => text);
  }

  async says(text: string): Promise<void> {
    await this.#deliver(messageUpdate({ text, chat: this.#chat, from: this.#person }));
  }

  /** Presses the lowest button that is called so. */
  async presses(label: string): Promise<void> {
    const shown = this.#shown();
    const index = shown.findLastIndex(({ buttons }) => buttons.some(({ text }) => text === label));
    const data = shown[index]?.buttons.find(({ text }) => text === label)?.data;
    if (data === undefined) throw new Error(`No button "${label}" is shown: ${JSON.stringify(shown)}`);
    const message = { message_id: firstMessageId + index, date: 0, chat: this.#chat };
    const { callbackAnswers } = this.world;
    await this.#deliver(callbackUpdate({ data, from: this.#person, message }));
    const notice = callbackAnswers.at(-1)?.text;
    if (notice !== undefined) this.notices.push(notice);
  }

  get #chat() {
    return { id: this.#id, type: 'private' };
  }

  get #person() {
    return person({ id: this.#id, language_code: this.#language });
  }

  async #deliver(update: object): Promise<void> {
    const { statusCode } = await this.world.deliver({ ...update, update_id: (this.#updateCount += 1) });
    if (statusCode !== 200) throw new Error(`The bot answers ${statusCode}: ${this.world.lines.join('\n')}`);
  }

  #shown(): Shown[] {
    const shown = this.world.sent.map(({ text, buttons = [] }): Shown => ({
      text: text.html,
      buttons: ofData(buttons),
    }));
    for (const { messageId, text, buttons = [] } of this.world.edits) {
      const message = shown[messageId - firstMessageId];
      if (message) Object.assign(message, { text, buttons: ofData(buttons) });
    }
    return shown;
  }
}

/** Of a world's first message. */
const firstMessageId = 901;

type Buttons = NonNullable<World['sent'][number]['buttons']>;

const ofData = (buttons: Buttons): Shown['buttons'] => buttons.flat().filter((button) => 'data' in button);
