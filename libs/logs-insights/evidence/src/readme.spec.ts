import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { runQuery, startQuery } from '../../engine/src/execution/run-query';
import { parseExportLine } from '../../engine/src/exported-events/parse-export-line';
import { MarkdownDocument } from './documentation/markdown-document';

const readme = new MarkdownDocument(readFileSync(join(__dirname, '../../README.md'), 'utf8'));

describe('the README', () => {
  it('has an example that prints what stands under it', () => {
    const body = readme.codeBlock('js', 'Use').replace(/^import .*$/m, '');
    const lines: string[] = [];

    new Function('runQuery', 'console', body)(runQuery, { log: (line: string) => lines.push(line) });

    expect(lines.join('\n')).toBe(readme.codeBlock('text', 'Use'));
  });

  it('has an example of events that come one by one', async () => {
    const block = readme
      .section('Use')
      .split('```')
      .find((part) => part.includes('createInterface('));
    const body = block?.replace(/^js$|^import .*$/gm, '') ?? '';
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const lines = ['{"timestamp":1795610096000,"message":"{\\"command\\":\\"/help\\"}"}', 'nonsense'];

    await new Function(
      ...['parseExportLine', 'startQuery', 'createReadStream', 'createInterface', 'console'],
      `return (async () => {${body}})()`,
    )(...[parseExportLine, startQuery, () => undefined, () => lines, { log: print, error: print }]);

    expect(printed).toEqual([
      expect.stringMatching(/^a line is no JSON/),
      '[[{"field":"command","value":"/help"},{"field":"calls","value":"1"}]]',
    ]);
  });
});
