import { SESv2Client } from '@aws-sdk/client-sesv2';
import { GetQueueUrlCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { createSendMail } from '@pulso/adapters/ses';
import { resourceName } from '@pulso/contracts/envelope';
import { minuteMs } from '@pulso/kit/time';
import { parseFaultPlan } from '@pulso/world/faults';

import { createBundledDay } from '../../bundled-day/create-bundled-day';
import { createBundledPast } from '../../bundled-day/create-bundled-past';
import { type CloudObserver } from '../../cloud/cloud-observer';
import { type LocalCloud } from '../../cloud/local-cloud';
import { localStage } from '../../cloud/read-definition';
import { startLocalCloud } from '../../cloud/start-local-cloud';
import { prepareConsole } from '../../console/prepare-console';
import { playDay } from '../../demo/play-day';
import { createProgress } from '../../demo/progress';
import { createCurrentPositions } from '../../start/create-printer';
import { adminName, adminUserIdOf } from '../../start/render-endpoints';

/** Starts a local cloud, lets a day happen in it, and serves its console. */
export async function startShownCloud(shown: { reportAtMs: number; updateCount: number; daysBefore: number }) {
  const { reportAtMs, updateCount, daysBefore } = shown;
  const past = createBundledPast({ reportAtMs, dayCount: daysBefore });
  const { updates } = createBundledDay({ reportAtMs, updateCount, knownBefore: past.known });
  const prepared = prepareConsole(createCurrentPositions(process.cwd()).map);
  const defects: unknown[] = [];
  const onDefect = (error: unknown): void => void defects.push(error);
  const cloud = await startLocalCloud({
    startMs: Math.min(updates[0]?.atMs ?? reportAtMs, reportAtMs - 24 * 60 * minuteMs) - minuteMs,
    schedules: 'sweep-only',
    observers: [prepared.observer, { onFault: onDefect }],
  });
  try {
    const adminId = adminUserIdOf(cloud);
    if (adminId !== undefined) cloud.botApi.chats.set({ id: adminId, type: 'private', firstName: adminName });
    const progress = createProgress({ write: () => undefined }, true);
    const day = { name: 'a day', updates, past };
    const { daily } = await playDay(cloud, { day, reportAtMs, progress });
    if (!daily.stored) throw new Error('The day has no report.');
    let served = await prepared.serve(cloud, undefined, onDefect);
    const { url } = served;
    return {
      /** `url` is the address of the console: the same after it was cut off. */
      ...{ cloud, url, defects, runId: daily.stored.runId },
      ...{ observer: prepared.observer, setBuildErrors: prepared.setBuildErrors },
      /** Ends every connection, and refuses new ones until it is called off. @returns Calls it off. */
      cutOff: async () => {
        await served.close();
        return async () => {
          served = await prepared.serve(cloud, Number(new URL(url).port), onDefect);
        };
      },
      stop: async () => {
        await served.close();
        await cloud.stop();
      },
    };
  } catch (error) {
    await cloud.stop();
    throw error;
  }
}

const source = {
  functionName: resourceName(localStage, 'notifier'),
  logGroupName: `/aws/lambda/${resourceName(localStage, 'notifier')}`,
  logStream: 'of many runs',
  queue: resourceName(localStage, 'report-updates'),
};

/**
 * Lets a person say much in a group where a bot does not hear it, so that it costs no update.
 *
 * @returns The id of the group.
 */
export function chatter({ botApi }: Pick<LocalCloud, 'botApi'>, count: number): number {
  const place = { person: 'Talkative', group: 'Long conversation' };
  const { id } = botApi.people.enter(place);
  for (let number = 1; number <= count; number += 1) {
    botApi.people.say(place, `Line ${number}${' and more words'.repeat(number % 40)}`);
  }
  return id;
}

/** Tells an observer of runs that have come to their end: of each the report, and that it was delivered. */
export function tellOfRuns(observer: Partial<CloudObserver>, count: number, atMs: number): void {
  for (let number = 0; number < count; number += 1) {
    const timestamp = atMs + number;
    const [requestId, messageId] = [`request-${number}`, `message-${number}`];
    const runId = `daily-usage/manual/${new Date(timestamp).toISOString()}`;
    const destinations = [{ type: 'telegram', chatId: '42' }];
    const body = JSON.stringify({ type: 'report-update', runId, content: { state: 'complete' }, destinations });
    const received = { receives: [{ atMs: timestamp, by: requestId }], receiveCount: 1, goneAtMs: timestamp };
    const sent = { messageId, body, sentAtMs: timestamp, delayMs: 0 };
    observer.onInvocationStart?.({
      functionName: source.functionName,
      requestId,
      startedAtMs: timestamp,
      payload: '{}',
    });
    observer.onMessage?.({ ...sent, ...received, visibleAtMs: undefined, receiptHandle: undefined }, source.queue);
    const line = { requestId, runId, level: 'INFO', event: 'report-delivered', destination: 'telegram' };
    const { logGroupName, logStream } = source;
    const message = JSON.stringify(line);
    observer.onLog?.({ logGroupName, logStream, timestamp, ingestionTime: timestamp, message });
    const report = {
      billedDurationMs: 1,
      memoryMb: 128,
      maxMemoryUsedMb: 64,
      durationMs: 0,
      status: 'success' as const,
    };
    observer.onInvocationEnd?.({ ...report, functionName: source.functionName, requestId, startedAtMs: timestamp });
  }
}

/** Lets an unreadable message end among the dead letters. */
export async function ringAnAlarm(cloud: LocalCloud): Promise<void> {
  const client = new SQSClient(cloud.settings);
  const QueueName = resourceName(localStage, 'query-jobs-dlq');
  const { QueueUrl } = await client.send(new GetQueueUrlCommand({ QueueName }));
  await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'no job' }));
  client.destroy();
  await cloud.clock.runUntil(cloud.clock.nowMs() + 3 * minuteMs);
}

/** Sends a mail whose HTML would like to do something. */
export async function sendHostileMail({ settings, clock }: LocalCloud): Promise<void> {
  const client = new SESv2Client(settings);
  const mail = {
    to: ['owner@example.com'],
    subject: '<img src=x onerror=alert(1)>',
    html: '<script>parent.document.title = "taken"</script><img src="https://example.com/pixel">',
    text: 'no text',
    reference: 'hostile',
    conversation: 'trouble',
  };
  await createSendMail(client, { from: 'Pulso <reports@example.com>', clock })(mail);
  client.destroy();
}

/** Lets a report be asked for on a very bad day. */
export async function askWhileThingsGoWrong(cloud: LocalCloud): Promise<void> {
  cloud.faultPlan.plan({ plan: parseFaultPlan('hell'), seed: 1 });
  cloud.botApi.people.say({ person: adminName }, '/report');
  await cloud.clock.runUntil(cloud.clock.nowMs() + 30 * minuteMs);
  cloud.faultPlan.plan(undefined);
}
