import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { type Dynoxide, locateDynoxide, startDynoxide } from '@pulso/local/conformance';

import { startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { createDynamoDbService } from './create-dynamodb-service';
import { knownDifferences } from './testing/differential/known-differences';
import { createPerformStep } from './testing/differential/perform-step';
import { runDifferential } from './testing/differential/run-differential';
import { createTables, recreateTables } from './testing/differential/tables';

const binary = locateDynoxide();
const numberFrom = (name: string, fallback: number): number => Number(process.env[name] ?? fallback);
const firstSeed = numberFrom('DIFFERENTIAL_FIRST_SEED', 1);
const seedCount = numberFrom('DIFFERENTIAL_SEEDS', 20);
const stepsPerSeed = 50;

if (binary === undefined) {
  it.skip(`DynamoDB, compared with dynoxide: npm has installed no @dynoxide/${process.platform}-${process.arch}`, () =>
    undefined);
} else {
  describe('DynamoDB, compared with dynoxide', () => {
    let cloud: TestCloud;
    let dynoxide: Dynoxide;
    let clients: readonly [ours: DynamoDBClient, theirs: DynamoDBClient];

    beforeAll(async () => {
      cloud = await startTestCloud((clock) => [createDynamoDbService({ clock, region: 'eu-central-1' })]);
      dynoxide = await startDynoxide(binary);
      clients = [
        new DynamoDBClient(cloud.clientConfig),
        new DynamoDBClient({ ...cloud.clientConfig, endpoint: dynoxide.endpoint }),
      ];
      for (const client of clients) await createTables(client);
    });

    afterAll(async () => {
      for (const client of clients) client.destroy();
      await dynoxide.stop();
      await cloud.stop();
    });

    it(`answers the operations of ${seedCount} seeds alike, but for the known differences`, async () => {
      const sides = {
        ours: createPerformStep(clients[0]),
        theirs: createPerformStep(clients[1]),
        recreateTheirs: () => recreateTables(clients[1]),
      };

      const report = await runDifferential(sides, { firstSeed, seedCount, stepsPerSeed, known: knownDifferences });

      const { unknown, ...figures } = report;
      process.stdout.write(`${JSON.stringify({ ...figures, unknownCount: unknown.length })}\n`);
      expect(unknown.slice(0, 5).join('\n\n')).toBe('');
      expect(report.successCount / report.operationCount).toBeGreaterThan(0.4);
    }, 7_200_000);
  });
}
