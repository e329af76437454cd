import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createReadStoredReport } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { createLocalClock, followClock } from '@pulso/world/time';
import { type ConversationMessage } from '@pulso/world/telegram';

import { type AlarmChange } from '../alarms/alarm-change';
import { type InjectedFault } from '../faults/inject-faults';
import { setWebhookUrls, webhookNames } from '../posted/webhooks';
import { type CloudObserver, type SentMail, observeTogether } from './cloud-observer';
import { type LocalCloud, type LocalCloudOptions } from './local-cloud';
import { setProfile, setSecrets, setWebhook, readWebhookSecret } from './prepare-bot';
import { localStage } from './read-definition';
import { startServices } from './start-services';

/**
 * Starts the local cloud: everything that the synthesized stacks of the local stage declare, on loopback ports.
 *
 * @throws {LocalCloudError} Stacks or packages are missing, or a port is taken. Run `npm run demo` or `npm start`.
 */
export async function startLocalCloud(options: LocalCloudOptions): Promise<LocalCloud> {
  const { stage = localStage } = options;
  const { startMs } = options;
  const clock = createLocalClock(startMs === undefined ? {} : { startMs });
  const unfollow = followClock(clock);
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
  const observer = observeTogether([memory, ...(options.observers ?? [])]);
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
    const services = await startServices({ ...options, stage, clock, observer }, (step) => stops.push(step));
    const { definition, settings, secrets, botApi, data, functions, webhooks } = services;
    const { webhookUrl } = functions;
    await setSecrets(stage, secrets, settings);
    const names = webhookNames(stage, definition);
    await setWebhookUrls({ stage, names, urlOf: webhooks.urlOf, secret: secrets.webhookSecret }, settings);
    await setWebhook(botApi, secrets, webhookUrl, definition.functions);
    await setProfile(botApi, secrets.botToken, definition.functions);
    const reportMessages = (): ConversationMessage[] =>
      services.reportChatIds.flatMap((chatId) =>
        botApi.conversation.messagesOf(chatId).filter(({ from }) => from === 'bot'),
      );
    const dynamoDb = new DynamoDBClient(settings);
    stops.push(() => dynamoDb.destroy());
    const { store } = data.logs;
    return {
      ...{ stage, clock, stop, definition, settings, botApi, webhookUrl, faults, injected, alarmChanges },
      logStore: store,
      botToken: secrets.botToken,
      mailFolder: services.mailFolder,
      webhookSecret: await readWebhookSecret(stage, settings),
      fireSchedule: functions.fireSchedule,
      startSchedules: functions.startSchedules,
      nextRunMs: functions.nextRunMs,
      queues: data.sqs,
      figuresOf: services.figuresOf,
      runningCount: functions.runningCount,
      faultPlan: services.faults,
      updateCode: functions.updateCode,
      failQueries: data.failQueries,
      holdQueries: data.holdQueries,
      readReport: createReadStoredReport(dynamoDb, resourceName(stage, 'runs'), clock),
      reportMessages,
      deliveredReports: () => reportMessages().map(({ text }) => text),
      mails: () => mails,
      webhookCalls: () => webhooks.calls,
      logEvents: () => store.list().flatMap((group) => [...store.eventsOf(group)]),
      alarms: data.cloudWatch.alarms,
      putMetric: data.cloudWatch.putMetric,
      access: services.access,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
