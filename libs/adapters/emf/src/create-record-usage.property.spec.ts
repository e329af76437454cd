import { type UsageRecord, readUsageRecord } from '@pulso/contracts/usage-metrics';
import * as fc from 'fast-check';

import { createRecordUsage } from './index';

const nowMs = Date.now();
const maxDocumentBytes = 1024 * 1024;

const hex16 = fc.stringMatching(/^[0-9a-f]{16}$/);

/** Every record that the schema allows. */
const anyRecord: fc.Arbitrary<UsageRecord> = fc.record(
  {
    event: fc.constant('request' as const),
    schemaVersion: fc.constant(1 as const),
    is_group: fc.constantFrom(0 as const, 1 as const),
    is_new_user: fc.constantFrom(0 as const, 1 as const),
    update_type: fc.constantFrom('message' as const, 'callback_query' as const),
    command: fc.stringMatching(/^[a-z0-9_]{1,32}$/),
    chat_type: fc.constantFrom('private' as const, 'group' as const, 'supergroup' as const, 'channel' as const),
    language_code: fc.stringMatching(/^[a-z]{2,3}(-[a-z0-9]{1,5})?$/),
    source: fc.stringMatching(/^[a-z0-9_-]{1,32}$/),
    user: hex16,
    user_age_days: fc.nat(400),
    chat: hex16,
    outcome: fc.constantFrom(
      'answered' as const,
      'not-understood' as const,
      'reply-unknown' as const,
      'failed' as const,
    ),
    update_id: fc.maxSafeInteger(),
    Requests: fc.constant(1 as const),
    HandlerDuration: fc.double({ min: 0, max: Number.MAX_SAFE_INTEGER, noNaN: true }),
  },
  {
    requiredKeys: [
      'event',
      'schemaVersion',
      'is_group',
      'is_new_user',
      'update_type',
      'user',
      'outcome',
      'update_id',
      'Requests',
      'HandlerDuration',
    ],
  },
);

interface Directive {
  readonly Namespace: string;
  readonly Dimensions: string[][];
  readonly Metrics: { readonly Name: string; readonly Unit: string }[];
}

/** The rules of the format, checked independently of the library that writes it. */
function expectValidEmf(line: string): void {
  expect(line).not.toMatch(/[\r\n]/);
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(maxDocumentBytes);
  const document: Record<string, unknown> & { _aws: { Timestamp: number; CloudWatchMetrics: Directive[] } } =
    JSON.parse(line);
  expect(Number.isSafeInteger(document._aws.Timestamp)).toBe(true);
  for (const { Namespace, Dimensions, Metrics } of document._aws.CloudWatchMetrics) {
    expect(Namespace).toMatch(/^[\w .#:/-]{1,255}$/);
    expect(Metrics.length).toBeLessThanOrEqual(100);
    for (const { Name } of Metrics) expect(Number.isFinite(document[Name])).toBe(true);
    for (const names of Dimensions) {
      expect(names.length).toBeLessThanOrEqual(30);
      for (const name of names) expect(document[name]).toMatch(/^[\x20-\x7e]{1,1024}$/);
    }
  }
}

describe('createRecordUsage', () => {
  it('writes one document within the limits of the format for every record of the schema', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyRecord, { maxLength: 5 }), async (records) => {
        const lines: string[] = [];
        const recordUsage = createRecordUsage('Pulso/test', (line) => lines.push(line));

        for (const record of records) await recordUsage(record, nowMs);

        lines.forEach(expectValidEmf);
        expect(lines.map(readUsageRecord)).toEqual(records);
      }),
    );
  });

  it('writes no field that the schema does not declare', async () => {
    await fc.assert(
      fc.asyncProperty(anyRecord, fc.dictionary(fc.string(), fc.jsonValue()), async (record, extra) => {
        const lines: string[] = [];

        await createRecordUsage('Pulso/test', (line) => lines.push(line))({ ...extra, ...record }, nowMs);

        const { _aws, ...members } = JSON.parse(lines[0] ?? '{}');
        expect(_aws.CloudWatchMetrics).toHaveLength(1);
        expect(members).toEqual(record);
      }),
    );
  });
});
