import { type ReportContent } from '@pulso/contracts/report-updates';
import * as fc from 'fast-check';

import { hostileContent } from './testing/hostile-content';
import { content, value } from './testing/report-content';
import { usageReports } from './testing/usage-reports';
import { renderCsv } from './render-csv';

/** Reads a file as RFC 4180 has it. */
function read(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    lines.push(line);
    line = [];
  }
  return lines;
}

const bodyOf = (report: Parameters<typeof renderCsv>[0], language?: string): string[][] =>
  read(renderCsv(report, { language }).text).slice(1);

const table = (rows: readonly string[]) =>
  content({
    values: [],
    tables: [
      {
        queryId: 'errors',
        title: { en: 'Errors' },
        rows: rows.map((text) => [{ field: 'message', value: text }]),
      },
    ],
  });

describe('renderCsv', () => {
  it('writes a line per number and per cell of a table, below a header', () => {
    const { fileName, text } = renderCsv(usageReports.daily);
    const lines = text.split('\r\n');

    expect(fileName).toBe('daily-usage-2026-11-26T1225Z.csv');
    expect(lines[0]).toBe(
      'report,window_start,window_end,state,kind,id,title,row,key,column,value,unit,mean_per,missing_parts,part,of,' +
        'baseline_low,baseline_high,anomaly',
    );
    const frame = 'daily-usage,2026-11-25T12:25:00Z,2026-11-26T12:25:00Z,complete';
    expect(lines).toContain(`${frame},number,requests,Requests,,,,428,count,,,,,,,false`);
    expect(lines).toContain(`${frame},number,failure-rate,Failed requests,,,,5.14,percent,,,,,,,false`);
    expect(lines).toContain(`${frame},table,usage/commands,Commands,1,start,requests,159,,,,,,,,`);
    expect(lines).toContain(`${frame},omitted-rows,usage/commands,Commands,,,,3,,,,,,,,`);
    expect(lines).toContain(`${frame},omitted-sum,usage/commands,Commands,,,,11,,,,,,,,`);
    expect(lines).toContain(`${frame},table,usage/hours,Busiest hours,1,2026-11-26T04:00:00Z,requests,59,,,,,,,,`);
    expect(lines.at(-1)).toBe('');
  });

  it.each<[string, Partial<ReportContent['values'][number]>, string[]]>([
    ['what a sum lacks', { parts: [30, null, 30, null] }, ['2', '', '', '', '', 'false']],
    ['that a sum is whole', { parts: [30, 30] }, ['0', '', '', '', '', 'false']],
    ['what a share was computed from', { part: 31, of: 74 }, ['', '31', '74', '', '', 'false']],
    ['the baseline', { baseline: { low: 1, high: 2 } }, ['', '', '', '1', '2', 'false']],
    ['an anomaly', { baseline: { low: 0, high: 9.5 }, isAnomaly: true }, ['', '', '', '0', '9.5', 'true']],
  ])('says %s', (_what, more, cells) => {
    expect(bodyOf(content({ values: [{ ...value('Calls', 60), ...more }] }))[0]?.slice(-6)).toEqual(cells);
  });

  it('says what is missing, with titles in the language of the reader', () => {
    expect(bodyOf(usageReports.partial, 'de')).toContainEqual(
      expect.arrayContaining(['partial', 'missing', 'requests', 'Anfragen', 'gave-up']),
    );
  });

  it.each([
    ['=HYPERLINK("http://evil.example","x")', `'=HYPERLINK("http://evil.example","x")`],
    ['+1+1', "'+1+1"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', "'\t'=1"],
    ['a;=1', "a;'=1"],
    ['a\t"+1', `a\t"'+1`],
    ['a\r\n@b,-2', "a\r\n'@b,'-2"],
    ['＝1+1', "'＝1+1"],
    ['-12.5', '-12.5'],
    ['a=b', 'a=b'],
    ['two\r\nlines, "quoted"', 'two\r\nlines, "quoted"'],
  ])('makes no formula of %j', (text, cell) => {
    expect(bodyOf(table([text]))[0]?.[8]).toBe(cell);
  });

  it.each(['a;b', 'a\tb'])('quotes %j, which some spreadsheets would split', (text) => {
    expect(renderCsv(table([text])).text).toContain(`,"${text}",`);
  });

  it('can be read back, has no formula and says the same twice, for any content', () => {
    fc.assert(
      fc.property(hostileContent, (report) => {
        const { text } = renderCsv(report);

        const lines = read(text);
        expect(new Set(lines.map((line) => line.length))).toEqual(new Set([19]));
        for (const cell of lines.flat()) {
          expect(cell).not.toMatch(/^[=@\t\r\n]|^[+-](?!\d+(?:\.\d+)?(?:e[+-]?\d+)?$)|[,;\t\r\n]"*[=+\-@]/i);
        }
        expect(text.isWellFormed()).toBe(true);
        expect(renderCsv(structuredClone(report)).text).toBe(text);
      }),
    );
  });
});
