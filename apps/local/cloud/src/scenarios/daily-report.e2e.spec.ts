import { minuteMs } from '@pulso/kit/time';
import { findReportSchedule } from '../demo/fire-report';
import { type TimedUpdate } from '../demo/read-updates';
import { numbersOf as numbersOfValues } from '../demo/judge-report';
import { type ScenarioResult, said } from './run-scenario';
import { useScenario } from './testing/use-scenario';

const reportAtMs = Date.parse('2026-11-25T12:30:00Z');

const numbersOf = (stored: ScenarioResult['stored']): Readonly<Record<string, number>> =>
  numbersOfValues(stored?.content.values ?? []);

const message = (at: string, updateId: number, fromId: number, text: string, chatId = fromId): TimedUpdate =>
  said({ updateId, atMs: Date.parse(at), fromId, chatId, text });

describe('the daily report', () => {
  const run = useScenario();

  it('counts what is meant for the bot inside the window once, nothing else, and is posted once', async () => {
    const at = (minute: number): string =>
      new Date(Date.parse('2026-11-25T09:00:00Z') + minute * minuteMs).toISOString();
    const [talking, addressing, repeating] = [-500, -501, -502];
    const talk = Array.from({ length: 20 }, (_, index) =>
      message(at(index), 100 + index, 100 + index, 'hello all', talking),
    );
    const stickers = Array.from({ length: 5 }, (_, index) => {
      const { atMs, update } = message(at(30 + index), 130 + index, 100 + index, '', talking);
      const { text: _noText, ...sent } = update['message'] as Record<string, unknown>;
      return { atMs, update: { ...update, message: { ...sent, sticker: { file_id: 'f', file_unique_id: 'u' } } } };
    });
    const name = '@PulsoDemoBot';
    const { atMs, update } = message('2026-11-25T10:00:00Z', 202, 31, `🧨 ${name}`, addressing);
    const entities = [{ type: 'mention', offset: 3, length: name.length }];
    const addressed = [
      message('2026-11-25T09:00:00Z', 201, 31, 'hello all', addressing),
      { atMs, update: { ...update, message: { ...(update['message'] as object), entities } } },
      message('2026-11-25T10:01:00Z', 203, 32, '/help@OtherBot', addressing),
      message('2026-11-25T10:02:00Z', 204, 31, '/help', addressing),
    ];
    const repeated = [
      message('2026-11-24T12:24:50Z', 1, 11, 'before the window'),
      message('2026-11-24T12:25:00Z', 2, 12, 'the first moment of the window'),
      message('2026-11-24T12:30:00Z', 3, 11, 'known already'),
      message('2026-11-24T13:00:00Z', 4, 13, '/start in a group', repeating),
      message('2026-11-24T13:00:00Z', 4, 13, '/start in a group', repeating),
      message('2026-11-24T13:00:01Z', 5, 13, '/help@PulsoDemoBot', repeating),
      message('2026-11-25T11:00:00Z', 4, 13, '/start in a group', repeating),
      message('2026-11-25T12:24:50Z', 6, 14, 'shortly before the end'),
      message('2026-11-25T12:25:00Z', 7, 15, 'after the window'),
    ];
    const updates = [...talk, ...stickers, ...addressed, ...repeated].sort((one, other) => one.atMs - other.atMs);

    const { cloud, stored } = await run({ updates, reportAtMs });
    await cloud.fireSchedule(findReportSchedule(cloud.definition, reportAtMs).name, reportAtMs);
    await cloud.clock.runUntil(reportAtMs + 30 * minuteMs);

    // In groups one is a command and two are repeated; privately three are repeated. Whom it only heard is new later.
    expect(numbersOf(stored)).toMatchObject({ 'group-requests': 3, 'private-requests': 3, 'new-users': 4 });
    const logs = [...cloud.logEvents()].map((event) => event.message).join('\n');
    const notAddressedCount = talk.length + stickers.length + 3;
    expect(logs.match(/"reason":"not-addressed"/g)).toHaveLength(notAddressedCount);
    expect(logs.match(/"event":"request"/g)).toHaveLength(8);
    expect(cloud.deliveredReports()).toHaveLength(1);
  });
});
