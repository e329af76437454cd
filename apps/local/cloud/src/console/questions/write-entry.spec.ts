import { type QueryDefinition, type TextInAllLanguages, catalogue, checkReports } from '@pulso/domain/reports';
import { languages } from '@pulso/kit/texts';
import { parseQuery } from '@pulso/logs-insights';
import * as ts from 'typescript';

import { writeEntry } from './write-entry';

const write = (query: string, title = 'Slow requests', numberColumns = ['calls']) =>
  writeEntry(parseQuery(query), { title, numberColumns, languages });

/** What the entry is in a file of the catalogue. */
function evaluate(entry: string): QueryDefinition<TextInAllLanguages> {
  const { outputText, diagnostics } = ts.transpileModule(`const entry = ${entry.replace(/,\n$/, ';')}`, {
    reportDiagnostics: true,
  });
  expect(diagnostics).toEqual([]);
  return new Function(`${outputText}; return entry;`)() as QueryDefinition<TextInAllLanguages>;
}

const inAll = (text: string) => Object.fromEntries(languages.map((language) => [language, text]));

describe('a query as an entry of the catalogue', () => {
  it('is a number where it gives one', () => {
    expect(evaluate(write('filter is_group = 1 | stats count(*) as calls'))).toEqual({
      id: 'slow-requests',
      title: inAll('Slow requests'),
      query: 'filter is_group = 1 | stats count(*) as calls',
    });
  });

  it('has literals as the formatter writes them', () => {
    expect(write('filter outcome = "failed" | stats count(*) as calls')).toContain(
      `  query: 'filter outcome = "failed" | stats count(*) as calls',`,
    );
  });

  it('has numbers where a row has several', () => {
    expect(evaluate(write('stats count(*) as calls, pct(HandlerDuration, 95)')).numbers).toEqual([
      { id: 'calls', field: 'calls', title: inAll('calls') },
      { id: 'pct-handlerduration-95', field: 'pct(HandlerDuration, 95)', title: inAll('pct(HandlerDuration, 95)') },
    ]);
  });

  it('has columns with their formats where it groups', () => {
    const query = 'stats count(*) as calls by command, language_code, bin(1h) as hour, bin(2h) as part, outcome';

    expect(evaluate(write(query)).columns?.map(({ field, format }) => [field, format])).toEqual([
      ['command', 'command'],
      ['language_code', 'language'],
      ['hour', 'hour'],
      ['part', undefined],
      ['outcome', undefined],
      ['calls', 'number'],
    ]);
  });

  it.each([
    ['one number', 'stats count(*) as calls'],
    [
      'lines, comments and quotes',
      'filter command = "it\'s" # why\n| filter user like /\\d"\\\\/ | stats count(*) as calls',
    ],
    ['columns whose ids would be the same', 'stats count(*) as `a b`, sum(Requests) as `a-b`'],
    ['a table', 'stats count(*) as calls by outcome | sort calls desc'],
  ])('is usable in a report with %s', (_what, query) => {
    const entry = evaluate(write(query, "What's <slow> \\ \u2028 今?"));

    const [report] = catalogue;
    if (!report) throw new Error('The catalogue is empty.');
    expect(entry.query).toBe(query);
    expect(() => checkReports([{ ...report, queries: [...report.queries, entry] }])).not.toThrow();
  });

  it('is refused for a query that lists events', () => {
    expect(() => write('fields @message')).toThrow('let the query end with stats');
  });

  it('has the type of an entry with titles in all languages', () => {
    const entries = [
      'stats count(*) as calls',
      'stats count(*) as calls, sum(Requests)',
      'stats count(*) as calls by bin(1h)',
    ];
    const file = `${__dirname}/entries-of-the-test.ts`;
    const text = [
      "import { type QueryDefinition, type TextInAllLanguages } from '@pulso/domain/reports';",
      'export const entries: readonly QueryDefinition<TextInAllLanguages>[] = [',
      ...entries.map((query) => write(query)),
      '];',
    ].join('\n');
    const { config } = ts.readConfigFile(`${process.cwd()}/tsconfig.base.json`, ts.sys.readFile);
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, process.cwd());
    const host = ts.createCompilerHost(options);
    const readSource = host.getSourceFile.bind(host);
    host.getSourceFile = (name, version) =>
      name === file ? ts.createSourceFile(name, text, version) : readSource(name, version);
    const fileExists = host.fileExists.bind(host);
    host.fileExists = (name) => name === file || fileExists(name);

    const program = ts.createProgram([file], { ...options, noEmit: true, types: [] }, host);

    expect(program.getSemanticDiagnostics(program.getSourceFile(file)).map(({ messageText }) => messageText)).toEqual(
      [],
    );
  });
});
