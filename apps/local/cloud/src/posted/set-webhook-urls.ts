import { GetParametersCommand, PutParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import { parameterName, secretParameters, webhookParameter } from '@pulso/contracts/naming';
import { type CloudDefinition } from '@pulso/local/terraform';

import { type ClientSettings } from '../cloud/administrator';
import { isLocalWebhook } from './start-webhook-receiver';

/** Lists the webhooks whose parameters the stacks declare. */
export function webhookNames(stage: string, { parameters }: Pick<CloudDefinition, 'parameters'>): string[] {
  const prefix = parameterName(stage, webhookParameter(''));
  const others = new Set<string>(Object.values(secretParameters).map((base) => parameterName(stage, base)));
  return parameters
    .map(({ name }) => name)
    .filter((name) => name.startsWith(prefix) && !others.has(name))
    .map((name) => name.slice(prefix.length));
}

export interface WebhookUrls {
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
