import { type OwnCommands, commandList } from '../commands/command-list';
import { callbackUpdate, messageUpdate, person } from './factories';
import { World } from './world';

/** A person in a private chat with the bot: says things, presses buttons, and sees what comes. */
export class Player {
  readonly world: World;
  readonly #place: { readonly from: object; readonly chat: { readonly id: number; readonly type: 'private' } };
  #updateCount: number;

  /**
   * @param ownCommands - The team's commands.
   * @param options - `language`: what the person's app speaks. `world`: where others play, too.
   */
  constructor(
    ownCommands: OwnCommands,
    options: { readonly id?: number; readonly language?: string; readonly world?: World } = {},
  ) {
    const { id = 4_242, language = 'en', world = new World({ commands: commandList(ownCommands) }) } = options;
    this.world = world;
    this.#place = { from: person({ id, language_code: language }), chat: { id, type: 'private' } };
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
    await this.#deliver(messageUpdate({ text, ...this.#place }));
  }

  /** Presses the lowest button with this label. */
  async presses(label: string): Promise<void> {
    const found = this.#shown().flatMap(({ messageId, buttons }) =>
      buttons.flat().flatMap((button) => (button.text === label && 'data' in button ? { messageId, ...button } : [])),
    );
    const pressed = found.at(-1);
    if (!pressed) throw new Error(`No button "${label}" is shown below: ${this.sees.join(' | ')}`);
    const { from, chat } = this.#place;
    const message = { message_id: pressed.messageId, date: 0, chat };
    await this.#deliver(callbackUpdate({ data: pressed.data, from, message }));
  }

  async #deliver(update: object): Promise<void> {
    const { statusCode } = await this.world.deliver({ ...update, update_id: (this.#updateCount += 1) });
    if (statusCode !== 200) throw new Error(`The bot answers ${statusCode}: ${this.world.lines.join('\n')}`);
  }

  #shown() {
    return this.world.sent.flatMap(({ chatId, text, buttons = [] }, index) => {
      if (chatId !== this.#place.chat.id) return [];
      const messageId = 901 + index;
      const edit = this.world.edits.findLast((each) => each.chatId === chatId && each.messageId === messageId);
      return [{ messageId, text: edit?.text ?? text.html, buttons: edit ? (edit.buttons ?? []) : buttons }];
    });
  }
}
