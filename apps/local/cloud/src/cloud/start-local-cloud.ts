import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createReadStoredReport } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import {
  type AccessControl,
  createAccessControl,
  createIamService,
  createStsService,
  startBotApiServer,
  startGateway,
} from '@pulso/local/gateway';
import { outwardVariable } from '@pulso/local/lambda';
import { type ConversationMessage } from '@pulso/world/telegram';
import { type LocalClock, createLocalClock, followClock } from '@pulso/world/time';

import { type AlarmChange } from '../alarms/alarm-change';
import { createServiceMetrics } from '../alarms/service-metrics';
import { type InjectedFault, createSwitchableFaults } from '../faults/inject-faults';
import { startOutwardAnswers } from '../outward/start-outward-answers';
import { startWebhookReceiver } from '../posted/webhooks';
import { administrator, createLocalKeys } from './administrator';
import { type CloudObserver, type SentMail, observeTogether } from './cloud-observer';
import { createFunctionCounter } from './function-figures';
import { type LocalCloud, type LocalCloudOptions } from './local-cloud';
import { configuredChats, createLocalSecrets, joinChats, setUpBot, setSecrets } from './prepare-bot';
import { findStacks, localStage, readBotUser, readDefinition } from './read-definition';
import { startDataServices } from './start-data-services';
import { startFunctions } from './start-functions';
import { type OnStop, listenAt } from './start-part';

/** Where e-mail goes, from the repository's root. */
const mailFolder = 'tmp/mail';

/**
 * Starts the local cloud: everything that the synthesized stacks of the local stage declare, on loopback ports.
 *
 * @throws {LocalCloudError} Stacks or packages are missing, or a port is taken. Run `npm run demo` or `npm start`.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { startMs } = options;
  const clock = createLocalClock(startMs === undefined ? {} : { startMs });
  const unfollow = followClock(clock);
  const stops: (() => Promise<void> | void)[] = [() => clock.stop(), unfollow];
  const stop = async (): Promise<void> => {
    const failures: unknown[] = [];
    // Hours that pass while one part after the other ends would be an outage that alarms ring for.
    clock.stopJumping();
    for (const step of stops.splice(0).reverse()) {
      // One part that can't stop must not keep the others from it.
      await Promise.resolve()
        .then(step)
        .catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
  try {
    return { ...(await startParts(options, clock, (step) => stops.push(step))), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts one part after the other: what listens, what keeps something, what runs; then what an operator sets up. */
