import { renderReport } from './render-report';
import { content, missing, value } from './testing/report-content';

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

  it('escapes what titles and reasons contain', () => {
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
});
