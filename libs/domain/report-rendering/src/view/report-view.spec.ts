import { type ReportContent } from '@pulso/contracts/report-updates';
import { reportTexts } from '@pulso/kit/texts';
import { hourMs } from '@pulso/kit/time';

import { renderReport } from '../telegram/render-report';
import { content, missing, numbered, topCommands, value } from '../testing/report-content';
import { type UsageReport, usageReports } from '../testing/usage-reports';
import { headlineTextOf, reportViewOf } from './report-view';
import { restInWords, withFirstRows } from './table-view';

const numbersOf = (report: ReportContent, options?: Parameters<typeof reportViewOf>[1]) => {
  const { headline, body, details } = reportViewOf(report, options);
  return [...headline, ...body, ...details];
};

const viewOf = (traits: Partial<ReportContent['values'][number]>, language?: string) =>
  numbersOf(content({ values: [{ ...value('Calls', 10), ...traits }] }), { language })[0];

/** A number's days up to the one before: a week before it was as given, and then for a week as it was on the first day. */
const weekAfter = (before: number): number[] => [1, before, 1, 1, 1, 1, 1, 1];

/** Of a report of a week. */
const weekViewOf = (number: ReportContent['values'][number]) =>
  numbersOf(content({ windowStartMs: Date.parse('2026-11-19T12:25:00Z'), values: [number] }))[0];

