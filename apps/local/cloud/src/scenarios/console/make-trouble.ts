import { GetQueueUrlCommand, SQSClient, SendMessageCommand } from '@aws-sdk/client-sqs';
import { SESv2Client } from '@aws-sdk/client-sesv2';
import { createSendMail } from '@pulso/adapters/ses';
import { resourceName } from '@pulso/contracts/naming';
import { parseFaultPlan } from '@pulso/local/fault-plans';

import { localStage } from '../../cloud/local-stage';
import { type LocalCloud } from '../../cloud/local-cloud';
import { adminName } from '../../start/render-endpoints';

const minuteMs = 60_000;

/** Lets a message that is none end among the dead letters. */
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