async function startParts(
  options: LocalCloudOptions,
  clock: LocalClock,
  onStop: OnStop,
): Promise<Omit<LocalCloud, 'stop'>> {
  const { stage = localStage, ports = {}, floodControl, schedules } = options;
  const counter = createFunctionCounter();
  const { observer, ...memory } = remember([counter, ...(options.observers ?? [])]);
  const { onFault } = observer;
  const stackFiles = findStacks(stage, options.stackFolder);
  const bot = readBotUser(stackFiles);
  const secrets = createLocalSecrets(bot.id);
  const keys = createLocalKeys();
  const onInjected = (fault: Omit<InjectedFault, 'atMs'>): void =>
    observer.onInjected({ ...fault, atMs: clock.nowMs() });
  const faultPlan = createSwitchableFaults(options.faults, onInjected, stage);
  const faults = faultPlan.hooks;

  const botApi = await listenAt(ports.telegram, 'telegram', (port) =>
    startBotApiServer({
      ...{ clock, bot, port, onFault, token: secrets.botToken, onPeopleEvent: observer.onPeopleEvent },
      ...(floodControl && { floodControl }),
      random: Math.random,
      faultFor: faults.forBotApi,
    }),
  );
  onStop(() => botApi.close());
  // Region and policies can be read when the gateway has an address; nothing calls it before.
  let access: AccessControl | undefined;
  const gateway = await listenAt(ports.aws, 'aws', (port) =>
    startGateway({
      ...{ clock, onFault, port, services: [], principals: keys.principals },
      signing: { region: () => definition.region, secretOf: (principal) => keys.of(principal).secretAccessKey },
      authorize: (call) => access?.authorize(call),
      faultFor: faults.forCall,
    }),
  );
  onStop(() => gateway.close());
  const webhooks = await startWebhookReceiver(clock, observer.onWebhookCall);
  onStop(() => webhooks.close());
  const outward = await startOutwardAnswers(clock, observer.onOutwardCall);
  onStop(() => outward.close());
  const definition = readDefinition(stackFiles, { gatewayUrl: gateway.url, botApiUrl: botApi.url });

  const data = startDataServices(definition, { clock, mailFolder, observer, faults }, onStop);
  const { sqs, dynamoDb, ssm, logs, cloudWatch, ses } = data;
  const { store: logStore } = logs;
  if (options.enforcesIam !== false) {
    access = createAccessControl({ definition, administrators: [administrator], onDenied: observer.onDenied });
  }

  const metrics = createServiceMetrics(clock, cloudWatch.putMetric);
  const functions = await startFunctions(
    definition,
    {
      ...{ clock, sqs, logStore, access, metrics, onFault, schedules, webhookPort: ports.webhook },
      faultFor: faults.forInvocation,
      onStart: observer.onInvocationStart,
      onEvent: observer.onAsynchronousEvent,
      onInvocation: (record) => {
        metrics.onInvocation(record);
        observer.onInvocationEnd(record);
      },
      onThrottle: (functionName) => [metrics, counter].forEach((each) => each.onThrottle(functionName)),
      variablesFor: (functionName) => ({
        AWS_ENDPOINT_URL: gateway.url,
        AWS_ACCESS_KEY_ID: keys.of(functionName).accessKeyId,
        AWS_SECRET_ACCESS_KEY: keys.of(functionName).secretAccessKey,
        AWS_SESSION_TOKEN: 'local',
        [outwardVariable]: outward.url,
      }),
    },
    onStop,
  );
  const [sts, iam] = [createStsService(), createIamService(definition.roles)];
  for (const service of [sqs, dynamoDb, ssm, logs, cloudWatch, sts, iam, ses, ...functions.services]) {
    gateway.register(service);
  }

  const settings = { endpoint: gateway.url, region: definition.region, credentials: keys.of(administrator) };
  const reportChatIds = joinChats(botApi, configuredChats(definition.functions));
  await setSecrets({ stage, secrets, webhookUrlOf: webhooks.urlOf }, definition, settings);
  await setUpBot(botApi, secrets, functions.webhookUrl, definition.functions);

  const dynamoDbClient = new DynamoDBClient(settings);
  onStop(() => dynamoDbClient.destroy());
  const reportMessages = (): ConversationMessage[] =>
    reportChatIds.flatMap((chatId) => botApi.conversation.messagesOf(chatId).filter(({ from }) => from === 'bot'));
  const { fireSchedule, startSchedules, nextRunMs, runningCount, updateCode, webhookUrl } = functions;
  return {
    ...{ stage, clock, definition, settings, botApi, logStore, mailFolder, faultPlan, access, queues: sqs },
    ...{ fireSchedule, startSchedules, nextRunMs, runningCount, updateCode, webhookUrl },
    ...memory,
    botToken: secrets.botToken,
    webhookSecret: secrets.webhookSecret,
    figuresOf: counter.of,
    failQueries: data.failQueries,
    holdQueries: data.holdQueries,
    readReport: createReadStoredReport(dynamoDbClient, resourceName(stage, 'runs'), clock),
    reportMessages,
    deliveredReports: () => reportMessages().map(({ text }) => text),
    webhookCalls: () => webhooks.calls,
    logEvents: () => logStore.list().flatMap((group) => [...logStore.eventsOf(group)]),
    alarms: cloudWatch.alarms,
    putMetric: cloudWatch.putMetric,
  };
}

/** Keeps some of what observers are told, for who asks later. */
function remember(observers: readonly Partial<CloudObserver>[]) {
  const faults: unknown[] = [];
  const injected: InjectedFault[] = [];
  const mails: SentMail[] = [];
  const alarmChanges: AlarmChange[] = [];
  const memory: Partial<CloudObserver> = {
    onFault: (error) => void faults.push(error),
    onAlarm: (change) => void alarmChanges.push(change),
    onInjected: (fault) => void injected.push(fault),
    onMail: (mail) => void mails.push(mail),
  };
  return { observer: observeTogether([memory, ...observers]), faults, injected, alarmChanges, mails: () => mails };
}
