import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MarkdownDocument } from './documentation/markdown-document';
import { runQuery } from '../../engine/src/execution/run-query';
import { startQuery } from '../../engine/src/execution/start-query';

const readme = new MarkdownDocument(readFileSync(join(__dirname, '../../README.md'), 'utf8'));

describe('the README', () => {
  it('has an example that prints what stands under it', () => {
    const body = readme.codeBlock('js', 'Use').replace(/^import .*$/m, '');
    const lines: string[] = [];

    new Function('runQuery', 'console', body)(runQuery, { log: (line: string) => lines.push(line) });

    expect(lines.join('\n')).toBe(readme.codeBlock('text', 'Use'));
  });

  it('has an example of events that come piece by piece', async () => {
    const block = readme
      .section('Use')
      .split('```')
      .find((part) => part.includes('openExport(('));
    const body = block?.replace(/^js$|^import .*$/gm, '') ?? '';
    const printed: string[] = [];
    const print = (text: string) => void printed.push(text);
    const pieces = ['{"timestamp":1795610096000,"message":"{\\"command\\":', '\\"/help\\"}"}\nnonsense\n'];

    await new Function('startQuery', 'createReadStream', 'console', `return (async () => {${body}})()`)(
      startQuery,
      () => pieces.map((piece) => Buffer.from(piece)),
      { log: print, error: print },
    );

    expect(printed).toEqual([
      expect.stringMatching(/^bot\.ndjson:2 is no JSON/),
      '[[{"field":"command","value":"/start"},{"field":"calls","value":"1"}],[{"field":"command","value":"/help"},{"field":"calls","value":"1"}]]',
    ]);
  });
});
