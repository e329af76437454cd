import { createStsService } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/world/time';

import { createServiceMetrics } from '../alarms/service-metrics';
import { createSwitchableFaults } from '../faults/switch-faults';
import { enforcePolicies } from './access';
import { type ClientSettings, administrator, createLocalKeys } from './administrator';
import { type CloudObserver } from './cloud-observer';
import { createFunctionCounter } from './function-figures';
import { type LocalCloudOptions } from './local-cloud';
import { configuredChats, createLocalSecrets, joinChats } from './prepare-bot';
import { findStacks, readBotUser } from './read-definition';
import { startDataServices } from './start-data-services';
import { startEndpoints } from './start-endpoints';
import { startFunctions } from './start-functions';
import { type OnStop } from './start-part';

/** Where e-mail goes, from the repository's root. */
const mailFolder = 'tmp/mail';

type Chosen = 'enforcesIam' | 'faults' | 'floodControl' | 'invocationFaultFor' | 'ports' | 'schedules' | 'stackFolder';

interface StartServicesOptions extends Pick<LocalCloudOptions, Chosen> {
  readonly stage: string;
  readonly clock: LocalClock;
  readonly observer: CloudObserver;
}

/**
 * Starts Telegram's and AWS's side of the local cloud and gives them what the stacks declare.
 *
 * @throws {LocalCloudError} The stacks are missing or lack a bot. Not retryable.
 */
export async function startServices(options: StartServicesOptions, onStop: OnStop) {
  const { clock, observer, ports, stage, floodControl } = options;
  const { onFault } = observer;
  const stackFiles = findStacks(stage, options.stackFolder);
  const bot = readBotUser(stackFiles);
  const secrets = createLocalSecrets(bot.id);
  const keys = createLocalKeys();
  const faults = createSwitchableFaults(
    options.faults,
    (fault) => observer.onInjected({ ...fault, atMs: clock.nowMs() }),
    stage,
  );
  const { botApi, gateway, webhooks, definition, enforce } = await startEndpoints(
    {
      ...{ clock, observer, ports, floodControl, stackFiles, bot, keys },
      botToken: secrets.botToken,
      faults: faults.hooks,
    },
    onStop,
  );
  const data = await startDataServices(definition, { clock, mailFolder, observer, faults: faults.hooks }, onStop);
  const { sqs, dynamoDb, ssm, logs, cloudWatch, ses } = data;
  const access =
    options.enforcesIam === false
      ? undefined
      : enforcePolicies(definition, { logs: logs.store, onDenied: observer.onDenied });
  if (access) enforce(access);

  const metrics = createServiceMetrics(clock, cloudWatch.putMetric);
  const counter = createFunctionCounter();
  const functions = await startFunctions(
    definition,
    {
      ...{ clock, sqs, access, metrics, onFault },
      logStore: logs.store,
      schedules: options.schedules,
      webhookPort: ports?.webhook,
      faultFor: (functionName, requestId) =>
        options.invocationFaultFor?.(functionName) ?? faults.hooks.forInvocation(functionName, requestId),
      onStart: observer.onInvocationStart,
      onEvent: observer.onAsynchronousEvent,
      onInvocation: (record) => {
        for (const each of [metrics, counter]) each.onInvocation(record);
        observer.onInvocationEnd(record);
      },
      onThrottle: (functionName) => [metrics, counter].forEach((each) => each.onThrottle(functionName)),
      variablesFor: (functionName) => functionVariables(gateway.url, keys.of(functionName)),
    },
    onStop,
  );
  const sts = createStsService({ accountId: definition.accountId });
  const services = [sqs, dynamoDb, ssm, logs, cloudWatch, sts, ses, ...functions.services];
  for (const service of services) gateway.register(service);

  return {
    ...{ definition, secrets, botApi, data, functions, faults, webhooks, mailFolder, access },
    settings: { endpoint: gateway.url, region: definition.region, credentials: keys.of(administrator) },
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
