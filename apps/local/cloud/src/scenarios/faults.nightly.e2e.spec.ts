import { minuteMs } from '@pulso/kit/time';
import { parseFaultPlan } from '@pulso/world/faults';

import { type TimedUpdate } from '../demo/read-updates';
import { numbersOf } from '../demo/judge-report';
import { countFaults } from '../faults/inject-faults';
import { type ScenarioResult, said } from './run-scenario';
import { answersIn, titleOf } from './testing/read-report';
import { useScenario } from './testing/use-scenario';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

const request = (updateId: number, fromId: number, chatId = fromId): TimedUpdate =>
  said({ updateId, atMs: reportAtMs - 60 * minuteMs + updateId * 1_000, fromId, chatId, text: '/help@PulsoDemoBot' });

const updates = [request(1, 11), request(2, 12, -500), request(3, 11), request(4, 13)];

/** What a person shall see in the one message. */
const answers = { 'group-requests': 1, 'private-requests': 3, 'new-users': 3 };

/** What is the matter, the plan of faults, and the kinds of faults that are injected then. */
type FaultyDay = readonly [what: string, spec: string, kinds: readonly string[]];

/** One kind of fault at a time. */
const days: readonly FaultyDay[] = [
  ['every message comes twice, at once', 'duplicate:*', ['duplicate']],
  [
    'messages come minutes late, and again later',
    'delay:query-jobs=90s,delay:run-events=2m,delay:report-updates=4m,duplicate:r*=3m',
    ['delay', 'duplicate'],
  ],
  [
    'connections are cut, before and after calls took effect',
    // Not all three tries of a PutItem: a delivery that can't be recorded is repeated, as is documented.
    [
      'drop-response:dynamodb.PutItem@0.25x1,refuse:dynamodb.PutItem@0.2x1',
      ...['GetItem', 'Query', 'UpdateItem', 'TransactWriteItems'].flatMap((operation) => [
        `drop-response:dynamodb.${operation}@0.25`,
        `refuse:dynamodb.${operation}@0.2`,
      ]),
      'drop-response:sqs.*@0.25',
      'refuse:telegram.*x2',
    ].join(','),
    ['drop-response', 'refuse'],
  ],
  [
    'every service throttles',
    'throttle:logs.StartQueryx2,throttle:dynamodb.*@0.15x3,throttle:sqs.*@0.3x1,throttle:ssm.*x1,throttle:telegram.*=1sx1',
    ['throttle'],
  ],
  [
    'processes are killed before, between and after their effects',
    // The bot dies before its first effect: between two of them it may record a request twice, as is documented.
    'kill:query-worker@0.4,kill:aggregator@0.4,kill:dispatcher=1msx1,kill:bot=1msx2,kill:notifier=30sx1',
    ['kill'],
  ],
  ['the bot is killed after its last effect', 'kill:bot=30sx2', ['kill']],
  [
    'calls take long, one of them longer than its caller waits',
    'slow:dynamodb.TransactWriteItems=2200msx1,slow:sqs.*=200ms@0.3,slow:telegram.*=150ms',
    ['slow'],
  ],
];

describe('with faults, the daily report', () => {
  const run = useScenario();

  /** Runs the day with faults, then lets everything that is still under way come to rest: repeats must not show. */
  async function runWith(spec: string, { quietDay = false, restMinutes = 11 } = {}): Promise<ScenarioResult> {
    const faults = { plan: parseFaultPlan(spec, 'local-cloud'), seed: 1 };
    const result = await run({ updates: quietDay ? [] : updates, reportAtMs, faults });
    const { clock } = result.cloud;
    await clock.runUntil(clock.nowMs() + restMinutes * minuteMs);
    return result;
  }

  it.each(days)('is posted once and right when %s', async (_case, spec, kinds) => {
    const ended = await runWith(spec);

    expect(Object.keys(countFaults(ended.cloud.injected)).sort()).toEqual(kinds);
    expect(ended.stored?.content).toMatchObject({ state: 'complete', missing: [] });
    expect(ended.cloud.deliveredReports().map(answersIn)).toEqual([expect.objectContaining(answers)]);
    expect(ended.cloud.faults).toEqual([]);
  });

  it('says that it is a repeat when the answer to the first was lost', async () => {
    // No other message is to be sent: the limit of one is for the report.
    const ended = await runWith('drop-response:telegram.sendMessagex1', { quietDay: true });

    expect(countFaults(ended.cloud.injected)).toEqual({ 'drop-response': 1 });
    // On a quiet day.
    expect(numbersOf(ended.stored?.content.values ?? [])).toMatchObject({
      'group-requests': 0,
      'private-requests': 0,
      'new-users': 0,
    });
    const [first, second, ...others] = ended.cloud.deliveredReports();
    expect(second?.split('\n')[0]).toBe(first?.split('\n')[0]);
    expect(first).not.toMatch(/twice/i);
    expect(second).toMatch(/twice/i);
    expect(others).toEqual([]);
  });

  it('is partial and names what is missing when every worker dies until it is due', async () => {
    const ended = await runWith('kill:query-worker=1ms', { restMinutes: 0 });

    expect(countFaults(ended.cloud.injected).kill).toBeGreaterThan(3);
    expect(ended.stored?.content).toMatchObject({ state: 'partial', values: [] });
    expect(ended.cloud.deliveredReports()).toHaveLength(1);
    for (const question of ['group-requests', 'private-requests', 'new-users'] as const) {
      expect(ended.cloud.deliveredReports()[0]).toContain(titleOf(question));
    }
  });
});
