import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { type DeliverySettings } from '@pulso/contracts/envelope';
import { queryJobsDelivery } from '@pulso/contracts/query-jobs';
import { reportUpdatesDelivery } from '@pulso/contracts/report-updates';
import { runEventsDelivery } from '@pulso/contracts/run-events';
import { catalogue } from '@pulso/domain/reports';

const contractsFolder = join(__dirname, '../../../contracts');

const isDelivery = (value: unknown): value is DeliverySettings =>
  typeof value === 'object' && value !== null && 'queueName' in value && 'maxReceiveCount' in value;

const deliveries = readdirSync(contractsFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => Object.values(jest.requireActual<object>(join(contractsFolder, name, 'src/index.ts'))))
  .filter(isDelivery);

it('finds the settings of every queue', () => {
  expect(deliveries).toEqual(expect.arrayContaining([queryJobsDelivery, reportUpdatesDelivery, runEventsDelivery]));
});

/** Rules for the queue of any contract, new ones included. */
describe.each(deliveries)('the queue $queueName', (settings) => {
  const { batchSize, functionTimeoutSeconds, maximumConcurrency, maxReceiveCount, visibilityTimeoutSeconds } = settings;

  /** @see https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html */
  it('hides a message for six times the function timeout, and lets it fail four times, as AWS advises', () => {
    expect(visibilityTimeoutSeconds).toBeGreaterThanOrEqual(6 * functionTimeoutSeconds);
    expect(maxReceiveCount).toBeGreaterThanOrEqual(5);
  });

  it('returns a failed message no later than one whose function has died', () => {
    expect(settings.failureVisibilityTimeoutSeconds).toBeGreaterThanOrEqual(1);
    expect(settings.failureVisibilityTimeoutSeconds).toBeLessThanOrEqual(visibilityTimeoutSeconds);
  });

  it('has limits that SQS and Lambda accept', () => {
    expect(functionTimeoutSeconds).toBeGreaterThanOrEqual(1);
    expect(functionTimeoutSeconds).toBeLessThanOrEqual(900);
    expect(batchSize).toBeGreaterThanOrEqual(1);
    expect(batchSize).toBeLessThanOrEqual(10);
    expect(maximumConcurrency).toBeGreaterThanOrEqual(2);
    expect(maximumConcurrency).toBeLessThanOrEqual(1_000);
    expect(maxReceiveCount).toBeLessThanOrEqual(1_000);
  });
});

/** The figures of docs/protocol.md and docs/reliability.md. */
it.each([
  { ...queryJobsDelivery, afterSeconds: 30, afterCrashSeconds: 180, lastSeconds: 1_170 },
  { ...runEventsDelivery, afterSeconds: 120, afterCrashSeconds: 120, lastSeconds: 1_320 },
  { ...reportUpdatesDelivery, afterSeconds: 25, afterCrashSeconds: 180, lastSeconds: 1_475 },
])('a message of $queueName that fails comes back after $afterSeconds s, and last after $lastSeconds s', (settings) => {
  expect(settings.failureVisibilityTimeoutSeconds).toBe(settings.afterSeconds);
  expect(settings.visibilityTimeoutSeconds).toBe(settings.afterCrashSeconds);
  expect((settings.maxReceiveCount - 1) * settings.failureVisibilityTimeoutSeconds).toBe(settings.lastSeconds);
});

it('a question whose worker dies twice is still answered when the first report is due', () => {
  const { functionTimeoutSeconds, visibilityTimeoutSeconds } = queryJobsDelivery;
  const dueAfterSeconds = Math.min(...catalogue.map(({ dueAfterMinutes }) => dueAfterMinutes * 60));

  expect(2 * visibilityTimeoutSeconds + functionTimeoutSeconds).toBeLessThan(dueAfterSeconds);
});

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
it('workers hold no more questions at once than an account may run, 100', () => {
  expect(queryJobsDelivery.batchSize * queryJobsDelivery.maximumConcurrency).toBeLessThanOrEqual(100);
});

it('few events are handled at once, since those of one run write the same item', () => {
  expect(runEventsDelivery.batchSize * runEventsDelivery.maximumConcurrency).toBeLessThanOrEqual(20);
});

it('a delivery survives twenty minutes of trouble', () => {
  const { maxReceiveCount, failureVisibilityTimeoutSeconds } = reportUpdatesDelivery;

  expect((maxReceiveCount - 1) * failureVisibilityTimeoutSeconds).toBeGreaterThanOrEqual(20 * 60);
});
