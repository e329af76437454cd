import { type Destination, destinationSchema } from '@pulso/contracts/report-plan';
import {
  parameterName,
  resourceName,
  secretParameters,
  unsetSecret,
  webhookParameter,
} from '@pulso/contracts/envelope';
import * as z from 'zod/mini';

import { NotKnownError } from './errors';
import { type AskTelegram, type DeployedFunction, type DoctorPorts, type Identity } from './ports';

/** Who the deployed bot is to be. */
export interface BotSettings {
  readonly id: number;
  readonly username: string;
  readonly telegramApiRoot: string;
}

/** From whom the deployed notifier sends mails. */
export interface MailSettings {
  readonly from: string;
  readonly configurationSet: string | undefined;
}

/**
 * What several checks need to know, read once. The settings are those of the deployed functions, not those of the files
 * of a stage: what is deployed is what works or fails.
 *
 * Each throws {@link NotKnownError} where another check tells why it can't be known, and what the ports throw.
 */
export interface Facts {
  identity(): Promise<Identity>;
  function(service: string): Promise<DeployedFunction | undefined>;
  bot(): Promise<BotSettings>;
  destinations(): Promise<readonly Destination[]>;
  /** undefined: this stage sends no mails. */
  mail(): Promise<MailSettings | undefined>;
  /** Secrets by their full names, those of webhooks among them; what is not there is left out. */
  secrets(): Promise<ReadonlyMap<string, string>>;
  telegram(): Promise<AskTelegram>;
}

const destinationsSchema = z.record(z.string(), z.array(destinationSchema));

export function createFacts(stage: string, ports: DoctorPorts): Facts {
  const functions = new Map<string, () => Promise<DeployedFunction | undefined>>();
  const functionOf = (service: string): Promise<DeployedFunction | undefined> => {
    const known = functions.get(service) ?? once(() => ports.readFunction(resourceName(stage, service)));
    functions.set(service, known);
    return known();
  };
  const environmentOf = async (service: string): Promise<DeployedFunction['environment']> => {
    const deployed = await functionOf(service);
    if (!deployed) throw new NotKnownError(`the ${service} is not deployed`);
    return deployed.environment;
  };
  const bot = once(async () => {
    const variables = await environmentOf('bot');
    return {
      id: Number(variables['BOT_ID']),
      username: variables['BOT_USERNAME'] ?? '',
      telegramApiRoot: variables['TELEGRAM_API_ROOT'] ?? '',
    };
  });
  const destinations = once(async () => readDestinations((await environmentOf('dispatcher'))['REPORT_DESTINATIONS']));
  const secrets = once(async () => {
    const webhooks = await destinations().catch(() => []);
    return ports.readParameters(secretNames(stage, webhooks));
  });
  return {
    identity: once(() => ports.readIdentity()),
    function: functionOf,
    bot,
    destinations,
    mail: async () => {
      const { MAIL_FROM: from = '', MAIL_CONFIGURATION_SET: configurationSet } = await environmentOf('notifier');
      return from === '' ? undefined : { from, configurationSet };
    },
    secrets,
    telegram: once(async () => {
      const name = parameterName(stage, secretParameters.botToken);
      const token = (await secrets()).get(name)?.trim() ?? '';
      if (token === '' || token === unsetSecret) throw new NotKnownError(`the parameter ${name} is not set`);
      return ports.openTelegram((await bot()).telegramApiRoot, token);
    }),
  };
}

/** Full names of the parameters that hold a stage's secrets: the three of every stage, and one per webhook. */
export function secretNames(stage: string, destinations: readonly Destination[]): string[] {
  const webhooks = destinations.flatMap((destination) =>
    destination.type === 'webhook' ? [webhookParameter(String(Reflect.get(destination, 'name')))] : [],
  );
  return [...new Set([...Object.values(secretParameters), ...webhooks])].map((base) => parameterName(stage, base));
}

function readDestinations(text: string | undefined): Destination[] {
  const result = z.safeParse(destinationsSchema, jsonIn(text ?? ''));
  if (!result.success) throw new NotKnownError("the dispatcher's variable REPORT_DESTINATIONS can't be read");
  // Several reports may go to one destination.
  const byText = new Map(Object.values(result.data).flatMap((list) => list.map((one) => [JSON.stringify(one), one])));
  return [...byText.values()];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Reads something when it is first asked for, and once only: checks that run at the same time share it. */
function once<T>(read: () => Promise<T>): () => Promise<T> {
  let reading: Promise<T> | undefined;
  return () => (reading ??= read());
}
