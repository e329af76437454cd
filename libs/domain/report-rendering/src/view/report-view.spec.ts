import { type ReportContent } from '@pulso/contracts/report-updates';
import { hourMs } from '@pulso/kit/time';

import { type Table, type Value, content, missing, numbered, table, value } from '../testing/report-content';
import { reportViewOf } from './report-view';

it('says what changes are compared with, even if only tables have changes', () => {
  const compared = { ...table('Commands', 3), before: [1, 2, 3] };

  expect(reportViewOf(content({ tables: [compared] })).notes).toEqual(['Against the same weekday a week before.']);
});

describe('what was counted again', () => {
  const again = { ...value('Requests', 45), queryId: 'activity', backfilledFrom: 40 };
  const people = { ...value('People', 30), queryId: 'activity', numberId: 'people' };
  const changes = 'With records that came late: Requests +5.';
  const rest = 'Other numbers and tables are as first counted.';

  it.each<[string, Partial<ReportContent>, string]>([
    ['is the whole report', { values: [again, people] }, changes],
    ['stands beside numbers of another question', { values: [again, value('In groups', 14)] }, `${changes} ${rest}`],
    ['stands beside a table', { values: [again, people], tables: [table('Commands', 3)] }, `${changes} ${rest}`],
  ])('%s', (_what, report, text) => {
    expect(reportViewOf(content(report)).backfillText).toBe(text);
  });
});

describe('what is unusual', () => {
  const mark = { baseline: { low: 260, high: 310, expected: 285 }, isAnomaly: true as const };
  const anomaliesOf = (report: Partial<ReportContent>, options?: Parameters<typeof reportViewOf>[1]) => {
    const { anomaly } = reportViewOf(content(report), options);
    return anomaly && `${anomaly.lead}${anomaly.rest}`;
  };

  it('names the most prominent number, and no weekday for a week', () => {
    const values = [
      value('Small', 1, { prominence: 'detail', ...mark }),
      value('Calls', 7, mark),
      value('Large', 900, { prominence: 'headline', ...mark }),
    ];

    expect(anomaliesOf({ values })).toBe('Large 900, about 3 times a usual Thursday (260 to 310)');
    expect(anomaliesOf({ values, windowStartMs: Date.parse('2026-11-19T12:25:00Z') })).toBe(
      'Large 900, about 3 times the usual (260 to 310)',
    );
  });

  const table = (tableId: string, field: string, format?: 'command' | 'language') => ({
    ...{ queryId: 'q', tableId, title: { en: tableId }, rows: [] },
    columns: [{ field, title: { en: 'Link', de: 'Link', ru: 'Ссылка' }, ...(format && { format }) }],
  });
  const tables = [table('c', 'command', 'command'), table('s', 'source'), table('l', 'language_code', 'language')];
  const moverOf = (tableId: string, key: string, change: number) => ({ queryId: 'q', tableId, key, change });
  const requests = (count: number, more: Partial<ReportContent['values'][number]> = {}) =>
    value('Requests', count, { prominence: 'headline', ...more });
  const failed = value('Failed', 51, {
    ...{ prominence: 'detail', partOf: 'requests', marked: 'first', isAnomaly: true },
    baseline: { low: 0, high: 0, expected: 0 },
    during: { startMs: Date.parse('2026-11-26T09:10Z') },
    movers: [moverOf('c', 'roll', 51)],
  });
  const twice = requests(570, {
    ...{ ...mark, movers: [moverOf('c', 'roll', 140), moverOf('s', 'promo_x', 60)], isByFew: true },
    during: { startMs: Date.parse('2026-11-26T09:10Z'), endMs: Date.parse('2026-11-26T10:30Z') },
  });
  const shifted = requests(285, { baseline: mark.baseline, movers: [moverOf('l', 'es', -26), moverOf('l', 'de', 31)] });
  const silent = requests(285, { baseline: mark.baseline, during: twice.during });
  const lasting = requests(140, { ...mark, during: { startMs: Date.parse('2026-11-23T12:25Z') } });

  it.each([
    ['en', failed, '51 of 111 requests failed (usually 0), since 09:10, all /roll'],
    ['es', failed, '51 de 111 solicitudes con fallo (normalmente 0), desde las 09:10, solo /roll'],
    ['pt', failed, '51 de 111 solicitações com falha (normalmente 0), desde as 09:10, só /roll'],
    ['de', failed, '51 von 111 Anfragen fehlgeschlagen (sonst 0), seit 09:10, nur /roll'],
    ['ru', failed, '51 из 111 запросов — с ошибкой (обычно 0), с 09:10, только /roll'],
    [
      ...(['en', twice] as const),
      'Requests 570, about twice a usual Thursday (260 to 310), 09:10–10:30, from no more people than usual. Mostly /roll (+140), link promo_x (+60)',
    ],
    [
      ...(['de', twice] as const),
      'Requests 570, etwa doppelt so viel wie sonst an einem Donnerstag (260 bis 310), 09:10–10:30, bei üblicher Personenzahl. Vor allem /roll (+140), Link promo_x (+60)',
    ],
    [
      ...(['ru', twice] as const),
      'Requests 570, примерно вдвое больше обычного для четверга (от 260 до 310), 09:10–10:30, при обычном числе пользователей. В основном /roll (+140), ссылка promo_x (+60)',
    ],
    ['en', shifted, 'Requests 285, as usual, but link español (−26), link Deutsch (+31)'],
    ['en', silent, 'Requests 285, as usual, but 09:10–10:30: 0'],
    ['en', lasting, 'Requests 140, about half a usual Thursday (260 to 310), since Mon 23 Nov'],
    ['es', lasting, 'Requests 140, cerca de la mitad de lo normal para un jueves (260 a 310), desde el lun 23 nov'],
    ['pt', lasting, 'Requests 140, cerca da metade do normal para quinta-feira (260 a 310), desde seg, 23 nov'],
    ['en', requests(0, mark), 'Requests 0 (usually 260 to 310)'],
    ['en', requests(190, mark), 'Requests 190, 33% less than a usual Thursday (260 to 310)'],
    ['ru', requests(855, mark), 'Requests 855, примерно в 3 раза больше обычного для четверга (от 260 до 310)'],
  ])('has its cause in the first line (%s)', (language, shown, line) => {
    const values = shown === failed ? [requests(111), failed] : [shown];

    expect(anomaliesOf({ values, tables }, { language })).toBe(line);
  });

  it('names the day that has most of the window, or of the compared window', () => {
    const values = [value('Calls', 7, mark)];
    const endingAt = (end: string, comparedEnd?: string) => ({
      values,
      windowStartMs: Date.parse(end) - 86_400_000,
      windowEndMs: Date.parse(end),
      ...(comparedEnd !== undefined && { comparedEndMs: Date.parse(comparedEnd) }),
    });

    expect(anomaliesOf(endingAt('2026-11-26T00:10Z'))).toContain('a usual Wednesday');
    expect(anomaliesOf(endingAt('2026-11-25T23:00Z'), { timeZone: 'Europe/Berlin' })).toContain('a usual Wednesday');
    expect(anomaliesOf(endingAt('2026-11-25T11:00Z', '2026-11-25T12:25Z'))).toContain('a usual Wednesday');
    expect(anomaliesOf(endingAt('2026-11-26T00:40Z', '2026-11-26T12:25Z'))).toContain('a usual Thursday');
  });
});

