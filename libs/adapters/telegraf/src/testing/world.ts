import { type IncomingMessage, type ServerResponse, createServer } from 'node:http';
import { type AddressInfo } from 'node:net';

import { type AnswerResult, type Replies } from '@pulso/domain/conversation';
import { html } from '@pulso/kit/telegram';

import { type RunUpdateOptions, createRunUpdate } from '../create-run-update';

interface Call {
  readonly path: string;
  readonly payload: unknown;
}

export type Respond = (response: ServerResponse, request: IncomingMessage) => void;

/** A fake Bot API, and the adapter that calls it. */
export interface SpecWorld {
  readonly calls: Call[];
  /** The answers to the next calls; afterwards a posted message. */
  readonly responses: Respond[];
  options(overrides?: Partial<RunUpdateOptions>): RunUpdateOptions;
  /** Runs one update, which is answered by `act`. @returns What `act` returned. */
  run<Result>(act: (replies: Replies) => Promise<Result>, overrides?: Partial<RunUpdateOptions>): Promise<Result>;
  /** Also closes connections that wait for an answer. */
  close(): Promise<void>;
}

export const token = '123456789:AAH4fT1o-abcdefghijklmnopqrstuvw';
export const settled: AnswerResult = { type: 'settled', outcome: 'answered' };

export const send = (replies: Replies) => replies.sendMessage({ chatId: 5, text: html`<b>${'<hi>'}</b>` });

const json =
  (status: number, body: unknown): Respond =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };

export const refusal = (code: number, description: string, parameters?: object): Respond =>
  json(code, { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) });

const posted = json(200, { ok: true, result: { message_id: 77, date: 1, chat: { id: 5, type: 'private' } } });

export async function startSpecWorld(): Promise<SpecWorld> {
  const calls: Call[] = [];
  const responses: Respond[] = [];
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      calls.push({ path: request.url ?? '', payload: JSON.parse(Buffer.concat(chunks).toString()) });
      (responses.shift() ?? posted)(response, request);
    });
  };
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const options: SpecWorld['options'] = (overrides = {}) => ({
    readToken: async () => token,
    forgetToken: () => {},
    botInfo: { id: 7, username: 'PulsoDemoBot', firstName: 'Pulso' },
    apiRoot,
    ...overrides,
  });

  return {
    calls,
    responses,
    options,
    run: async (act, overrides) => {
      const results: Awaited<ReturnType<typeof act>>[] = [];
      await createRunUpdate(options(overrides))({ update_id: 1 }, async (replies) => {
        results.push(await act(replies));
        return settled;
      });
      const [result] = results;
      if (result === undefined) throw new Error('The update was not answered.');
      return result;
    },
    close: async () => {
      server.closeAllConnections();
      if (server.listening) await new Promise((resolve) => server.close(resolve));
    },
  };
}