describe('a number', () => {
  it.each([
    [1_234_567.5, 'count', 'en', '1,234,567.5'],
    [1_234_567.5, 'count', 'de', '1.234.567,5'],
    [1_234_567.5, 'count', 'es', '1\u202f234\u202f567,5'],
    [1234, 'count', 'es', '1234'],
    [12_345, 'count', 'es', '12\u202f345'],
    [1_234_567.5, 'count', 'pt-br', '1.234.567,5'],
    [1234, 'count', 'pt-br', '1.234'],
    [1_234_567.5, 'count', 'ru', '1\u202f234\u202f567,5'],
    [39.4, 'milliseconds', 'en', '39\u00a0ms'],
    [3.25, 'milliseconds', 'de', '3,25\u00a0ms'],
    [999.4, 'milliseconds', 'en', '999\u00a0ms'],
    [999.5, 'milliseconds', 'en', '1\u00a0s'],
    [999.6, 'milliseconds', 'en', '1\u00a0s'],
    [1234, 'milliseconds', 'ru', '1,2\u00a0с'],
    [59_940, 'milliseconds', 'en', '59.9\u00a0s'],
    [59_950, 'milliseconds', 'en', '1\u00a0min'],
    [59_960, 'milliseconds', 'en', '1\u00a0min'],
    [200_000, 'milliseconds', 'en', '3.3\u00a0min'],
    [1.234, 'percent', 'es', '1,23\u00a0%'],
    [1.234, 'percent', 'pt-br', '1,23%'],
  ] as const)('of %d as %s in %s is %s', (number, unit, language, text) => {
    expect(viewOf({ value: number, unit }, language)?.text).toBe(text);
  });

  it.each([
    [41.89, 31, 74, 'en', '42%', '31 of 74'],
    [8.29, 1_034.5, 12_480, 'de', '8,3\u00a0%', '1.035 von 12.480'],
    [0, 0, 9, 'es', '0\u00a0%', '0 de 9'],
    [14.38, 39.43, 274, 'ru', '14\u00a0%', '39 из 274'],
  ])('of %d percent, %d of %d, says in %s what it was computed from', (percent, part, of, language, text, note) => {
    expect(viewOf({ value: percent, part, of, unit: 'percent' }, language)).toMatchObject({ text, note });
  });

  it('has a range where it was not always the same', () => {
    expect(viewOf({ earlier: [3] })?.series?.rangeText).toBe('3 to 10');
    expect(viewOf({ earlier: [10] })?.series?.rangeText).toBe('10');
  });

  it.each([
    ['more', 12, '▲20%', 'good'],
    ['more', 8, '▼20%', 'bad'],
    ['less', 12, '▲20%', 'bad'],
    ['less', 8, '▼20%', 'good'],
    [undefined, 12, '▲20%', 'neutral'],
    ['less', 10, '±0%', 'neutral'],
    ['more', 109.9, '▲999%', 'good'],
    ['more', 900, '▲>999%', 'good'],
  ] as const)('that should be %s and is %d has changed by %s, which is %s', (better, number, text, tone) => {
    const traits = better === undefined ? {} : { better };

    expect(viewOf({ value: number, earlier: weekAfter(10), ...traits })?.change).toMatchObject({ text, tone });
  });

  it.each([
    ['en', '▲from\u00a00'],
    ['es', '▲antes\u00a00'],
    ['ru', '▲было\u00a00'],
  ])('that was 0 before has no percentage, in %s', (language, text) => {
    expect(viewOf({ value: 3, earlier: weekAfter(0) }, language)?.change?.text).toBe(text);
  });

  it('of a week is compared with the week before, however many weeks are known', () => {
    const number = weekViewOf({ ...value('People', 30), earlier: [10, 10, 10, 20] });

    expect(number?.change).toMatchObject({ text: '▲50%' });
  });

  it.each([
    [2.5, 'de', '▲0,5\u00a0Punkte'],
    [3, 'de', '▲1\u00a0Punkt'],
    [1, 'en', '▼1\u00a0point'],
    [2.5, 'ru', '▲0,5\u00a0п.\u00a0п.'],
    [1.5, 'en', '▼0.5\u00a0points'],
    [3, 'en', '▲1\u00a0point'],
    [2.5, 'es', '▲0,5\u00a0puntos'],
    [3, 'es', '▲1\u00a0punto'],
    [3.5, 'es', '▲1,5\u00a0puntos'],
    [3.5, 'pt', '▲1,5\u00a0ponto'],
    [4, 'pt', '▲2\u00a0pontos'],
    [3, 'ru', '▲1\u00a0п.\u00a0п.'],
    [2.04, 'en', '±0\u00a0points'],
    [1.96, 'en', '±0\u00a0points'],
  ])('in percent that is %d after 2 changes by points, which nobody takes for percent', (number, language, text) => {
    expect(viewOf({ value: number, unit: 'percent', earlier: weekAfter(2) }, language)?.change?.text).toBe(text);
  });

  it.each([
    [0.02, 0.01],
    [0.04, 0],
    [1.96, 2],
  ])('in percent that has not changed to the eye is no worse: %d after %d', (number, before) => {
    const earlier = weekAfter(before);

    expect(viewOf({ value: number, unit: 'percent', better: 'less', earlier })?.change).toMatchObject({
      text: '±0\u00a0points',
      tone: 'neutral',
    });
  });

  it('that is a sum over a gap says so, and is compared with nothing', () => {
    const parts = [1, 2, null, 4, 5, null, 7];
    const sum = { ...value('Calls', 19), parts, earlier: [30] };

    const number = weekViewOf(sum);

    expect(number).toMatchObject({ note: '2 days missing', series: { kind: 'parts', period: 'day' } });
    expect(number).not.toHaveProperty('change');
  });

  it('that is an average of days has that as its unit, in whole people', () => {
    const average = {
      ...value('People', 121.43),
      additive: false as const,
      parts: [120, 122, 121, 120, 124, 120, 123],
    };

    expect(weekViewOf(average)).toMatchObject({ text: '121\u00a0a\u00a0day' });
    expect(weekViewOf(average)).not.toHaveProperty('note');
  });

  it('that is an average time or share says so', () => {
    const average = {
      ...value('p95', 380.4),
      unit: 'milliseconds' as const,
      additive: false as const,
      parts: [380, 381],
    };

    expect(weekViewOf(average)?.text).toBe('380\u00a0ms\u00a0on\u00a0average');
  });

  it('that is an average is compared, also over a gap', () => {
    const average = {
      ...value('People', 120),
      additive: false as const,
      parts: [120, null, 121, 119, null, 120, 120],
      earlier: [100],
    };

    expect(weekViewOf(average)).toMatchObject({ note: '2 days missing', change: { text: '▲20%' } });
  });
});

describe('the words about comparisons', () => {
  it('are said of tables alone, too', () => {
    const compared = { ...topCommands, before: [1, 2, 3] };

    expect(reportViewOf(content({ tables: [compared] })).notes).toEqual(['Against the same weekday a week before.']);
  });
});