describe('tables', () => {
  type Format = NonNullable<NonNullable<Table['columns']>[number]['format']>;

  /** With a column of each format. An empty cell is a missing one. */
  const viewOf = (
    formats: readonly Format[],
    rows: readonly string[][],
    more: Partial<Table> = {},
    language = 'en',
  ) => {
    const columns = formats.map((format) => ({ field: format, title: { en: format }, format }));
    const cells = rows.map((row) =>
      row.map((text, index) => ({ field: formats[index] ?? '', value: text })).filter((cell) => cell.value !== ''),
    );
    const tables = [{ queryId: 'table', title: { en: 'Table' }, columns, rows: cells, ...more }];
    return reportViewOf(content({ tables }), { language }).tables[0];
  };

  it('write commands as they are typed, and unknown ones in words after the others', () => {
    expect(viewOf(['command'], [[''], ['unknown'], ['start']], {}, 'es')?.rows).toEqual([
      [{ text: '/start', kind: 'data' }],
      [{ text: 'sin comando', kind: 'word' }],
      [{ text: 'comandos desconocidos', kind: 'word' }],
    ]);
  });

  it('add up the rows that are not shown', () => {
    const rows = ['7', '5', '2'].map((count, index) => [`command${index}`, count]);
    const view = viewOf(['command', 'number'], rows, { tableId: 'sums', omittedRowCount: 4, omittedSum: 1_000 });

    expect(view?.restText(1)).toBe('and 6 more: 1,007');
  });

  it('show the three busiest hours of a day, and do not count the others', () => {
    const hours = [1, 2, 3, 4].map((hour) => [`2026-11-26 0${hour}:00:00.000`]);
    const view = viewOf(['hour'], hours, { omittedRowCount: 20 });

    expect(view?.rows.map(([cell]) => cell?.text)).toEqual(['01:00', '02:00', '03:00']);
    expect(view?.restText(10)).toBe('');
  });

  it('show a cell unchanged if it does not fit its column', () => {
    expect(viewOf(['number', 'hour', 'language'], [['007', 'noon', '']])?.rows).toEqual([
      [
        { text: '007', kind: 'data' },
        { text: 'noon', kind: 'data' },
        { text: 'unknown', kind: 'word' },
      ],
    ]);
  });
});

