import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStore } from '@pulso/adapters/dynamodb';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ResultToStore } from '@pulso/domain/fan-in';
import { bytesOfItem, createDynamoDb, type Item } from '@pulso/world/dynamodb';

import { runsTableDefinition } from './tables';

const tableName = 'runs';
const nowMs = Date.parse('2026-11-25T12:30:20Z');
const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';
const expiresAtSeconds = nowMs / 1000 + 40 * 86_400;

/** A plan with titles like the catalogue's, in three languages. */
const planOf = (queryCount: number): ReportPlan => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage', de: 'Nutzung am Tag', es: 'Uso diario' },
  trigger: 'schedule',
  windowStartMs: nowMs - 86_400_000,
  windowEndMs: nowMs,
  queries: Array.from({ length: queryCount }, (_, index) => ({
    queryId: `group-requests-${index}`,
    title: { en: 'Requests in groups', de: 'Anfragen in Gruppen', es: 'Solicitudes en grupos' },
    definition: '0a1b2c3d',
  })),
  destinations: [{ type: 'telegram', chatId: '-1001111111111', showsProgress: false }],
  plannedAtMs: nowMs,
  reportDueAtMs: nowMs + 600_000,
  giveUpAtMs: nowMs + 540_000,
});

const answer = (index: number): ResultToStore => ({
  runId,
  queryId: `group-requests-${index}`,
  outcome: {
    status: 'success',
    rows: [[{ field: 'calls', value: '12345' }]],
    statistics: { recordsMatched: 12_345, recordsScanned: 1_234_567, bytesScanned: 123_456_789 },
  },
  finishedAtMs: nowMs + 5_000,
  storedAtMs: nowMs + 5_001 + index,
  expiresAtSeconds,
});

describe('what counting an answer writes', () => {
  it.each([1, 100, 1_000])(
    'is a result and a counter of less than 1 KB each in a run of %i questions, which are eight units in all',
    async (queryCount) => {
      const dynamoDb = createDynamoDb({ clock: { nowMs: () => nowMs } });
      dynamoDb.createTable(runsTableDefinition(tableName));
      const client = {
        send: async ({ input, schema }: { input: object; schema: readonly unknown[] }) =>
          dynamoDb.perform(String(schema[2]), input),
      } as unknown as DynamoDBClient;
      const store = createRunStore(client, tableName, { nowMs: () => nowMs });
      const itemsBySortKey = (): Map<string | undefined, Item> => {
        const items = new Map<string | undefined, Item>();
        dynamoDb.forEachItem(tableName, (item) => items.set(item['sk']?.S, item));
        return items;
      };
      await store.openRun({ runId, plan: planOf(queryCount), openedAtMs: nowMs, expiresAtSeconds });
      const before = itemsBySortKey();

      expect(await store.addResult(answer(0))).toBe('added');

      const written = [...itemsBySortKey()].filter(([sk, item]) => before.get(sk) !== item);
      expect(written.map(([sk]) => sk)).toEqual(['result#group-requests-0', 'run']);
      for (const [, item] of written) expect(bytesOfItem(item)).toBeLessThan(1_024);
    },
  );
});
