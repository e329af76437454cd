import { type ReportContent } from '@pulso/contracts/report-updates';
import { hourMs } from '@pulso/kit/time';

import { content, missing, numbered, topCommands, value } from '../testing/report-content';
import { reportViewOf } from './report-view';

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
    const { told } = reportViewOf(content(report), options);
    return told && `${told.lead}${told.rest}`;
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

    expect(view?.restText(1)).toBe('and 6 more: 1,007');
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
    return [reportViewOf(report).headline.map(({ note }) => note), reportViewOf(report).headlineNotes];
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
