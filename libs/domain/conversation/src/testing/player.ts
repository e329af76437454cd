import { type OwnCommands, commandList } from '../commands/command-list';
import { type Buttons } from '../ports';
import { callbackUpdate, messageUpdate, person } from './factories';
import { World } from './world';

interface Shown {
  readonly messageId: number;
  readonly text: string;
  readonly buttons: Buttons;
}

interface PlayerOptions {
  readonly id?: number;
  /** What the person's app speaks. Default: English. */
  readonly language?: string;
  /** Where others play, too. */
  readonly world?: World;
}

/** Of a world's first message. */
const firstMessageId = 901;

/** A person in a private chat with the bot: says things, presses buttons, and sees what comes. */
export class Player {
  readonly world: World;
  readonly #chat: { readonly id: number; readonly type: 'private' };
  readonly #person: object;
  #updateCount: number;

  /** @param ownCommands - What the bot has besides its own commands. */
  constructor(ownCommands: OwnCommands, { id = 4_242, language = 'en', world }: PlayerOptions = {}) {
    this.world = world ?? new World({ commands: commandList(ownCommands) });
    this.#chat = { id, type: 'private' };
    this.#person = person({ id, language_code: language });
    this.#updateCount = id * 1_000;
  }

  /** What the chat shows, from top to bottom, as HTML. */
  get sees(): string[] {
    return this.#shown().map(({ text }) => text);
  }

  /** What was shown over the chat, in its order. */
  get notices(): string[] {
    return this.world.callbackAnswers.flatMap(({ text }) => text ?? []);
  }

  async says(text: string): Promise<void> {
    await this.#deliver(messageUpdate({ text, chat: this.#chat, from: this.#person }));
  }

  /** Presses the lowest button that is called so. */
  async presses(label: string): Promise<void> {
    const found = this.#shown().flatMap(({ messageId, buttons }) =>
      buttons.flat().flatMap((button) => (button.text === label && 'data' in button ? { messageId, ...button } : [])),
    );
    const pressed = found.at(-1);
    if (!pressed) throw new Error(`No button "${label}" is shown below: ${this.sees.join(' | ')}`);
    const message = { message_id: pressed.messageId, date: 0, chat: this.#chat };
    await this.#deliver(callbackUpdate({ data: pressed.data, from: this.#person, message }));
  }

  async #deliver(update: object): Promise<void> {
    const { statusCode } = await this.world.deliver({ ...update, update_id: (this.#updateCount += 1) });
    if (statusCode !== 200) throw new Error(`The bot answers ${statusCode}: ${this.world.lines.join('\n')}`);
  }

  #shown(): Shown[] {
    const { sent, edits } = this.world;
    return sent.flatMap(({ chatId, text, buttons = [] }, index) => {
      if (chatId !== this.#chat.id) return [];
      const messageId = firstMessageId + index;
      const edit = edits.findLast((each) => each.chatId === chatId && each.messageId === messageId);
      return [{ messageId, text: edit?.text ?? text.html, buttons: edit ? (edit.buttons ?? []) : buttons }];
    });
  }
}