describe('a report that a person asked for', () => {
  it.each([
    ['of the newest window', 5 * 60_000, true],
    ['of an earlier day', 3 * 24 * hourMs, false],
    ['of a week that ended 50 minutes ago', 50 * 60_000, false],
  ])('says up to when it counts: one %s', (_what, plannedAfterMs, isSaid) => {
    const { notes } = reportViewOf(content({ trigger: 'chat', plannedAtMs: content().windowEndMs + plannedAfterMs }));

    expect(notes.some((note) => note === 'Counted up to 12:25.')).toBe(isSaid);
  });
});

describe('questions without an answer', () => {
  const missingOf = (language: string, ...gaps: ReportContent['missing']) =>
    reportViewOf(content({ state: 'partial', missing: gaps }), { language }).missing;
  const twelve = 'S1, S2, S3, S4, S5, S6, S7, S8, S9, S10, S11, S12';

  it.each([
    [1, 'S1'],
    [12, twelve],
    [13, `${twelve}, and 1 more`],
  ])('share one line if nobody can mend them, of %d: %s', (sumCount, names) => {
    const sums = numbered(sumCount).map((index) => missing(`S${index + 1}`, 'No report.', 'no-history'));

    expect(missingOf('en', missing('Gap', 'Late.'), ...sums)).toMatchObject([
      { name: 'Gap', questionCount: 1 },
      { name: names, questionCount: sumCount },
    ]);
  });

  it('stand twelve in a line if they can be mended', () => {
    const gaps = numbered(13).map((index) => missing(`S${index + 1}`, 'Late.'));

    expect(missingOf('en', ...gaps).map(({ name }) => name)).toEqual([twelve, 'S13']);
  });

  it('share lines by their reasons', () => {
    const gaps = [missing('A', 'No.', 'not-kept'), missing('S', 'No.', 'no-history'), missing('B', 'No.', 'not-kept')];

    expect(missingOf('de', ...gaps)).toMatchObject([
      { name: 'A, B', questionCount: 2, reason: 'So weit reichen die Protokolle nicht zurück.' },
      { name: 'S', questionCount: 1 },
    ]);
  });

  it('show the code if there is no other reason', () => {
    expect(missingOf('en', missing('Gap', '', 'odd'))).toMatchObject([{ reason: 'odd', shortReason: 'odd' }]);
  });
});

describe('what sums lack', () => {
  const of = (...parts: (number | null)[]) => ({ ...value('Calls', 3), parts });
  const notesAndHeadline = (...values: ReportContent['values']) => {
    const report = content({ trigger: 'history', values });
    return [reportViewOf(report).headline.map(({ note }) => note), reportViewOf(report).headlineNotes];
  };

  it('is said once in the first line if all lack the same', () => {
    expect(notesAndHeadline(of(null, 1, 2), of(1, 2, null))).toEqual([
      [undefined, undefined],
      [expect.stringMatching(/^1 .*missing$/)],
    ]);
  });

  it('is said beside each sum if it differs', () => {
    expect(notesAndHeadline(of(null, 1, 2), of(null, 3, null))[1]).toEqual([]);
    expect(notesAndHeadline(of(1, null), of(1, 2))[0]).toEqual([expect.stringMatching(/^1 .*missing$/), undefined]);
  });
});

