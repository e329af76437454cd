import { type AccessControl, type Gateway, startGateway } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/world/time';
import { type BotApiServer } from '@pulso/local/telegram';
import { type BotUser } from '@pulso/world/telegram';
import { type CloudDefinition } from '@pulso/world/stacks';

import { type FaultHooks } from '../faults/inject-faults';
import { startWebhookReceiver } from '../posted/webhooks';
import { type LocalKeys } from './administrator';
import { type CloudObserver } from './cloud-observer';
import { type LocalCloudOptions } from './local-cloud';
import { readDefinition } from './read-definition';
import { type OnStop, listenAt } from './start-part';
import { startTelegram } from './start-telegram';

interface EndpointsOptions {
  readonly clock: LocalClock;
  readonly observer: CloudObserver;
  readonly ports: LocalCloudOptions['ports'] | undefined;
  readonly floodControl: LocalCloudOptions['floodControl'];
  readonly stackFiles: Parameters<typeof readDefinition>[0];
  readonly bot: BotUser;
  readonly botToken: string;
  readonly keys: LocalKeys;
  readonly faults: FaultHooks;
}

/** What listens before there is a service, and what the stacks declare with its addresses. */
interface Endpoints {
  readonly botApi: BotApiServer;
  readonly gateway: Gateway;
  readonly webhooks: Awaited<ReturnType<typeof startWebhookReceiver>>;
  readonly definition: CloudDefinition;
  /** From now on calls need permission. */
  enforce(access: AccessControl): void;
}

/** Starts Telegram, AWS's gateway and the receiver of webhooks. @throws {LocalCloudError} A port can't be had. */
export async function startEndpoints(options: EndpointsOptions, onStop: OnStop): Promise<Endpoints> {
  const { clock, observer, ports = {}, keys, faults, floodControl, bot } = options;
  const botApi = await startTelegram(
    {
      ...{ clock, floodControl, bot, faults },
      token: options.botToken,
      port: ports.telegram,
      onPeopleEvent: observer.onPeopleEvent,
    },
    onStop,
  );
  // Region and policies can be read when the gateway has an address; nothing calls it before.
  let access: AccessControl | undefined;
  const gateway = await listenAt(ports.aws, 'aws', (port) =>
    startGateway({
      services: [],
      principals: keys.principals,
      signing: { region: () => definition.region, secretOf: (principal) => keys.of(principal).secretAccessKey },
      clock,
      authorize: (call) => access?.authorize(call),
      onFault: observer.onFault,
      port,
      faultFor: faults.forCall,
    }),
  );
  onStop(() => gateway.close());
  const webhooks = await startWebhookReceiver(clock, observer.onWebhookCall);
  onStop(() => webhooks.close());
  const definition = readDefinition(options.stackFiles, { gatewayUrl: gateway.url, botApiUrl: botApi.url });
  return {
    ...{ botApi, gateway, webhooks, definition },
    enforce: (control) => {
      access = control;
    },
  };
}
