import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { MarkdownDocument } from './documentation/markdown-document';
import { runQuery } from './engine/run-query';

const readme = new MarkdownDocument(readFileSync(join(__dirname, '..', 'README.md'), 'utf8'));

describe('the README', () => {
  it('has an example that prints what stands under it', () => {
    const body = readme.codeBlock('js', 'Use').replace(/^import .*$/m, '');
    const lines: string[] = [];

    new Function('runQuery', 'console', body)(runQuery, { log: (line: string) => lines.push(line) });

    expect(lines.join('\n')).toBe(readme.codeBlock('text', 'Use'));
  });
});
