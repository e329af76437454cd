import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

interface Sent {
  readonly message?: { readonly chat: { readonly id: number }; readonly text?: string };
  readonly callback_query?: {
    readonly id: string;
    readonly data: string;
    readonly from: { readonly first_name: string };
    readonly message: { readonly message_id: number; readonly chat: { readonly id: number } };
  };
}

/** A bot that counts. */
export interface ToyBot {
  /** Texts and presses as they came. */
  readonly heard: readonly string[];
  /** Answers every update with this status from now on, and does nothing. */
  breakWith(status: number): void;
  stop(): Promise<void>;
}

/** Starts a bot with a webhook that offers buttons to `/start` and `/menu`, and to anything else says what it heard. */
export async function startToyBot(apiRoot: string, token: string): Promise<ToyBot> {
  const heard: string[] = [];
  let status = 200;
  let count = 0;
  const call = async (method: string, body: object): Promise<void> => {
    await fetch(`${apiRoot}/bot${token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify(body),
    });
  };
  const keyboard = () => ({
    inline_keyboard: [
      [
        { text: 'More', callback_data: 'more' },
        { text: 'Less', callback_data: 'less' },
      ],
      [{ text: 'Docs', url: 'https://core.telegram.org/bots' }],
    ],
  });
  const handle = async ({ message, callback_query: query }: Sent): Promise<void> => {
    if (query) {
      heard.push(`${query.from.first_name} ${query.data}`);
      count += query.data === 'more' ? 1 : -1;
      await call('answerCallbackQuery', { callback_query_id: query.id, text: `Now ${count}` });
      const { message_id, chat } = query.message;
      await call('editMessageText', { chat_id: chat.id, message_id, text: `Count ${count}`, reply_markup: keyboard() });
    } else if (message?.text !== undefined) {
      heard.push(message.text);
      const isMenu = /^\/(start|menu)/.test(message.text);
      if (message.text === '/broken') await call('sendMessage', { chat_id: message.chat.id, text: '' });
      else if (isMenu)
        await call('sendMessage', { chat_id: message.chat.id, text: 'Count 0', reply_markup: keyboard() });
      else await call('sendMessage', { chat_id: message.chat.id, text: `You said:\n${message.text}` });
    }
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', async () => {
      if (status === 200) await handle(JSON.parse(body) as Sent);
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await call('setWebhook', { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
  return {
    heard,
    breakWith: (broken) => {
      status = broken;
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
