import { readFileSync } from 'node:fs';

import { dayMs, hourMs } from '@pulso/kit/time';
import {
  createCloudWatchService,
  createDynamoDbService,
  createLogsService,
  createSesService,
  createSqsService,
  createSsmService,
  type StartedQuery,
} from '@pulso/local/gateway';
import { type LocalClock } from '@pulso/world/time';
import { type CloudDefinition } from '@pulso/world/stacks';

import { alarmChangeOf } from '../alarms/alarm-change';
import { queueMetrics } from '../alarms/service-metrics';
import { type FaultHooks } from '../faults/inject-faults';
import { type CloudObserver } from './cloud-observer';
import { type OnStop } from './start-part';

interface DataServicesOptions {
  readonly clock: LocalClock;
  /** Where e-mail goes. */
  readonly mailFolder: string;
  readonly observer: Pick<CloudObserver, 'onAlarm' | 'onLog' | 'onMail' | 'onMessage'>;
  readonly faults: Pick<FaultHooks, 'forMessage' | 'forRecord'>;
}

type WhichQueries = (query: StartedQuery) => boolean;

/** How long a query waits and how long it runs: about what a small log group takes on AWS. */
const queryLatency = { scheduledMs: 200, runningMs: 900 };

/**
 * The stage counts as deployed so long before its first start, ms: the first `/report` asks for the day before it, and
 * StartQuery refuses a time before the log group.
 */
const deployedBeforeMs = dayMs;

/** Longer than any report waits. */
const heldQueryLatency = { scheduledMs: 200, runningMs: hourMs };

/** Starts the services that keep something, with the queues, tables, parameters and log groups of the stacks. */
export function startDataServices(
  { region, accountId, queues, tables, parameters, logGroups, alarms, metricFilters }: CloudDefinition,
  { clock, mailFolder, observer, faults }: DataServicesOptions,
  onStop: OnStop,
) {
  const sqs = createSqsService({
    ...{ clock, region, faultFor: faults.forMessage },
    onMessage: observer.onMessage,
  });
  onStop(() => sqs.close());
  sqs.createQueues(queues);

  const dynamoDb = createDynamoDbService({ clock, region });
  dynamoDb.createTables(tables);

  const ssm = createSsmService({ clock, region, declared: parameters });

  const cloudWatch = createCloudWatchService({
    clock,
    alarms,
    metricFilters,
    sample: (atMs) => queueMetrics(queues, sqs, atMs),
    onChange: (status, before) => {
      const change = alarmChangeOf(status, before);
      if (change) observer.onAlarm(change);
    },
  });
  onStop(() => cloudWatch.close());

  let fails: WhichQueries = () => false;
  let isHeld: WhichQueries = () => false;
  const logs = createLogsService({
    clock,
    accountId,
    region,
    courseOf: (query) => ({
      ...(isHeld(query) ? heldQueryLatency : queryLatency),
      end: fails(query) ? 'Failed' : 'Complete',
    }),
    lateByMs: faults.forRecord,
    onAppend: (events) => {
      for (const event of events) {
        cloudWatch.takeLogEvent(event);
        observer.onLog(event);
      }
    },
  });
  const creationTimeMs = clock.nowMs() - deployedBeforeMs;
  for (const { name, retentionDays } of logGroups) logs.store.createLogGroup(name, { retentionDays, creationTimeMs });

  const ses = createSesService({
    clock,
    folder: mailFolder,
    onMessage: (path) => observer.onMail({ path, message: readFileSync(path, 'utf8') }),
  });

  return {
    ...{ sqs, dynamoDb, ssm, logs, cloudWatch, ses },
    /** Lets queries of this kind end as Failed. */
    failQueries: (which: WhichQueries) => void (fails = which),
    /** Lets queries of this kind run for an hour. */
    holdQueries: (which: WhichQueries) => void (isHeld = which),
  };
}
