import { createSnsService, createStsService } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/local/clock';

import { createServiceMetrics } from '../alarms/service-metrics';
import { createSwitchableFaults } from '../faults/switch-faults';
import { type OpenState } from '../state/open-state';
import { type Saving, keepState } from '../state/save-cloud';
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
  const { clock, observer, ports, stage, state, floodControl } = options;
  const { onFault } = observer;
  const loaded = state?.loaded;
  const stackFiles = findStacks(stage, options.stackFolder);
  const bot = readBotUser(stackFiles);
  const secrets = state?.cloud?.secrets ?? createLocalSecrets(bot.id);
  const keys = createLocalKeys([...(state?.cloud?.keys ?? [])]);
  const faults = createSwitchableFaults(
    options.faults,
    (fault) => observer.onInjected({ ...fault, atMs: clock.nowMs() }),
    stage,
  );
  const { botApi, gateway, webhooks, definition, enforce } = await startEndpoints(
    {
      ...{ clock, observer, ports, floodControl, loaded, stackFiles, bot, keys },
      botToken: secrets.botToken,
      faults: faults.hooks,
    },
    onStop,
  );
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
  const access =
    options.enforcesIam === false
      ? undefined
      : enforcePolicies(definition, { clock, logs: logs.store, onDenied: observer.onDenied });
  if (access) enforce(access);

  const metrics = createServiceMetrics(clock, cloudWatch.putMetric);
  const counter = createFunctionCounter();
  const functions = await startFunctions(
    definition,
    {
      ...{ clock, sqs, access, metrics, loaded, onFault },
      logStore: logs.store,
      schedules: options.schedules,
      webhookPort: ports?.webhook,
      faultFor: (functionName, requestId) =>
        options.invocationFaultFor?.(functionName) ?? faults.hooks.forInvocation(functionName, requestId),
      onStart: observer.onInvocationStart,
      onInvocation: (record) => [metrics, counter].forEach((each) => each.onInvocation(record)),
      onThrottle: (functionName) => [metrics, counter].forEach((each) => each.onThrottle(functionName)),
      variablesFor: (functionName) => functionVariables(gateway.url, keys.of(functionName)),
    },
    onStop,
  );
  if (state) {
    const { webhookUrl } = functions;
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
