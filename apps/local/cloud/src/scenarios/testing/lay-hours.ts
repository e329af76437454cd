import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStore } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { definitionOf } from '@pulso/domain/fan-out';
import { catalogue } from '@pulso/domain/reports';

import { type LocalCloud } from '../../cloud/local-cloud';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const weekCount = 4;

/** The report that compares hours. */
export const watchId = 'hourly-watch';

/**
 * Lays into a local cloud what the watch has counted in the same hours of four weeks of days: about so many requests, none
 * of which failed.
 *
 * @param endsMs - Of the hours, epoch ms.
 */
export async function layHours(cloud: LocalCloud, endsMs: readonly number[], requestCount: number): Promise<void> {
  const client = new DynamoDBClient(cloud.settings);
  const store = createRunStore(client, resourceName(cloud.stage, 'runs'), cloud.clock);
  const report = catalogue.find(({ id }) => id === watchId);
  const [query] = report?.queries ?? [];
  if (!report || !query?.numbers) throw new RangeError('The catalogue has no watch.');
  const counts: Readonly<Record<string, number>> = { requests: requestCount, failed: 0 };
  for (const endMs of endsMs) {
    for (let day = 1; day <= weekCount * 7; day += 1) {
      const windowEndMs = endMs - day * dayMs;
      await store.keepHistory({
        reportId: watchId,
        runId: `${watchId}/earlier/${windowEndMs}`,
        revision: 1,
        state: 'complete',
        windowStartMs: windowEndMs - hourMs,
        windowEndMs,
        values: query.numbers.map((number) => ({
          queryId: query.id,
          numberId: number.id,
          definition: definitionOf(query, report, number),
          value: counts[number.id] ?? 0,
        })),
        missing: [],
        expiresAtSeconds: Math.floor(cloud.clock.nowMs() / 1000) + 86_400,
      });
    }
  }
  client.destroy();
}
