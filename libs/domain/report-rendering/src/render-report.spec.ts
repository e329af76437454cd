import { type ReportContent } from '@pulso/contracts/report-updates';

import { plainTextOf } from './plain-text-of';
import { renderNotice } from './render-notice';
import { maxMessageLength, renderReport } from './render-report';

const value = (title: string, number: number, more: Record<string, string> = {}): ReportContent['values'][number] => ({
  queryId: title.toLowerCase().replaceAll(' ', '-'),
  title: { en: title, ...more },
  value: number,
});

const missing = (title: string, message: string): ReportContent['missing'][number] => ({
  queryId: title.toLowerCase().replaceAll(' ', '-'),
  title: { en: title },
  reason: { code: 'gave-up', message },
});

type Table = NonNullable<ReportContent['tables']>[number];

const table = (title: string, rowCount: number, omittedRowCount?: number): Table => ({
  queryId: title.toLowerCase().replaceAll(' ', '-'),
  title: { en: title },
  rows: Array.from({ length: rowCount }, (_, index) => [
    { field: 'command', value: `/command${index}` },
    { field: 'calls', value: String(1000 - index) },
  ]),
  ...(omittedRowCount === undefined ? {} : { omittedRowCount }),
});

const topCommands: Table = {
  queryId: 'top-commands',
  title: { en: 'Top commands', de: 'Häufigste Befehle' },
  rows: [
    [
      { field: 'command', value: '/start' },
      { field: 'calls', value: '12' },
    ],
    [{ field: 'calls', value: '9' }],
    [
      { field: 'command', value: '<b>&"\n\u202e' },
      { field: 'calls', value: '7' },
    ],
  ],
  omittedRowCount: 1204,
};

const numbered = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

const content = (overrides: Partial<ReportContent> = {}): ReportContent => ({
  reportId: 'daily-usage',
  title: { en: 'Daily usage', de: 'Nutzung am Tag' },
  state: 'complete',
  windowStartMs: Date.parse('2026-11-24T12:25:00Z'),
  windowEndMs: Date.parse('2026-11-25T12:25:00Z'),
  values: [
    value('Requests in groups', 12, { de: 'Anfragen in Gruppen' }),
    value('Private requests', 1204),
    value('New users', 0),
  ],
  missing: [],
  ...overrides,
});

