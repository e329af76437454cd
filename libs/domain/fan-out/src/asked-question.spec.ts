import { type AskedQuestion } from '@pulso/contracts/run-requests';

import { definitionOfQuestion, queryOf } from './asked-question';
import { windowOfQuestion } from './window-of';

const lastWeek = { type: 'last', hours: 168 } as const;

describe('the query of a question', () => {
  it.each<[AskedQuestion, string]>([
    [{ measure: 'requests', period: lastWeek }, 'filter event = "request" | stats count(user) as count'],
    [
      { measure: 'people', period: lastWeek, by: 'source', where: { command: 'roll', chat: 'groups' } },
      'filter event = "request" and command = "roll" and is_group = 1 and ispresent(source) | ' +
        'stats count_distinct(user) as count by source | sort count desc | limit 100',
    ],
    [
      { measure: 'speed', period: lastWeek },
      'filter event = "request" | stats pct(HandlerDuration, 95) as count, count(user) as requests',
    ],
    [
      { measure: 'new-users', period: lastWeek, by: 'day', where: { language: 'pt', source: 'promo_x' } },
      'filter event = "request" and is_new_user = 1 and (language_code = "pt" or language_code like /^pt-/) and ' +
        'source = "promo_x" | stats count(user) as count by bin(1d) as day',
    ],
  ])('counts what is asked for: %j', (question, query) => {
    expect(queryOf(question)).toBe(query);
  });
});

describe('the window of a question', () => {
  const at = (time: string): number => Date.parse(time);
  const isoOf = ({ startMs, endMs }: { startMs: number; endMs: number }): string[] =>
    [startMs, endMs].map((ms) => new Date(ms).toISOString());

  it('ends five minutes before the minute of the request', () => {
    const window = windowOfQuestion({ type: 'last', hours: 24 }, at('2026-11-25T10:00:59Z'), undefined);

    expect(isoOf(window)).toEqual(['2026-11-24T09:55:00.000Z', '2026-11-25T09:55:00.000Z']);
  });

  it('is a calendar day in the time zone of the stage', () => {
    const window = windowOfQuestion({ type: 'day', daysAgo: 1 }, at('2026-11-25T23:30:00Z'), 'Europe/Berlin');

    expect(isoOf(window)).toEqual(['2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z']);
  });

  it('is calendar days up to the newest records', () => {
    const from = Date.parse('2026-11-23') / 86_400_000;
    const window = windowOfQuestion({ type: 'days', from, to: from + 2 }, at('2026-11-25T10:00:00Z'), 'Europe/Berlin');

    expect(isoOf(window)).toEqual(['2026-11-22T23:00:00.000Z', '2026-11-25T09:55:00.000Z']);
  });

  it('of a day on which clocks change has the hours of that day', () => {
    const { startMs, endMs } = windowOfQuestion(
      { type: 'day', daysAgo: 1 },
      at('2026-10-26T12:00:00Z'),
      'Europe/Berlin',
    );

    expect((endMs - startMs) / 3_600_000).toBe(25);
  });

  it('of a day that has just begun is never empty', () => {
    const { startMs, endMs } = windowOfQuestion({ type: 'day', daysAgo: 0 }, at('2026-11-25T00:01:00Z'), 'UTC');

    expect(endMs - startMs).toBe(60_000);
  });
});

it('the title of a question says in every language what it asks', () => {
  const { title, queries } = definitionOfQuestion({
    measure: 'people',
    period: lastWeek,
    by: 'language',
    where: { command: 'roll', chat: 'private', source: 'promo_x' },
  });

  expect(title).toMatchObject({
    en: 'People · /roll · in private · link promo_x · by language',
    ru: 'Пользователи · /roll · в личных чатах · ссылка promo_x · по языкам',
  });
  expect(queries).toHaveLength(1);
});
