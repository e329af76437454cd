import { content, missing, value } from '../testing/report-content';
import { usageReports } from '../testing/usage-reports';
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
    ['is of no logs', ['not-kept']],
    ['is of no earlier report', ['no-history', 'no-history']],
  ])('promises no late numbers where all that is missing %s', (_what, codes) => {
    const without = (code: string) => ({ ...missing(code, 'No.'), reason: { code, message: 'No.' } });
    const reasons = codes.map(without);

    const lasting = linesOf(content({ state: 'partial', missing: reasons })).join('\n');
    const mixed = linesOf(content({ state: 'partial', missing: [...reasons, without('no-answer')] })).join('\n');

    expect([lasting, mixed].map((text) => text.includes('Numbers that come late'))).toEqual([false, true]);
  });

  it.each([
    ['repeated', 'Repeated: the first message may or may not have arrived.'],
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

  it('lets no percentage stand out that has not changed to the eye', () => {
    const rate = { ...value('Failed requests', 0.02), unit: 'percent' as const, better: 'less' as const };

    expect(linesOf(content({ values: [{ ...rate, earlier: Array.from({ length: 8 }, () => 0.01) }] }))[0]).toBe(
      'Failed requests <b>0.02%</b> ±0\u00a0points',
    );
  });

  it.each([
    ['pt-br', 'pt-br'],
    ['pt-BR', 'pt-br'],
    ['pt-br', 'pt-BR'],
    ['pt_BR', 'pt-br'],
  ])('prefers a title in the very tag over one in its language: %s for %s', (written, language) => {
    const title = { en: 'Usage', pt: 'Uso diário', [written]: 'Uso do dia' };

    expect(renderReport(content({ title }), { language }).html).toContain('<b>Uso do dia</b>');
  });

  it.each(['xx', '-', '', 'constructor', '__proto__'])('knows no titles in %j', (language) => {
    expect(renderReport(content(), { language })).toEqual(renderReport(content()));
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

  it('keeps a title with line breaks from pushing the numbers out of the first line', () => {
    expect(linesOf(content({ values: [value('\n\r\u2028\u202eCalls\n\n', 5)] }))[0]).toBe('Calls <b>5</b>');
  });

  it('falls back to ids where titles are empty', () => {
    const untitled = { ...value('', 5), queryId: 'calls' };

    const lines = linesOf(content({ title: { en: '\u200b' }, values: [untitled] }));

    expect(lines.slice(0, 2)).toEqual(['calls <b>5</b>', '<b>daily-usage</b> #daily_usage']);
  });

  it('has words for a report that has nothing to show, also after questions were answered, and for one without answers', () => {
    const nothing = content({ values: [] });
    const silence = content({ state: 'partial', values: [], missing: [missing('New users', 'down')] });

    expect(renderReport(nothing).html).toMatch(/^No numbers\n/);
    expect(renderReport(silence).html).toMatch(/^1 number missing\n/);
  });

  it('says that nothing was recorded, and shows no table that is empty for that reason', () => {
    const report = { ...usageReports['no-record'], tables: [{ queryId: 'errors', title: { en: 'Errors' }, rows: [] }] };

    expect(renderReport(report).html).toBe(renderReport(usageReports['no-record']).html);
  });

  it('shows what is no zero although its own questions found nothing', () => {
    const values = [value('Calls', 0), value('Requests last week', 12)];

    expect(linesOf(content({ values, noRecords: true }))[0]).toBe(
      'Requests last week <b>12</b> · No use was recorded in this window.',
    );
  });
});
