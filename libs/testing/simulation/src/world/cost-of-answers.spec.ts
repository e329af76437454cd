import { type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createRunStore } from '@pulso/adapters/dynamodb';
import { type ReportPlan } from '@pulso/contracts/report-plan';
import { type ResultToStore } from '@pulso/domain/fan-in';
import { bytesOfItem, createStandaloneTable } from '@pulso/world/dynamodb';

import { runsTableOptions } from './tables';

const tableName = 'runs';
const nowMs = Date.parse('2026-11-25T12:30:20Z');
const runId = 'daily-usage/schedule/2026-11-25T12:30:00.000Z';
const expiresAtSeconds = nowMs / 1000 + 40 * 86_400;

/** A plan with titles as the catalogue has them, in three languages. */
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

const start = () => {
  const table = createStandaloneTable(runsTableOptions(tableName));
  const client = {
    send: async ({ input, schema }: { input: unknown; schema: readonly unknown[] }) =>
      table.execute(String(schema[2]), input, nowMs),
  } as unknown as DynamoDBClient;
  const store = createRunStore(client, tableName, { nowMs: () => nowMs });
  const unitsOfAnswer = async (index: number): Promise<number> => {
    const before = table.usage.TransactWriteItems.writeUnits;
    expect(await store.addResult(answer(index))).toBe('added');
    return table.usage.TransactWriteItems.writeUnits - before;
  };
  return { table, store, unitsOfAnswer };
};

describe('what counting an answer writes', () => {
  it.each([1, 100, 1_000])(
    'is eight units in a run of %i questions: result, counter and the counter in the index',
    async (queryCount) => {
      const { table, store, unitsOfAnswer } = start();
      await store.openRun({ runId, plan: planOf(queryCount), openedAtMs: nowMs, expiresAtSeconds });

      const units = [await unitsOfAnswer(0), await unitsOfAnswer(1)];

      expect(units).toEqual([8, 8]);
      const sizes = new Map<string | undefined, number>();
      table.forEachItem((item) => sizes.set(item['sk']?.S, bytesOfItem(item)));
      expect(sizes.get('run')).toBeLessThan(1_024);
    },
  );
});
