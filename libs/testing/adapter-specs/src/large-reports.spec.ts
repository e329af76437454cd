import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SQSClient } from '@aws-sdk/client-sqs';
import { createSendMessages } from '@pulso/adapters/sqs';
import { maxMessageBytes } from '@pulso/contracts/envelope';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ReportUpdate } from '@pulso/contracts/report-updates';
import { reportContentOf } from '@pulso/domain/fan-in';
import { jsonBytes } from '@pulso/kit/telegram';
import { createSqsService, localQueueUrl } from '@pulso/local/aws';
import { createLocalClock } from '@pulso/local/clock';
import { findStackFiles, readCloudDefinition } from '@pulso/local/terraform';

import { region, startLocalService } from './start-local-service';

const tableCount = 100;
const startMs = Date.UTC(2026, 10, 26);

/** What the aggregator sends about a day with a hundred questions, each of which answers with a full table. */
function hundredTables(): ReportUpdate {
  const queries = Array.from({ length: tableCount }, (_, index) => ({
    queryId: `question-${index}`,
    title: { en: `Texts of question ${index}`, de: `Texte der Frage ${index}`, ru: `Тексты вопроса ${index}` },
    definition: '0a1b2c3d',
  }));
  const row = [
    { field: 'text', value: 'x'.repeat(189) },
    { field: 'calls', value: '1' },
  ];
  const plan: ReportPlan = {
    reportId: 'daily',
    title: { en: 'Daily' },
    trigger: 'schedule',
    windowStartMs: startMs,
    windowEndMs: startMs + 86_400_000,
    queries,
    destinations: [],
    plannedAtMs: startMs,
    reportDueAtMs: startMs,
    giveUpAtMs: startMs,
  };
  const content = reportContentOf(
    { runId: 'daily/1', plan, state: 'closed', counter: 0, revision: 1, sentRevision: 0, firstSeenAtMs: startMs },
    queries.map(({ queryId }) => ({
      queryId,
      outcome: {
        status: 'success',
        rows: Array.from({ length: 10 }, () => row),
        statistics: { recordsMatched: 1, recordsScanned: 1, bytesScanned: 1 },
      },
      finishedAtMs: startMs,
    })),
  );
  return { schemaVersion: 1, type: 'report-update', runId: 'daily/1', revision: 1, content, destinations: [] };
}

/** Starts the local SQS with the queue of a stack that says this about it, and sends one message there. */
async function sendTo(queue: object, body: unknown): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-large-reports-'));
  const stack = join(folder, 'infra-a', 'stacks', 'a');
  mkdirSync(stack, { recursive: true });
  const resource = { aws_sqs_queue: { updates: { name: 'updates', ...queue } } };
  writeFileSync(join(stack, 'cdk.tf.json'), JSON.stringify({ provider: { aws: [{ region }] }, resource }));
  const { queues } = readCloudDefinition({ stackFiles: findStackFiles(folder), queueUrl: (name) => name });
  rmSync(folder, { recursive: true });

  const clock = createLocalClock();
  const sqs = createSqsService({ clock, region });
  await sqs.createQueues(queues);
  const { clientConfig, close } = await startLocalService(sqs, clock);
  const client = new SQSClient(clientConfig);
  try {
    await createSendMessages(client, localQueueUrl(clientConfig.endpoint, 'updates'))([{ body }]);
  } finally {
    client.destroy();
    sqs.close();
    await close();
    clock.stop();
  }
}

describe('a report of a hundred tables', () => {
  it('is larger than what Terraform says to SQS where a stack says nothing, and fits into what SQS takes', () => {
    const bytes = jsonBytes(hundredTables());

    expect(bytes).toBeGreaterThan(262_144);
    expect(bytes).toBeLessThan(maxMessageBytes);
  });

  it('can not be sent to a queue whose stack leaves the size of messages out', async () => {
    await expect(sendTo({}, hundredTables())).rejects.toThrow(/shorter than 262144 bytes/);
  });

  it('arrives in a queue whose stack says it', async () => {
    await expect(sendTo({ max_message_size: maxMessageBytes }, hundredTables())).resolves.toBeUndefined();
  });
});