describe('the count of answers', () => {
  it('counts a question with several numbers and tables once', () => {
    const numbers = ['requests', 'people'].map((numberId) => ({ ...value('Activity', 1), numberId }));
    const table = { queryId: 'usage', title: { en: 'T' }, rows: [] };
    const tables = ['commands', 'sources'].map((tableId) => ({ ...table, tableId }));
    const report = content({ state: 'partial', values: numbers, tables, missing: [missing('New users', 'down')] });

    expect(reportViewOf(report).stateText).toBe('Partial: 2 of 3 numbers.');
  });

  it('has the same total for a week, whether sums or its own question are missing', () => {
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

describe('a complete report', () => {
  it('does not name a number that can’t be known yet', () => {
    const early = missing('Back after a week', '', 'not-yet');
    const gap = missing('Gap', 'Late.');

    expect(reportViewOf(content({ missing: [early] }))).toMatchObject({ headlineNotes: [], missing: [] });
    expect(reportViewOf(content({ state: 'partial', missing: [early, gap] }))).toMatchObject({
      headlineNotes: ['1 number missing'],
      missing: [{ name: 'Gap' }],
    });
  });
});

describe('the numbers below the first line', () => {
  const headline = { prominence: 'headline' } as const;
  const usual = { baseline: { low: 1, high: 9 } };
  const unusual = { ...usual, isAnomaly: true } as const;
  const linesOf = (...values: Value[]) => {
    const { body, details } = reportViewOf(content({ values: [value('Requests', 9, headline), ...values] }));
    const namesOf = (numbers: readonly { name: string }[]) => numbers.map(({ name }) => name).join(' ');
    return [namesOf(body), ...details.map(({ title, numbers }) => `${title}: ${namesOf(numbers)}`)];
  };

  it('are the unusual ones, then those without a baseline; what is as usual folds up', () => {
    const small = { prominence: 'detail' } as const;

    expect(
      linesOf(value('A', 5, usual), value('B', 5), value('C', 5, small), value('D', 99, { ...small, ...unusual })),
    ).toEqual(['D B', 'Other numbers: C', 'As usual: A']);
  });

  it('are as many as a message has lines', () => {
    const many = numbered(9).map((index) => value(`N${index}`, 1, { earlier: [1] }));

    expect(linesOf(...many)).toEqual(['N0 N1 N2 N3 N4', 'Other numbers: N5 N6 N7 N8']);
    expect(linesOf(value('Odd', 20, unusual), ...many)[0]).toBe('Odd N0 N1 N2');
  });

  it('do not include a count that is 0 as ever', () => {
    expect(
      linesOf(
        value('Zero', 0, usual),
        value('Gone', 0, { earlier: [null, 3] }),
        value('Silent', 0, unusual),
        value('Share', 0, { of: 9, part: 0, unit: 'percent' }),
      ),
    ).toEqual(['Silent Gone Share']);
  });

  it('do not say twice how many people came, while a bot is younger than 30 days', () => {
    const all = (count: number) => value('People in all', count, { queryId: 'activity', numberId: 'in-all' });
    const reach = value('Reach', 478);

    expect(linesOf(all(478), reach)).toEqual(['People in all']);
    expect(linesOf(all(479), reach)).toEqual(['People in all Reach']);
  });
});

describe('the end of a report of a week that lacks a day', () => {
  const note = 'Tables cover the whole window, gaps included.';
  const requests = value('Requests', 180, { parts: [30, 30, 30, null, 30, 30, 30] });

  it.each<[string, Partial<ReportContent>, boolean]>([
    ['there is a table', { values: [requests], tables: [table('Commands', 3)] }, true],
    ['there is no table', { values: [requests] }, false],
    ['no day is missing', { values: [{ ...requests, parts: [90, 90] }], tables: [table('Commands', 3)] }, false],
  ])('says whether tables cover it: %s', (_case, report, isSaid) => {
    expect(reportViewOf(content(report)).notes.includes(note)).toBe(isSaid);
  });
});

describe('the end of a history that should have a chart', () => {
  const withChart = (parts: (number | null)[], more: Partial<ReportContent> = {}): ReportContent =>
    content({ trigger: 'history', chart: true, values: [value('Calls', 7, { parts })], ...more });

  it.each<[string, ReportContent, boolean]>([
    ['it knows one number', withChart([null, 7]), true],
    ['it has a chart', withChart([5, 7]), false],
    ['nobody asked for a chart', withChart([null, 7], { chart: false }), false],
    ['it has no number, which it says', withChart([], { values: [], noRecords: true }), false],
    ['a schedule started it', withChart([null, 7], { trigger: 'schedule' }), false],
  ])('says whether a chart needs more numbers: %s', (_case, report, isSaid) => {
    expect(reportViewOf(report).notes.includes('A chart needs the numbers of two reports.')).toBe(isSaid);
  });
});

it.each([
  [1e9, []],
  [1.2e9, ['Read for it: 1.2\u00a0GB, less than 2 ¢.']],
])('the end of an answer names what it cost above one cent: %d bytes', (scannedBytes, notes) => {
  expect(reportViewOf(content({ scannedBytes })).notes).toEqual(notes);
});

describe('a hashtag', () => {
  it.each([
    ['daily-usage', '#daily_usage'],
    ['weekly-2', '#weekly_2'],
    ['2026', undefined],
    ['п/x y', '#_x_y'],
  ])('of %s is %s', (reportId, hashtag) => {
    expect(reportViewOf(content({ reportId })).hashtag).toBe(hashtag);
  });
});