describe('what was counted again', () => {
  const again = { ...value('Requests', 45), queryId: 'activity', recountedFrom: 40 };
  const people = { ...value('People', 30), queryId: 'activity', numberId: 'people' };
  const changes = 'With records that came late: Requests +5.';
  const rest = 'Other numbers and tables are as first counted.';

  it.each<[string, Partial<ReportContent>, string]>([
    ['is all that there is', { values: [again, people] }, changes],
    ['stands beside numbers of another question', { values: [again, value('In groups', 14)] }, `${changes} ${rest}`],
    ['stands beside a table', { values: [again, people], tables: [topCommands] }, `${changes} ${rest}`],
  ])('%s', (_what, report, text) => {
    expect(reportViewOf(content(report)).recountText).toBe(text);
  });
});

describe('what is unusual', () => {
  const mark = { usualRange: { low: 260, high: 310 }, isUnusual: true as const };
  const unusualOf = (report: Partial<ReportContent>, options?: Parameters<typeof reportViewOf>[1]) => {
    const { unusual } = reportViewOf(content(report), options);
    return unusual && `${unusual.lead}${unusual.rest}`;
  };

  it('is told of the most prominent number, and of a week without its weekday', () => {
    const values = [
      { ...value('Small', 1), prominence: 'detail' as const, ...mark },
      { ...value('Calls', 7), ...mark },
      { ...value('Large', 900), prominence: 'headline' as const, ...mark },
    ];

    expect(unusualOf({ values })).toBe('Large 900, unusual for a Thursday (260 to 310)');
    expect(unusualOf({ values, windowStartMs: Date.parse('2026-11-19T12:25:00Z') })).toBe(
      'Large 900, unusual (260 to 310)',
    );
  });

  it('is told of the day that ends at midnight', () => {
    const [windowStartMs, windowEndMs] = [Date.parse('2026-11-24T23:00Z'), Date.parse('2026-11-25T23:00Z')];
    const day = { windowStartMs, windowEndMs, values: [{ ...value('Calls', 7), ...mark }] };

    expect(unusualOf(day, { timeZone: 'Europe/Berlin' })).toContain('a Wednesday');
  });

  it('is told of the day of which the window has most, or that it is compared with', () => {
    const values = [{ ...value('Calls', 7), ...mark }];
    const endingAt = (end: string, comparedEnd?: string) => ({
      values,
      windowStartMs: Date.parse(end) - 86_400_000,
      windowEndMs: Date.parse(end),
      ...(comparedEnd !== undefined && { comparedEndMs: Date.parse(comparedEnd) }),
    });

    expect(unusualOf(endingAt('2026-11-26T00:10Z'))).toContain('a Wednesday');
    expect(unusualOf(endingAt('2026-11-25T11:00Z', '2026-11-25T12:25Z'))).toContain('a Wednesday');
    expect(unusualOf(endingAt('2026-11-26T00:40Z', '2026-11-26T12:25Z'))).toContain('a Thursday');
  });

  it.each([
    ['more', 900, 'good'],
    ['more', 7, 'bad'],
    ['less', 900, 'bad'],
    [undefined, 900, 'neutral'],
  ] as const)('of a number that should be %s and is %d is %s', (better, number, tone) => {
    expect(viewOf({ value: number, ...mark, ...(better && { better }) })?.change).toEqual({
      text: '(usually 260 to 310)',
      isUnusual: true,
      tone,
    });
  });
});

