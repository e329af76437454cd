import { type IncomingMessage, createServer } from 'node:http';

import { isLoopbackHost, listenOnLoopback } from '@pulso/local/gateway';

/** What a webhook was called with. */
export interface WebhookCall {
  /** Epoch ms of the local clock. */
  readonly atMs: number;
  /** The webhook's, by the stage settings. */
  readonly name: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** What begins the path of an address that stands for a webhook here. */
const pathPrefix = '/local-webhooks/';

/**
 * Starts what stands for the webhooks of a stage: it keeps every call and answers 204; 403 under another host's name.
 *
 * @param clock - For the times of calls.
 * @param onCall - Told each call as it comes.
 */
export async function startWebhookReceiver(clock: { nowMs(): number }, onCall: (call: WebhookCall) => void) {
  const calls: WebhookCall[] = [];
  const server = createServer((request, response) => {
    if (!isLoopbackHost(request.headers.host)) return response.writeHead(403).end();
    void textOf(request).then((body) => {
      const name = decodeURIComponent(request.url?.slice(pathPrefix.length) ?? '');
      const isCall = request.method === 'POST' && request.url?.startsWith(pathPrefix) === true;
      if (isCall) {
        const call = { atMs: clock.nowMs(), name, headers: request.headers, body };
        calls.push(call);
        onCall(call);
      }
      response.writeHead(isCall ? 204 : 404).end();
    });
  });
  const { url, close } = await listenOnLoopback(server, 0);
  return {
    calls: calls as readonly WebhookCall[],
    close,
    /** @returns The address of a webhook, which is a secret elsewhere. */
    urlOf: (name: string): string => `${url}${pathPrefix}${encodeURIComponent(name)}`,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
