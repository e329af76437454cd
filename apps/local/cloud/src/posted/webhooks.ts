import { type IncomingMessage, createServer } from 'node:http';

import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters, webhookParameter } from '@pulso/contracts/envelope';
import { isLoopbackHost, listenOnLoopback } from '@pulso/local/machine';
import { type CloudDefinition } from '@pulso/world/stacks';

import { type ClientSettings } from '../cloud/administrator';

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

export interface WebhookReceiver {
  /** @returns The address of a webhook, which is a secret elsewhere. */
  urlOf(name: string): string;
  /** All calls, oldest first. */
  readonly calls: readonly WebhookCall[];
  close(): Promise<void>;
}

/** What begins the path of an address that stands for a webhook here. */
const pathPrefix = '/local-webhooks/';

/** @returns Whether an address is one of a receiver of this or of an earlier run. */
export const isLocalWebhook = (url: string): boolean =>
  url.startsWith('http://127.0.0.1:') && URL.parse(url)?.pathname.startsWith(pathPrefix) === true;

/**
 * Starts what stands for the webhooks of a stage: it keeps every call and answers 204; 403 under another host's name.
 *
 * @param clock - For the times of calls.
 * @param onCall - Told each call as it comes.
 */
export async function startWebhookReceiver(
  clock: { nowMs(): number },
  onCall: (call: WebhookCall) => void,
): Promise<WebhookReceiver> {
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
    urlOf: (name) => `${url}${pathPrefix}${encodeURIComponent(name)}`,
    calls,
    close,
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** Lists the webhooks whose parameters the stacks declare. */
export function webhookNames(stage: string, { parameters }: Pick<CloudDefinition, 'parameters'>): string[] {
  const prefix = parameterName(stage, webhookParameter(''));
  const others = new Set<string>(Object.values(secretParameters).map((base) => parameterName(stage, base)));
  return parameters
    .map(({ name }) => name)
    .filter((name) => name.startsWith(prefix) && !others.has(name))
    .map((name) => name.slice(prefix.length));
}

interface WebhookUrls {
  readonly stage: string;
  readonly names: readonly string[];
  /** @returns The address of a receiver of this run. */
  readonly urlOf: (name: string) => string;
  /** Signs the calls. */
  readonly secret: string;
}

/**
 * Sets the parameters of webhooks to addresses of this run, as an operator does once. One that the user has set to another
 * address stays.
 */
export async function setWebhookUrls(
  { stage, names, urlOf, secret }: WebhookUrls,
  settings: ClientSettings,
): Promise<void> {
  if (names.length === 0) return;
  const client = new SSMClient(settings);
  const fullNames = new Map(names.map((name) => [parameterName(stage, webhookParameter(name)), name]));
  const { Parameters: found = [] } = await client.send(
    new GetParametersCommand({ Names: [...fullNames.keys()], WithDecryption: true }),
  );
  const values = new Map(found.map(({ Name = '', Value = '' }) => [Name, Value]));
  for (const [Name, name] of fullNames) {
    if (!isOfLocalRun(values.get(Name))) continue;
    const Value = JSON.stringify({ url: urlOf(name), secret });
    await client.send(new PutParameterCommand({ Name, Value, Type: 'SecureString', Overwrite: true }));
  }
  client.destroy();
}

/** What is no JSON was never set. */
function isOfLocalRun(value: string | undefined): boolean {
  const [, url] = /"url":"([^"]*)"/.exec(value ?? '') ?? [];
  return url === undefined || isLocalWebhook(url);
}