describe('renderReport', () => {
  it('renders a complete report', () => {
    expect(renderReport(content()).html).toBe(
      [
        'Requests in groups <b>12</b> · Private requests <b>1,204</b> · New users <b>0</b>',
        '<b>Daily usage</b>',
        '2026-11-24 12:25 to 2026-11-25 12:25 UTC',
        '',
        'Requests in groups: <b>12</b>',
        'Private requests: <b>1,204</b>',
        'New users: <b>0</b>',
        'data until 12:25 UTC',
      ].join('\n'),
    );
  });

  it('says in a partial report what is missing and why', () => {
    const partial = content({
      state: 'partial',
      values: [value('Requests in groups', 12)],
      missing: [missing('New users', 'The query had no answer when its time was over.'), missing('Other', '')],
    });

    expect(renderReport(partial).html).toBe(
      [
        'Requests in groups <b>12</b> · 2 missing',
        '<b>Daily usage</b>',
        '2026-11-24 12:25 to 2026-11-25 12:25 UTC',
        '',
        'Requests in groups: <b>12</b>',
        '<b>Partial: 1 of 3 answers</b>. Missing:',
        'New users: The query had no answer when its time was over.',
        'Other: gave-up',
        'data until 12:25 UTC',
      ].join('\n'),
    );
  });

  it('counts the answers while a run is open', () => {
    const progress = content({
      state: 'progress',
      values: [value('Requests in groups', 12), value('Private requests', 7)],
      missing: [missing('New users', 'pending')],
    });

    expect(renderReport(progress).html).toBe(
      [
        'Requests in groups <b>12</b> · Private requests <b>7</b> · 2 of 3 answers',
        '<b>Daily usage</b>',
        '2026-11-24 12:25 to 2026-11-25 12:25 UTC',
        '',
        'Requests in groups: <b>12</b>',
        'Private requests: <b>7</b>',
        '<i>Being prepared: 2 of 3 answers</i>',
        'New users: …',
        'data until 12:25 UTC',
      ].join('\n'),
    );
  });

  it.each([
    ['repeated', 'Repeated: the first message may or may not have arrived.'],
    ['correction', 'Correction of an earlier report.'],
  ] as const)('says that a report is %s, below the numbers', (marker, sentence) => {
    const [first, second] = renderReport(content(), { marker }).html.split('\n');

    expect(first).toBe(renderReport(content()).html.split('\n')[0]);
    expect(second).toBe(`<i>${sentence}</i>`);
  });

  it('takes titles in the language asked for and English for the rest', () => {
    const lines = renderReport(content(), { language: 'de' }).html.split('\n');

    expect(lines[0]).toBe('Anfragen in Gruppen <b>12</b> · Private requests <b>1,204</b> · New users <b>0</b>');
    expect(lines[1]).toBe('<b>Nutzung am Tag</b>');
  });

  it.each(['de-at', 'de'])('takes German titles for %s', (language) => {
    expect(renderReport(content(), { language }).html).toContain('<b>Nutzung am Tag</b>');
  });

  it('prefers a title in the very tag over one in its language', () => {
    const title = { en: 'Usage', pt: 'Uso diário', 'pt-br': 'Uso do dia' };

    expect(renderReport(content({ title }), { language: 'pt-br' }).html).toContain('<b>Uso do dia</b>');
  });

  it.each(['xx', '-', '', 'constructor', '__proto__'])('knows no titles in %j', (language) => {
    expect(renderReport(content(), { language })).toEqual(renderReport(content()));
  });

  it('escapes whatever titles and reasons contain', () => {
    const hostile = renderReport(
      content({
        state: 'partial',
        title: { en: '<b>&"</b>' },
        values: [value('</b><a href="tg://user?id=1">x', 1)],
        missing: [missing('a<b', '<script>')],
      }),
    ).html;

    expect(hostile).toContain('<b>&lt;b&gt;&amp;&quot;&lt;/b&gt;</b>');
    expect(hostile).not.toMatch(/<(?!\/?[bi]>)/);
  });

  it('keeps a title with line breaks from pushing the numbers out of the first line', () => {
    const [first] = renderReport(content({ values: [value('\n\r\u2028\u202eCalls\n\n', 5)] })).html.split('\n');

    expect(first).toBe('Calls <b>5</b>');
  });

  it('falls back to ids where titles are empty', () => {
    const untitled = { ...value('', 5), queryId: 'calls' };

    const lines = renderReport(content({ title: { en: '\u200b' }, values: [untitled] })).html.split('\n');

    expect(lines.slice(0, 2)).toEqual(['calls <b>5</b>', '<b>daily-usage</b>']);
  });

  it('puts a handful of numbers into the first line and counts the others', () => {
    const values = Array.from({ length: 8 }, (_, index) => value(`Q${index}`, index));

    expect(renderReport(content({ values })).html.split('\n')[0]).toBe(
      'Q0 <b>0</b> · Q1 <b>1</b> · Q2 <b>2</b> · Q3 <b>3</b> · Q4 <b>4</b> · and 3 more',
    );
  });

  it('has words for a report that asks nothing, and for one that got no answer', () => {
    const nothing = content({ values: [] });
    const silence = content({ state: 'partial', values: [], missing: [missing('New users', 'down')] });

    expect(renderReport(nothing).html).toMatch(/^No questions\n/);
    expect(renderReport(silence).html).toMatch(/^1 missing\n/);
  });

  it.each([
    [
      undefined,
      [
        'Requests in groups <b>12</b> · and 1 more',
        '<b>Daily usage</b>',
        '2026-11-24 12:25 to 2026-11-25 12:25 UTC',
        '',
        'Requests in groups: <b>12</b>',
        'Top commands (command, calls):',
        '1. /start · 12',
        '2. – · 9',
        '3. &lt;b&gt;&amp;&quot; · 7',
        'and 1204 more',
        'data until 12:25 UTC',
      ],
    ],
    [
      'de',
      [
        'Anfragen in Gruppen <b>12</b> · and 1 more',
        '<b>Nutzung am Tag</b>',
        '2026-11-24 12:25 to 2026-11-25 12:25 UTC',
        '',
        'Anfragen in Gruppen: <b>12</b>',
        'Häufigste Befehle (command, calls):',
        '1. /start · 12',
        '2. – · 9',
        '3. &lt;b&gt;&amp;&quot; · 7',
        'and 1204 more',
        'data until 12:25 UTC',
      ],
    ],
  ])('shows the first rows of a table and how many follow, in %s', (language, lines) => {
    const values = [value('Requests in groups', 12, { de: 'Anfragen in Gruppen' })];

    expect(renderReport(content({ values, tables: [topCommands] }), { language }).html.split('\n')).toEqual(lines);
  });

  it('puts the first row of a table into the first line where there is no number', () => {
    const report = renderReport(content({ values: [], tables: [topCommands, table('Other', 2)] }));

    expect(report.html.split('\n')[0]).toBe('Top commands: /start · 12 · and 1 more');
  });

  it('counts tables as answers', () => {
    const partial = content({
      state: 'partial',
      values: [],
      tables: [topCommands],
      missing: [missing('Lost', 'down')],
    });

    expect(renderReport(partial).html).toContain('<b>Partial: 1 of 2 answers</b>. Missing:');
  });

  it.each([
    [-1, 9, undefined],
    [0, 10, undefined],
    [1, 10, 'and 1 more'],
  ])('shows ten rows of a table: %d', (difference, shownCount, rest) => {
    const text = plainTextOf(renderReport(content({ values: [], tables: [table('Top', 10 + difference)] })));

    expect(text.match(/^\d+\. /gm)).toHaveLength(shownCount);
    expect(text.match(/^and \d+ more$/gm)?.[0]).toBe(rest);
    expect(text).not.toContain('left out');
  });

  it('cuts cells and rows to what a phone shows in a line or two', () => {
    const cells = numbered(9).map((index) => ({ field: `${index} ${'f'.repeat(99)}`, value: 'x'.repeat(199) }));
    const lines = plainTextOf(renderReport(content({ tables: [{ ...topCommands, rows: [cells] }] }))).split('\n');

    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(160);
  });

  it('shows fewer rows of every table when there are many tables', () => {
    const tables = numbered(20).map((index) => table(`Table ${index}`, 10, 90));
    const text = plainTextOf(renderReport(content({ tables })));
    const shown = text.match(/^\d+\. /gm)?.length ?? 0;

    expect(text.length).toBeLessThanOrEqual(maxMessageLength);
    expect(shown % 20).toBe(0);
    expect(text.match(/^Table \d+ \(command, calls\):$/gm)).toHaveLength(20);
    expect(text.match(/^and \d+ more$/gm)?.[0]).toBe(`and ${100 - shown / 20} more`);
    expect(text).toMatch(new RegExp(`\\n${20 * 12 - 20 * (2 + shown / 20)} lines left out, a message holds no more.`));
  });

  it('names tables and their size when there is no room for rows, and counts the others', () => {
    const few = plainTextOf(
      renderReport(content({ tables: numbered(100).map((index) => table(`T${index}`, 10, 90)) })),
    );
    const many = plainTextOf(renderReport(content({ tables: numbered(999).map((index) => table(`T${index}`, 1)) })));

    expect(few.match(/^T\d+: 100 rows$/gm)).toHaveLength(100);
    const named = many.match(/^T\d+: 1 row$/gm)?.length ?? 0;
    expect(named).toBeGreaterThan(100);
    expect(many).toContain(`\nand ${999 - named} more questions\n`);
  });

  it.each([
    [-1, undefined],
    [0, undefined],
    [1, /^1 line left out, a message holds no more\. The table of runs has them\.$/],
  ])('leaves nothing out of a text that just fits: %d', (difference, lastLine) => {
    const textOf = (lengths: readonly number[]): string =>
      plainTextOf(
        renderReport(
          content({ state: 'partial', missing: lengths.map((length) => missing('Gap', 'x'.repeat(length))) }),
        ),
      );
    const fullLengths = numbered(35).map(() => 96);
    const rest = maxMessageLength - textOf([...fullLengths, 1, 1]).length;
    const fitting = [...fullLengths, 1 + Math.floor(rest / 2), 1 + Math.ceil(rest / 2)];
    expect(textOf(fitting)).toHaveLength(maxMessageLength);

    const text = textOf(fitting.with(0, 96 + difference));

    if (lastLine) expect(text.split('\n').at(-1)).toMatch(lastLine);
    else expect(text).toHaveLength(maxMessageLength + difference);
    expect(text.length).toBeLessThanOrEqual(maxMessageLength);
  });

  it('counts what does not fit, for values and for missing answers', () => {
    const long = 'x'.repeat(70);
    const values = numbered(200).map((index) => value(`${index} ${long}`, index));
    const gaps = numbered(200).map((index) => missing(`${index} ${long}`, long.repeat(2)));

    const text = plainTextOf(renderReport(content({ state: 'partial', values, missing: gaps })));

    expect(text.length).toBeLessThanOrEqual(maxMessageLength);
    expect(text.length).toBeGreaterThan(maxMessageLength - 400);
    const counts = [/^and (\d+) more questions$/m, /^and (\d+) more without answer: \1 gave-up$/m].map((pattern) =>
      Number(pattern.exec(text)?.[1]),
    );
    expect(text.split('\n').slice(-2)).toEqual([
      'data until 12:25 UTC',
      `${(counts[0] ?? 0) + (counts[1] ?? 0)} lines left out, a message holds no more. The table of runs has them.`,
    ]);
  });

  it('names as many of a thousand missing questions as fit and counts the others by their reasons', () => {
    const codes = ['no-answer', 'no-answer', 'gave-up', 'query-failed', 'log-group-missing', 'access-denied', 'odd'];
    const gaps = numbered(1000).map((index) => ({
      ...missing(`Question ${index}`, 'down'),
      reason: { code: codes[index % codes.length] ?? '', message: 'No answer arrived before the report was due.' },
    }));

    const text = plainTextOf(renderReport(content({ state: 'partial', values: [], missing: gaps })));

    const named = text.match(/^Question \d+: No answer arrived before the report was due\.$/gm)?.length ?? 0;
    const rest = /^and (\d+) more without answer: (.+)$/m.exec(text);
    expect(named).toBeGreaterThan(50);
    expect(Number(rest?.[1])).toBe(1000 - named);
    expect(rest?.[2]).toMatch(/^\d+ no-answer(, \d+ [a-z-]+){3}, \d+ other$/);
    expect(rest?.[2]?.match(/\d+/g)?.reduce((sum, count) => sum + Number(count), 0)).toBe(1000 - named);
    expect(text).toContain('\nPartial: 0 of 1000 answers. Missing:\n');
  });

  it('leaves the room that numbers do not need to what is missing', () => {
    const gaps = numbered(60).map((index) => missing(`Question ${index}`, 'No answer came in time.'));

    const text = plainTextOf(renderReport(content({ state: 'partial', missing: gaps })));

    expect(text).toContain('\nQuestion 59: No answer came in time.\n');
    expect(text).not.toContain('left out');
  });

  it('leaves room for the reasons when only they are many', () => {
    const values = Array.from({ length: 300 }, (_, index) => value(`Question ${index}`, index));
    const text = plainTextOf(renderReport(content({ state: 'partial', values, missing: [missing('Lost', 'down')] })));

    expect(text).toContain('\nLost: down\n');
  });
});

describe('renderNotice', () => {
  it.each(['not-prepared', 'shown-elsewhere'] as const)('has plain words for %s', (notice) => {
    expect(renderNotice(notice).html).toMatch(/^[A-Z][\w ,.]+$/);
  });
});