describe('tables', () => {
  it('write commands as they are typed, and those that the bot does not have in words, after the others', () => {
    const columns = [{ field: 'command', title: { en: 'Command' }, format: 'command' as const }];
    const rows = [[], [{ field: 'command', value: 'unknown' }], [{ field: 'command', value: 'start' }]];
    const tables = [{ queryId: 'commands', title: { en: 'Commands' }, columns, rows }];

    expect(reportViewOf(content({ tables }), { language: 'es' }).tables[0]?.rows).toEqual([
      [{ text: '/start', kind: 'data' }],
      [{ text: 'sin comando', kind: 'word' }],
      [{ text: 'comandos desconocidos', kind: 'word' }],
    ]);
  });

  it('say what the rows add up to that are not shown', () => {
    const columns = [
      { field: 'command', title: { en: 'Command' }, format: 'command' as const },
      { field: 'n', title: { en: 'Requests' }, format: 'number' as const },
    ];
    const row = (command: string, n: string) => [
      { field: 'command', value: command },
      { field: 'n', value: n },
    ];
    const table = {
      queryId: 'q',
      tableId: 'commands',
      title: { en: 'Commands' },
      columns,
      rows: [row('roll', '7'), row('help', '5'), row('start', '2')],
      omittedRowCount: 4,
      omittedSum: 1_000,
    };

    const [view] = reportViewOf(content({ tables: [table] })).tables;

    expect(view && restInWords(withFirstRows(view, 1), reportTexts('en'))).toBe('and 6 more: 1,007');
  });

  it('show the three busiest hours of a day, and count no others', () => {
    const columns = [{ field: 'hour', title: { en: 'Hour' }, format: 'hour' as const }];
    const rows = [1, 2, 3, 4].map((hour) => [{ field: 'hour', value: `2026-11-26 0${hour}:00:00.000` }]);
    const tables = [{ queryId: 'hours', title: { en: 'Hours' }, columns, rows, omittedRowCount: 20 }];

    const [table] = reportViewOf(content({ tables })).tables;

    expect(table?.rows.map(([cell]) => cell?.text)).toEqual(['01:00', '02:00', '03:00']);
    expect(table?.restCount).toBe(0);
  });

  it('show a cell as it came where it is not what its column says', () => {
    const formats = ['number', 'hour', 'language'] as const;
    const columns = formats.map((format) => ({ field: format, title: { en: format }, format }));
    const rows = [
      [
        { field: 'number', value: '007' },
        { field: 'hour', value: 'noon' },
      ],
    ];
    const tables = [{ queryId: 'odd', title: { en: 'Odd' }, columns, rows }];

    expect(reportViewOf(content({ tables })).tables[0]?.rows).toEqual([
      [
        { text: '007', kind: 'data' },
        { text: 'noon', kind: 'data' },
        { text: 'unknown', kind: 'word' },
      ],
    ]);
  });
});

describe('a report that a person has asked for', () => {
  const notesOf = (plannedAfterMs: number): readonly string[] =>
    reportViewOf(content({ trigger: 'chat', plannedAtMs: content().windowEndMs + plannedAfterMs })).notes;

  it('says that the last minutes are not in it', () => {
    expect(notesOf(5 * 60_000)).toContainEqual(expect.stringContaining('last few minutes'));
  });

  it.each([
    ['of a day of the past', 3 * 24 * hourMs],
    ['of a week that ended most of an hour ago, which are no few minutes', 50 * 60_000],
  ])('does not say so %s', (_what, plannedAfterMs) => {
    expect(notesOf(plannedAfterMs)).not.toContainEqual(expect.stringContaining('last few minutes'));
  });
});

describe('reasons', () => {
  it('are their codes where there is nothing else', () => {
    const gap = { ...missing('Gap', ''), reason: { code: 'odd', message: '' } };
    const report = content({ state: 'partial', missing: [gap] });

    expect(reportViewOf(report).missing[0]).toMatchObject({ reason: 'odd', shortReason: 'odd' });
  });
});

describe('sums without earlier reports', () => {
  const viewsOf = (sumCount: number) => {
    const reason = { code: 'no-history', message: 'No report for this time has this number as it is counted now.' };
    const sums = numbered(sumCount).map((index) => ({ ...missing(`S${index + 1}`, ''), reason }));
    const report = content({ state: 'partial', missing: [missing('Gap', 'Late.'), ...sums] });
    return reportViewOf(report).missing.map(({ name, questionCount }) => [name, questionCount]);
  };
  const twelve = 'S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12';

  it.each([
    [1, 'S1'],
    [12, twelve],
    [13, `${twelve}, and 1 more`],
  ])('share one line, of %d: %s', (sumCount, names) => {
    expect(viewsOf(sumCount)).toEqual([
      ['Gap', 1],
      [names, sumCount],
    ]);
  });
});

