import { readFileSync } from 'node:fs';

import { type AccessControl, createSnsService, createStsService, startGateway } from '@pulso/local-aws';

import { alarmChangeOf } from '../alarms/alarm-change';
import { createServiceMetrics } from '../alarms/service-metrics';
import { createSwitchableFaults } from '../faults/switch-faults';
import { createFunctionCounter } from '../figures/function-figures';
import { enforcePolicies } from '../access/enforce-policies';
import { administrator, createLocalKeys } from './administrator';
import { createFanInWatch } from './fan-in-watch';
import { functionVariables } from './function-variables';
import { startTelegram } from '../telegram/start-telegram';
import { type Saving } from '../state/keep-saving';
import { keepState } from '../state/save-cloud';
import { configuredChats, joinChats } from './known-chats';
import { listenAt } from './listen-at';
import { startWebhookReceiver } from '../posted/start-webhook-receiver';
import { type OnStop } from './on-stop';
import { findStacks, readBotUser, readDefinition } from './read-definition';
import { startDataServices } from './start-data-services';
import { startFunctions } from './start-functions';
import { type StartServicesOptions, type StartedServices } from './started-services';

/** Where e-mail goes when no state is kept, from the repository's root. */
const defaultMailFolder = 'tmp/mail';

/**
 * Starts Telegram's and AWS's side of the local cloud and gives them what the stacks declare.
 *
 * @throws {LocalCloudError} The stacks are missing or lack a bot. Not retryable.
 */
export async function startServices(options: StartServicesOptions, onStop: OnStop): Promise<StartedServices> {
  const { clock, observer, ports, stage } = options;
  const { onFault } = observer;
  const stackFiles = findStacks(stage, options.stackFolder);
  const bot = readBotUser(stackFiles);
  const secrets = options.state?.cloud?.secrets ?? options.createSecrets(bot.id);
  const keys = createLocalKeys([...(options.state?.cloud?.keys ?? [])]);
  const loaded = options.state?.loaded;

  const faults = createSwitchableFaults(
    options.faults,
    (fault) => observer.onInjected({ ...fault, atMs: clock.nowMs() }),
    stage,
  );
  const fanIn = createFanInWatch(clock);
  const botApi = await startTelegram(
    {
      floodControl: options.floodControl,
      onPeopleEvent: observer.onPeopleEvent,
      clock,
      token: secrets.botToken,
      bot,
      port: ports.telegram,
      faults: faults.hooks,
      loaded,
      onEvent: fanIn.onBotApiEvent,
    },
    onStop,
  );
  let access: AccessControl | undefined;
  const gateway = await listenAt(ports.aws, 'aws', (port) =>
    startGateway({
      // None is there before the policies are read.
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

  const mailFolder = options.state?.mailFolder ?? defaultMailFolder;
  const definition = readDefinition(stackFiles, { gatewayUrl: gateway.url, botApiUrl: botApi.url });
  const { sqs, dynamoDb, ssm, logs, cloudWatch, ses, failQueries, holdQueries } = await startDataServices(
    definition,
    {
      clock,
      loaded,
      mailFolder,
      onLog: observer.onLog,
      onMail: (path) => observer.onMail({ path, message: readFileSync(path, 'utf8') }),
      onAlarm: (status, before) => {
        const change = alarmChangeOf(status, before);
        if (change) observer.onAlarm(change);
      },
    },
    faults.hooks,
    onStop,
  );
  let saving: Saving | undefined;
  // Registered here, it comes after the functions have ended and before the services close. A start that fails saves
  // nothing: what the last run left stays as it is.
  onStop(() => saving?.stop());
  if (options.enforcesIam)
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
      metrics: {
        ...metrics,
        onThrottle: (functionName) => {
          metrics.onThrottle(functionName);
          counter.onThrottle(functionName);
        },
      },
      onInvocation: (record) => {
        metrics.onInvocation(record);
        counter.onInvocation(record);
        fanIn.onInvocation(record);
      },
      variablesFor: (functionName) => functionVariables(gateway.url, keys.of(functionName)),
      loaded,
      onFault,
    },
    onStop,
  );
  if (options.state) {
    saving = keepState(
      options.state,
      {
        cloud: () => {
          const { webhookUrl } = functions;
          return { stage, clockMs: clock.nowMs(), secrets, webhookUrl, keys: keys.list() };
        },
        dynamodb: dynamoDb.dump,
        sqs: sqs.dump,
        logs: () => logs.store.dump(),
        ssm: ssm.dump,
        ses: ses.dump,
        telegram: botApi.dump,
        lambda: functions.dumpEvents,
      },
      onFault,
    );
  }
  const sts = createStsService({ accountId: definition.accountId });
  const sns = createSnsService({ accountId: definition.accountId, topics: definition.topics });
  const services = [sqs, dynamoDb, ssm, fanIn.watchQueries(logs), cloudWatch, sns, sts, ses, ...functions.services];
  for (const service of services) gateway.register(service);

  const chats = configuredChats(definition.functions);
  return {
    definition,
    settings: { endpoint: gateway.url, region: definition.region, credentials: keys.of(administrator) },
    secrets,
    botApi,
    webhookUrl: functions.webhookUrl,
    logs: logs.store,
    cloudWatch,
    sqs,
    faults,
    figuresOf: counter.of,
    runningCount: functions.runningCount,
    nextRunMs: functions.nextRunMs,
    mailFolder,
    webhooks,
    access,
    reportChatIds: joinChats(botApi, chats),
    fanInOverhead: (sinceMs) =>
      fanIn.overheadOf(
        sinceMs,
        chats.map(({ chatId }) => chatId),
      ),
    failQueries,
    holdQueries,
    fireSchedule: functions.fireSchedule,
    startSchedules: functions.startSchedules,
    updateCode: functions.updateCode,
  };
}
