import { type AccessControl, createSnsService, createStsService, startGateway } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/local/clock';

import { createServiceMetrics } from '../alarms/service-metrics';
import { createSwitchableFaults } from '../faults/switch-faults';
import { startWebhookReceiver } from '../posted/webhooks';
import { type OpenState } from '../state/open-state';
import { type Saving, keepState } from '../state/save-cloud';
import { enforcePolicies } from './access';
import { type ClientSettings, administrator, createLocalKeys } from './administrator';
import { type CloudObserver } from './cloud-observer';
import { createFunctionCounter } from './function-figures';
import { type LocalCloudOptions } from './local-cloud';
import { configuredChats, joinChats, createLocalSecrets } from './prepare-bot';
import { findStacks, readBotUser, readDefinition } from './read-definition';
import { startDataServices } from './start-data-services';
import { startFunctions } from './start-functions';
import { listenAt, type OnStop } from './start-part';
import { startTelegram } from './start-telegram';

/** Where e-mail goes when no state is kept, from the repository's root. */
const defaultMailFolder = 'tmp/mail';

type Chosen = 'enforcesIam' | 'faults' | 'floodControl' | 'invocationFaultFor' | 'ports' | 'schedules' | 'stackFolder';

interface StartServicesOptions extends Pick<LocalCloudOptions, Chosen> {
  readonly stage: string;
  readonly clock: LocalClock;
  readonly observer: CloudObserver;
  /** Where what is kept comes from and goes to; absent: nothing outlives this run. */
  readonly state: OpenState | undefined;
}

/**
 * Starts Telegram's and AWS's side of the local cloud and gives them what the stacks declare.
 *
 * @throws {LocalCloudError} The stacks are missing or lack a bot. Not retryable.
 */
export async function startServices(options: StartServicesOptions, onStop: OnStop) {
  const { clock, observer, ports = {}, stage, state } = options;
  const { onFault } = observer;
  const stackFiles = findStacks(stage, options.stackFolder);
  const bot = readBotUser(stackFiles);
  const secrets = state?.cloud?.secrets ?? createLocalSecrets(bot.id);
  const keys = createLocalKeys([...(state?.cloud?.keys ?? [])]);
  const loaded = state?.loaded;
  const faults = createSwitchableFaults(
    options.faults,
    (fault) => observer.onInjected({ ...fault, atMs: clock.nowMs() }),
    stage,
  );
  const { onPeopleEvent } = observer;
  const telegram = { floodControl: options.floodControl, onPeopleEvent, clock, token: secrets.botToken, bot, loaded };
  const botApi = await startTelegram({ ...telegram, port: ports.telegram, faults: faults.hooks }, onStop);
  // The policies can be read when the gateway has an address; nothing calls it before.
  let access: AccessControl | undefined;
  const gateway = await listenAt(ports.aws, 'aws', (port) =>
    startGateway({
      services: [],
      principals: keys.principals,
      signing: { region: () => definition.region, secretOf: (principal) => keys.of(principal).secretAccessKey },
      clock,
      authorize: (call) => access?.authorize(call),
      onFault,
      port,
      faultFor: faults.hooks.forCall,
    }),
  );
  onStop(() => gateway.close());
  const webhooks = await startWebhookReceiver(clock, observer.onWebhookCall);
  onStop(() => webhooks.close());

  const definition = readDefinition(stackFiles, { gatewayUrl: gateway.url, botApiUrl: botApi.url });
  const mailFolder = state?.mailFolder ?? defaultMailFolder;
  const data = await startDataServices(
    definition,
    { clock, loaded, mailFolder, observer, faults: faults.hooks },
    onStop,
  );
  const { sqs, dynamoDb, ssm, logs, cloudWatch, ses } = data;
  let saving: Saving | undefined;
  // Registered here, it comes after the functions have ended and before the services close. A start that fails saves
  // nothing: what the last run left stays as it is.
  onStop(() => saving?.stop());
  if (options.enforcesIam !== false)
    access = enforcePolicies(definition, { clock, logs: logs.store, onDenied: observer.onDenied });

  const metrics = createServiceMetrics(clock, cloudWatch.putMetric);
  const counter = createFunctionCounter();
  const functions = await startFunctions(
    definition,
    {
      clock,
      sqs,
      logStore: logs.store,
      schedules: options.schedules,
      access,
      webhookPort: ports.webhook,
      faultFor: (functionName, requestId) =>
        options.invocationFaultFor?.(functionName) ?? faults.hooks.forInvocation(functionName, requestId),
      onStart: observer.onInvocationStart,
      onInvocation: (record) => [metrics, counter].forEach((each) => each.onInvocation(record)),
      onThrottle: (functionName) => [metrics, counter].forEach((each) => each.onThrottle(functionName)),
      metrics,
      variablesFor: (functionName) => functionVariables(gateway.url, keys.of(functionName)),
      loaded,
      onFault,
    },
    onStop,
  );
  const { webhookUrl } = functions;
  if (state) {
    const parts = {
      cloud: () => ({ stage, clockMs: clock.nowMs(), secrets, webhookUrl, keys: keys.list() }),
      dynamodb: dynamoDb.dump,
      sqs: sqs.dump,
      logs: () => logs.store.dump(),
      ssm: ssm.dump,
      ses: ses.dump,
      telegram: botApi.dump,
      lambda: functions.dumpEvents,
    };
    saving = keepState(state, parts, onFault);
  }
  const sts = createStsService({ accountId: definition.accountId });
  const sns = createSnsService({ accountId: definition.accountId, topics: definition.topics });
  const services = [sqs, dynamoDb, ssm, logs, cloudWatch, sns, sts, ses, ...functions.services];
  for (const service of services) gateway.register(service);

  const settings = { endpoint: gateway.url, region: definition.region, credentials: keys.of(administrator) };
  return {
    ...{ definition, settings, secrets, botApi, data, functions, faults, webhooks, mailFolder, access },
    reportChatIds: joinChats(botApi, configuredChats(definition.functions)),
    figuresOf: counter.of,
  };
}

/** What a function's process needs to reach the local cloud's services with its own keys. */
const functionVariables = (
  endpoint: string,
  { accessKeyId, secretAccessKey }: ClientSettings['credentials'],
): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_SESSION_TOKEN: 'local',
});
