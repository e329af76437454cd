import { CallParameters, type JsonObject } from '../call-parameters';
import { type MethodName } from '../methods/methods';
import { type BotApiAnswer } from '../refusals';
import { Telegram } from '../telegram';
import { type TelegramUpdate } from '../webhook/update-schedule';
import { type PeopleEvent } from '../what-people-see';

export const bot = { id: 100200300, username: 'pulso_local_bot', first_name: 'Pulso' };
export const startMs = Date.parse('2026-11-25T12:00:00Z');

/** Telegram with a person 7 who has started the bot, and a time that the test sets. */
export class TestTelegram {
  nowMs = startMs;
  readonly events: PeopleEvent[] = [];
  readonly telegram = new Telegram({
    bot,
    nowMs: () => this.nowMs,
    random: () => 0,
    onPeopleEvent: (event) => this.events.push(event),
  });

  constructor() {
    this.telegram.chats.set({ id: 7, type: 'private', firstName: 'Ada' });
  }

  /** @param files - By the names of their fields. */
  call(
    method: MethodName,
    parameters: JsonObject = {},
    files: Readonly<Record<string, Uint8Array>> = {},
  ): BotApiAnswer & { readonly result?: never } {
    const uploads = Object.entries(files).map(([name, bytes]) => {
      const upload = { fileName: `${name}.bin`, contentType: 'application/octet-stream', bytes };
      return [name, upload] as const;
    });
    return this.telegram.call(method, CallParameters.of(parameters, new Map(uploads))) as never;
  }
}

let lastMessageId = 0;

/** A text message; private unless `chat` says otherwise. */
export const messageUpdate = (updateId: number, overrides: JsonObject = {}): TelegramUpdate => ({
  update_id: updateId,
  message: {
    message_id: (lastMessageId += 1),
    date: Math.floor(startMs / 1000),
    chat: { id: 7, type: 'private', first_name: 'Ada' },
    from: { id: 7, is_bot: false, first_name: 'Ada' },
    text: 'hello',
    ...overrides,
  },
});

/** The head of a PNG file: signature and the chunk with the size. */
export function png(width: number, height: number): Buffer {
  const file = Buffer.alloc(33);
  Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex').copy(file);
  file.writeUInt32BE(width, 16);
  file.writeUInt32BE(height, 20);
  return file;
}
