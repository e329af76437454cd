import { languages } from '@pulso/kit/texts';

import { plainTextOf } from '../plain-text-of';
import { content, missing, value } from '../testing/report-content';
import { usageReports } from '../testing/usage-reports';
import { reportViewOf } from '../view/report-view';
import { renderReport } from './render-report';

const linesOf = (...parameters: Parameters<typeof renderReport>): string[] =>
  renderReport(...parameters).html.split('\n');

describe('renderReport', () => {
  it('renders a report of a plan that says nothing about its numbers', () => {
    expect(linesOf(content())).toEqual([
      'Requests in groups <b>12</b> · Private requests <b>1,204</b> · New users <b>0</b>',
      '<b>Daily usage</b> #daily_usage',
      '24 hours to Wed 25 Nov, 12:25 UTC',
    ]);
  });

  it('says in a partial report what is missing and why', () => {
    const partial = content({
      state: 'partial',
      values: [value('Requests in groups', 12)],
      missing: [missing('New users', 'The query had no answer when its time was over.'), missing('Other', '')],
    });

    expect(linesOf(partial)).toEqual([
      'Requests in groups <b>12</b> · 2 numbers missing',
      '<b>Daily usage</b> #daily_usage',
      '24 hours to Wed 25 Nov, 12:25 UTC',
      '',
      '<b>Partial: 1 of 3 numbers.</b> Missing:',
      'New users, Other: The query had no answer when its time was over.',
    ]);
  });

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

  it('counts the numbers while a run is open', () => {
    const progress = content({
      state: 'progress',
      values: [value('Requests in groups', 12), value('Private requests', 7)],
      missing: [missing('New users', 'pending')],
    });

    expect(linesOf(progress)).toEqual([
      'Requests in groups <b>12</b> · Private requests <b>7</b> · Being prepared: 2 of 3 numbers',
      '<b>Daily usage</b> #daily_usage',
      '24 hours to Wed 25 Nov, 12:25 UTC',
      '',
      'New users: …',
    ]);
  });

  it.each([
    ['repeated', 'Repeated: the first message may or may not have arrived.'],
    ['correction', 'Correction of an earlier report.'],
  ] as const)('says that a report is %s, below the numbers', (marker, sentence) => {
    const [first, second] = linesOf(content(), { marker });

    expect(first).toBe(linesOf(content())[0]);
    expect(second).toBe(`<i>${sentence}</i>`);
  });

  it.each(languages)('shows no number of the first line a second time, in %s', (language) => {
    const [, ...rest] = plainTextOf(renderReport(usageReports.daily, { language })).split('\n');

    for (const { text } of reportViewOf(usageReports.daily, { language }).headline) {
      expect(rest.join('\n')).not.toContain(text);
    }
    expect(rest.join('\n').split('12:25')).toHaveLength(2);
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

  it('begins with small print rather than without a number', () => {
    const values = [value('Failed', 3)].map((number) => ({ ...number, prominence: 'detail' as const }));

    expect(linesOf(content({ values }))[0]).toBe('Failed <b>3</b>');
  });

  it('takes titles in the language asked for and English for the rest', () => {
    const lines = linesOf(content(), { language: 'de' });

    expect(lines[0]).toBe('Anfragen in Gruppen <b>12</b> · Private requests <b>1.204</b> · New users <b>0</b>');
    expect(lines[1]).toBe('<b>Nutzung am Tag</b> #daily_usage');
  });

  it.each(['de-at', 'de', 'DE', 'De', 'de-AT', 'de_AT'])('takes German titles for %s', (language) => {
    expect(renderReport(content(), { language }).html).toContain('<b>Nutzung am Tag</b>');
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

  it('takes a title in a language that has no other texts', () => {
    const title = { en: 'Usage', fr: 'Usage du jour' };

    expect(linesOf(content({ title }), { language: 'fr' }).slice(1)).toEqual([
      '<b>Usage du jour</b> #daily_usage',
      '24 hours to Wed 25 Nov, 12:25 UTC',
    ]);
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

  it('has a first line for a table without rows', () => {
    const tables = [{ queryId: 'errors', title: { en: 'Errors' }, rows: [] }];

    expect(linesOf(content({ values: [], tables }))[0]).toBe('Errors: –');
  });

  it('has a dash for a table without rows beside answers, as where no link has brought anybody', () => {
    const tables = [{ queryId: 'links', title: { en: 'Came via' }, rows: [] }];

    expect(linesOf(content({ values: [value('Calls', 1)], tables }))).toContainEqual(
      expect.stringContaining('Came via</b>: –<'),
    );
  });

  it('says that nothing was recorded, and shows no zero', () => {
    const lines = linesOf(usageReports['no-record']);

    expect(lines[0]).toBe('No use was recorded in this window.');
    expect(lines.join('\n')).not.toMatch(/\b0\b/);
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
