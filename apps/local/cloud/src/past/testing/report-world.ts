import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStore, createScheduleWatch, runsTable } from '@pulso/adapters/dynamodb';
import { type ReportContent } from '@pulso/contracts/report-updates';
import { createDynamoDbService, startGateway } from '@pulso/local/aws';
import { LogStore, type StoredLogEvent } from '@pulso/world/logs';
import { createLocalClock } from '@pulso/world/time';

import { createRunQueryAtOnce, runReport } from '../run-report';

const accessKeyId = 'LOCALADMINISTRATOR';
const region = 'eu-central-1';
const botLogGroupName = '/bot';

/** The services of a report around a log, with a table of runs of their own. */
export class ReportWorld {
  readonly #logs: LogStore;
  readonly #clock = { nowMs: () => this.#nowMs, sleep: async () => undefined };
  readonly #client: DynamoDBClient;
  readonly #stops: readonly (() => unknown)[];
  #nowMs = 0;

  private constructor(client: DynamoDBClient, stops: readonly (() => unknown)[]) {
    this.#client = client;
    this.#stops = stops;
    this.#logs = new LogStore({ clock: this.#clock });
    this.#logs.createLogGroup(botLogGroupName);
  }

  static async start(): Promise<ReportWorld> {
    const clock = createLocalClock();
    const dynamoDb = createDynamoDbService({ clock, region });
    const { partitionKey, sortKey, ttlAttribute, sweepIndex } = runsTable;
    dynamoDb.createTables([
      {
        name: 'runs',
        arn: `arn:aws:dynamodb:${region}:000000000000:table/runs`,
        partitionKey: { name: partitionKey, type: 'S' },
        sortKey: { name: sortKey, type: 'S' },
        timeToLiveAttribute: ttlAttribute,
        indexes: [
          {
            name: sweepIndex.name,
            partitionKey: { name: sweepIndex.partitionKey, type: 'S' },
            sortKey: { name: sweepIndex.sortKey, type: 'N' },
          },
        ],
      },
    ]);
    const principals = new Map([[accessKeyId, 'administrator']]);
    const { url, close } = await startGateway({ services: [dynamoDb], principals, clock });
    const client = new DynamoDBClient({ endpoint: url, region, credentials: { accessKeyId, secretAccessKey: 'x' } });
    return new ReportWorld(client, [() => client.destroy(), close, () => clock.stop()]);
  }

  async stop(): Promise<void> {
    for (const stop of this.#stops) await stop();
  }

  /** Records that the bot has left. */
  append(events: readonly Pick<StoredLogEvent, 'message' | 'timestamp'>[]): void {
    this.#logs.append(botLogGroupName, 'bot', events);
  }

  /** @returns What the report says that is scheduled at a time. */
  async report(reportId: string, scheduledAtMs: number, logRetentionDays = 60): Promise<ReportContent> {
    this.#nowMs = scheduledAtMs + 4_000;
    const contents: ReportContent[] = [];
    await runReport(reportId, scheduledAtMs, {
      settings: {
        botLogGroupName,
        logRetentionDays,
        destinations: { owners: [{ type: 'telegram', chatId: '1', showsProgress: false }] },
      },
      runQuery: createRunQueryAtOnce(this.#logs, '123456789012', this.#clock.nowMs),
      store: createRunStore(this.#client, 'runs', this.#clock),
      watch: createScheduleWatch(this.#client, 'runs', this.#clock),
      publishReportUpdate: async (update) => {
        if (update.type === 'report-update') contents.push(update.content);
      },
      clock: this.#clock,
    });
    const last = contents.at(-1);
    if (!last) throw new Error(`The report ${reportId} was not sent.`);
    return last;
  }
}
