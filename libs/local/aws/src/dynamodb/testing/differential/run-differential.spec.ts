import { DynamoDBClient } from '@aws-sdk/client-dynamodb';

import { startTestCloud, type TestCloud } from '../../../testing/start-test-cloud';
import { createDynamoDbService, type DynamoDbService } from '../../create-dynamodb-service';
import { knownDifferences } from './known-differences';
import { createPerformStep, type Outcome, type PerformStep } from './perform-step';
import { runDifferential } from './run-differential';
import { createTables } from './tables';

/** Two seeds find each defect; the night has one more. */
const seedCount = isNightly ? 3 : 2;

/** Two clouds of our own, one of them with a defect: the comparison must be able to fail. */
describe('a differential run', () => {
  let clouds: TestCloud[];
  let services: DynamoDbService[];
  let clients: DynamoDBClient[];

  beforeEach(async () => {
    [clouds, services, clients] = [[], [], []];
    for (let side = 0; side < 2; side += 1) {
      const cloud = await startTestCloud((clock) => {
        const service = createDynamoDbService({ clock, region: 'eu-central-1' });
        services.push(service);
        return [service];
      });
      const client = new DynamoDBClient(cloud.clientConfig);
      clouds.push(cloud);
      clients.push(client);
      await createTables(client);
    }
  });

  afterEach(async () => {
    for (const client of clients) client.destroy();
    for (const cloud of clouds.reverse()) await cloud.stop();
  });

  const run = (plant: (perform: PerformStep) => PerformStep) =>
    runDifferential(
      {
        ours: plant(createPerformStep(clients[0]!)),
        theirs: createPerformStep(clients[1]!),
        recreateTheirs: () => Promise.resolve(),
      },
      { firstSeed: 1, seedCount, stepsPerSeed: 50, known: knownDifferences },
    );

  it('finds nothing between two that are the same', async () => {
    const report = await run((perform) => perform);

    expect(report).toMatchObject({ operationCount: 50 * seedCount, knownCounts: {}, unknown: [] });
  });

  it('finds an answer that was altered, and tells how to see it again', async () => {
    const { unknown } = await run((perform) => async (step) => {
      const outcome = await perform(step);
      const isAltered = step.operation === 'Query' && 'output' in outcome;
      return isAltered ? { output: { Pages: [...(outcome.output['Pages'] as object[]), { Count: 1 }] } } : outcome;
    });

    expect(unknown[0]).toMatch(/^Seed 1, step \d+: result differs\.\n {2}Query \{/);
    expect(unknown[0]).toContain('"Count":1}]}}\n  theirs: ');
    expect(unknown[0]).toContain('DIFFERENTIAL_FIRST_SEED=1 DIFFERENTIAL_SEEDS=1 npx nx differential local-aws');
  });

  it.each<[string, (outcome: Outcome) => Outcome]>([
    ['error', (outcome) => ('error' in outcome ? { ...outcome, error: 'SomethingElse' } : outcome)],
    ['success', () => ({ output: {} })],
    ['result', (outcome) => ('reasons' in outcome ? { ...outcome, reasons: [] } : outcome)],
    [
      'message',
      (outcome) => ('error' in outcome ? { ...outcome, message: 'The conditional request failed' } : outcome),
    ],
  ])('finds another %s', async (aspect, alter) => {
    const { unknown } = await run((perform) => async (step) => {
      const outcome = await perform(step);
      return /^(?:Transact|Get|Update)/.test(step.operation) ? alter(outcome) : outcome;
    });

    expect(unknown.some((text) => text.includes(`: ${aspect} differs.`))).toBe(true);
  });

  it('finds a write that was answered and not done, and goes on from there', async () => {
    const { unknown } = await run(
      (perform) => (step) =>
        step.operation === 'PutItem' &&
        step.input['ConditionExpression'] === undefined &&
        !('ReturnValues' in step.input)
          ? Promise.resolve({ output: {} })
          : perform(step),
    );

    expect(unknown.some((text) => text.includes(': stored differs.'))).toBe(true);
    expect(unknown.length).toBeLessThan(40);
  });
});