describe('questions about a time of which no logs are kept', () => {
  it('share one line, which sums without earlier reports are not in', () => {
    const because = (name: string, code: string) => ({ ...missing(name, ''), reason: { code, message: 'No.' } });
    const report = content({
      state: 'partial',
      missing: [because('A', 'not-kept'), because('S', 'no-history'), because('B', 'not-kept')],
    });

    expect(reportViewOf(report, { language: 'de' }).missing).toMatchObject([
      { name: 'A, B', questionCount: 2, reason: 'So weit reichen die Protokolle nicht zurück.' },
      { name: 'S', questionCount: 1 },
    ]);
  });
});

describe('what is missing of sums', () => {
  const of = (...parts: (number | null)[]) => ({ ...value('Calls', 3), parts });
  const notesAndHeadline = (...values: ReportContent['values']) => {
    const report = content({ trigger: 'history', values });
    return [numbersOf(report).map(({ note }) => note), reportViewOf(report).headlineNotes];
  };

  it('is said once in the first line where it is the same for all of them', () => {
    expect(notesAndHeadline(of(null, 1, 2), of(1, 2, null))).toEqual([
      [undefined, undefined],
      [expect.stringMatching(/^1 .*missing$/)],
    ]);
  });

  it('is said beside each of them where it differs', () => {
    expect(notesAndHeadline(of(null, 1, 2), of(null, 3, null))[1]).toEqual([]);
    expect(notesAndHeadline(of(1, null), of(1, 2))[0]).toEqual([expect.stringMatching(/^1 .*missing$/), undefined]);
  });
});

describe('the count of answers', () => {
  it('takes a question with several numbers and tables for one', () => {
    const numbers = ['requests', 'people'].map((numberId) => ({ ...value('Activity', 1), numberId }));
    const table = { queryId: 'usage', title: { en: 'T' }, rows: [] };
    const tables = ['commands', 'sources'].map((tableId) => ({ ...table, tableId }));
    const report = content({ state: 'partial', values: numbers, tables, missing: [missing('New users', 'down')] });

    expect(reportViewOf(report).stateText).toBe('Partial: 2 of 3 numbers.');
  });

  it('is out of the same number for a week, whether its sums are missing or its own question', () => {
    const sumsOf = ['requests', 'answered', 'failed'];
    const sums = sumsOf.map((numberId) => ({ ...value('Activity', 7), numberId, parts: [1, null, 6] }));
    const own = [{ ...value('Activity', 3), numberId: 'people' }, value('Back', 2)];
    const stateTextOf = (report: Partial<ReportContent>) =>
      reportViewOf(content({ state: 'partial', ...report })).stateText;

    // They add up one question of the other report, and all have its id.
    const missingSums = sumsOf.map((title) => ({ ...missing(title, 'No report.'), queryId: 'activity' }));
    const withoutSums = { values: own, missing: missingSums };
    const withoutOwn = { values: [...sums, value('Back', 2)], missing: [missing('Activity', 'down')] };

    expect(stateTextOf(withoutSums)).toBe('Partial: 2 of 5 numbers.');
    expect(stateTextOf(withoutOwn)).toBe('Partial: 4 of 5 numbers.');
  });
});

describe('the hashtag of a report', () => {
  it.each([
    ['daily-usage', '#daily_usage'],
    ['weekly-2', '#weekly_2'],
    ['2026', undefined],
    ['п/x y', '#_x_y'],
  ])('with the id %s is %s', (reportId, hashtag) => {
    expect(reportViewOf(content({ reportId })).hashtag).toBe(hashtag);
  });
});

describe('the first line as plain text', () => {
  it.each(Object.keys(usageReports) as UsageReport[])('is that of the message: %s', (name) => {
    const [first] = renderReport(usageReports[name]).text.split('\n');

    expect(headlineTextOf(reportViewOf(usageReports[name]))).toBe(first?.replaceAll('\u2060', ''));
  });
});

describe('a complete report', () => {
  it('says why a number is not there yet, below the others, and nothing of it in its first line', () => {
    const early = { ...missing('Back after a week', ''), reason: { code: 'not-yet', message: '' } };
    const view = reportViewOf(content({ missing: [early] }), { language: 'de' });

    expect(view.stateText).toBeUndefined();
    expect(view.headlineNotes).toEqual([]);
    expect(view.missing).toMatchObject([
      { name: 'Back after a week', reason: 'So weit reichen die Berichte noch nicht zurück.' },
    ]);
  });
});
