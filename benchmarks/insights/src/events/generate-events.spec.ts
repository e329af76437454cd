import { createRecordUsage } from '@pulso/adapters/emf';
import { readUsageRecord } from '@pulso/contracts/usage-metrics';

import { Draw } from './draw';
import { generateEvents, generatedDayMs } from './generate-events';
import { drawUsageRecord, usageMessage } from './usage-message';

const eventCount = 20_000;
const events = [...generateEvents({ eventCount, seed: 7 })];
const messages = events.map(({ message }) => message);
const usage = messages.filter((message) => message.includes('"_aws"'));
const application = messages.filter((message) => message.startsWith('{"timestamp"'));
const platform = messages.filter((message) => /^(START|END|REPORT) /.test(message));

describe('generateEvents', () => {
  it('gives the same events for the same seed and others for another', () => {
    expect([...generateEvents({ eventCount, seed: 7 })]).toEqual(events);
    expect([...generateEvents({ eventCount: 5, seed: 8 })]).not.toEqual([
      ...generateEvents({ eventCount: 5, seed: 7 }),
    ]);
  });

  it('goes through one day without a step back', () => {
    const times = events.map(({ timestamp }) => timestamp);

    expect(times).toEqual(times.toSorted((left, right) => left - right));
    expect(times[0]).toBeLessThan(generatedDayMs + 60_000);
    expect(times.at(-1)).toBeGreaterThan(generatedDayMs + 24 * 60 * 60 * 1000 - 60_000);
  });

  it('mixes three fifths of usage records with a fifth of each of the others, and nothing else', () => {
    expect(usage.length + application.length + platform.length).toBe(eventCount);
    expect(usage.length / eventCount).toBeCloseTo(0.6, 1);
    expect(application.length / eventCount).toBeCloseTo(0.2, 1);
    expect(platform.length / eventCount).toBeCloseTo(0.2, 1);
  });

  it('writes usage records that their contract can read', () => {
    for (const message of usage) expect(readUsageRecord(message)).toMatchObject({ event: 'request' });
  });

  it('has records with and without what questions ask for', () => {
    const records = usage.map((message) => readUsageRecord(message));

    expect(new Set(records.map(({ is_group }) => is_group))).toEqual(new Set([0, 1]));
    expect(new Set(records.map(({ command }) => command))).toEqual(
      new Set([undefined, 'start', 'help', 'report', 'unknown']),
    );
  });

  it('tells invocations in the order in which they happen', () => {
    const [start = '', end = '', report = ''] = platform;

    const requestId = /^START RequestId: (\S+) Version: \$LATEST\n$/.exec(start)?.[1];
    expect(end).toBe(`END RequestId: ${requestId}\n`);
    expect(report).toMatch(
      /^REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms\tMemory Size: \d+ MB\tMax Memory Used: \d+ MB\t(Init Duration: [\d.]+ ms\t)?\n$/,
    );
    expect(report).toContain(`${requestId}`);
  });

  it.each([
    ['a nested field of the same name', '"is_group":1'],
    ['text that is not ASCII', 'Café'],
    ['the same escaped', 'Caf\\u00e9'],
    ['JSON quoted in JSON', '{\\"ok\\":false'],
    ['stacks of errors', '\\n'],
  ])('has among the lines of applications %s', (_what, part) => {
    expect(application.some((message) => message.includes(part))).toBe(true);
    for (const message of application) expect(JSON.parse(message)).not.toHaveProperty('is_group');
  });
});

describe('usageMessage', () => {
  it('writes what the adapter of the bot writes, character by character', async () => {
    const draw = new Draw(3);
    const nowMs = Date.now();
    for (let updateId = 1; updateId <= 50; updateId += 1) {
      const record = drawUsageRecord(draw, updateId);
      const lines: string[] = [];

      await createRecordUsage('Pulso/bench', (line) => lines.push(line))(record, nowMs);

      expect(lines).toEqual([usageMessage(record, nowMs)]);
    }
  });
});
