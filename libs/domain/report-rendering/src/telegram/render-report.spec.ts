import { languages } from '@pulso/kit/texts';

import { type Value, content, missing, numbered, value } from '../testing/report-content';
import { usageReports } from '../testing/usage-reports';
import { renderNotice } from './message-lines';
import { renderReport } from './render-report';

const linesOf = (...parameters: Parameters<typeof renderReport>): string[] =>
  renderReport(...parameters).html.split('\n');

describe('renderReport', () => {
  it.each([
    [
      'was refused',
      ['malformed-query', 'access-denied', 'log-group-missing', 'invalid-parameter', 'unexpected-result'],
    ],
    ['was given up', ['gave-up', 'query-failed', 'receives-exhausted']],
    ['is older than the logs', ['not-kept']],
    ['is in no earlier report', ['no-history', 'no-history']],
  ])('promises no late numbers if all that is missing %s', (_what, codes) => {
    const without = (code: string) => missing(code, 'No.', code);
    const reasons = codes.map(without);

    const lasting = linesOf(content({ state: 'partial', missing: reasons })).join('\n');
    const mixed = linesOf(content({ state: 'partial', missing: [...reasons, without('no-answer')] })).join('\n');

    expect([lasting, mixed].map((text) => text.includes('Numbers that come late'))).toEqual([false, true]);
  });

  it.each([
    ['repeated', 'You may see this report twice.'],
    ['correction', 'Correction of an earlier report.'],
  ] as const)('says that a report is %s, below the numbers', (marker, sentence) => {
    const [first, second] = linesOf(content(), { marker });

    expect(first).toBe(linesOf(content())[0]);
    expect(second).toBe(`<i>${sentence}</i>`);
  });

  it('puts at most four numbers into the first line and the others below', () => {
    const values = Array.from({ length: 6 }, (_, index) => value(`Q${index}`, index));

    expect(linesOf(content({ values }))).toEqual([
      'Q0 <b>0</b> · Q1 <b>1</b> · Q2 <b>2</b> · Q3 <b>3</b>',
      expect.any(String),
      expect.any(String),
      '',
      'Q4 <b>4</b>',
      'Q5 <b>5</b>',
    ]);
  });

  it('escapes what titles and reasons contain', () => {
    const hostile = renderReport(
      content({
        state: 'partial',
        title: { en: '<b>&"</b>' },
        values: [value('</b><a href="tg://user?id=1">x', 1)],
        missing: [missing('a<b', '<script>')],
      }),
    ).html;

    expect(hostile).toContain('<b>&lt;b&gt;&amp;&quot;&lt;/\u2060b&gt;</b>');
    expect(hostile).not.toMatch(/<(?!\/?[bi]>)/);
  });

  it('keeps the numbers in the first line below a title with line breaks', () => {
    expect(linesOf(content({ values: [value('\n\r\u2028\u202eCalls\n\n', 5)] }))[0]).toBe('Calls <b>5</b>');
  });

  it('has words for a report with nothing to show, and for one without answers', () => {
    const nothing = content({ values: [] });
    const silence = content({ state: 'partial', values: [], missing: [missing('New users', 'down')] });

    expect(renderReport(nothing).html).toMatch(/^No numbers\n/);
    expect(renderReport(silence).html).toMatch(/^1 number missing\n/);
  });

  it('says that nothing was recorded, and shows no empty table', () => {
    const report = { ...usageReports['no-record'], tables: [{ queryId: 'errors', title: { en: 'Errors' }, rows: [] }] };

    expect(renderReport(report).html).toBe(renderReport(usageReports['no-record']).html);
  });

  it('shows numbers other than zero although its own questions found nothing', () => {
    const values = [value('Calls', 0), value('Requests last week', 12)];

    expect(linesOf(content({ values, noRecords: true }))[0]).toBe(
      'Requests last week <b>12</b> · No use was recorded in this window.',
    );
  });
});

const small = (name: string, traits: Partial<Value> = {}): Value =>
  value(name, 12, { prominence: 'detail', better: 'less', ...traits });

const numberLinesOf = (...values: Value[]): string[] =>
  renderReport(content({ values: [value('Calls', 1), ...values] }))
    .html.split('\n\n')[1]
    ?.split('\n') ?? [];

describe('the small print', () => {
  it('folds up below the tables, and shows no change of a usual number', () => {
    const earlier = [10, 10, 10, 10, 10, 10, 10, 10];
    const rare = small('Rare', { baseline: { low: 0, high: 3 }, isAnomaly: true });
    const values = [value('Calls', 1), ...numbered(5).map((index) => ({ ...rare, queryId: `rare-${index}` }))];
    const usual = small('Slow', { baseline: { low: 9, high: 20 }, earlier });

    const { html } = renderReport(content({ values: [...values, small('Failed', { earlier }), usual] }));

    expect(html.split('\n').slice(-4, -1)).toEqual([
      '',
      '<blockquote expandable><b>Other numbers</b>: Rare 12 (usually 0 to 3) · Failed 12',
      '<b>As usual</b>: Slow 12</blockquote>',
    ]);
  });
});

describe('a number with a line of its own', () => {
  const line = (traits: Partial<Value>): string =>
    numberLinesOf(value('B', 1), value('C', 1), value('D', 1), value('Calls', 8, { better: 'more', ...traits })).join(
      '\n',
    );

  const week = [10, 10, 9, 8, 8, 8, 8, 8];

  it('has bars, number and a plain change, however large', () => {
    expect(line({ earlier: week })).toBe('<code>██▇▆▆▆▆▆▆</code> Calls <b>8</b> ▼20%');
    expect(line({ earlier: week.with(1, 1) })).toMatch(/ Calls <b>8<\/b> ▲700%$/);
  });

  it('has the note of a number of the first line, and its range only beside bars', () => {
    const headline = (name: string, parts: (number | null)[]) => value(name, 9, { prominence: 'headline', parts });

    const lines = numberLinesOf(headline('Requests', [4, null, 5]), headline('Hours', [null, null, 9]));

    expect(lines.slice(0, 2)).toEqual([
      '<code>▆·█</code> Requests 4 to 5 <i>(1 period missing)</i>',
      'Hours <i>(2 periods missing)</i>',
    ]);
  });

  it('has the bars of a month below it, since no name fits beside them', () => {
    const parts = numbered(30).map((index) => index % 2);

    expect(line({ parts })).toBe(`Calls <b>8</b>\n<code>${'▁█'.repeat(15)}</code>`);
  });
});

describe('renderNotice', () => {
  it.each(['not-prepared', 'unknown-report', 'shown-elsewhere', 'not-stored'] as const)(
    'has plain words for %s',
    (notice) => {
      expect(renderNotice(notice).html).toMatch(/^[A-Z][\w ,.:]+$/);
      expect(renderNotice(notice, 'xx')).toEqual(renderNotice(notice));
      expect(new Set(languages.map((language) => renderNotice(notice, language).html)).size).toBe(languages.length);
    },
  );
});
