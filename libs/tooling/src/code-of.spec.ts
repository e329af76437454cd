import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { codeOf, isProduction } from '../code-of';

const source = `/** Doubles. */
export const twice = (count: number): number => count * 2;
`;

describe('the code of a file', () => {
  it('is the same with another comment or type', async () => {
    const other = source.replace('Doubles.', 'Takes twice as much.').replace('(count: number)', '(count: 1 | 2)');

    expect(await codeOf('a.ts', other)).toBe(await codeOf('a.ts', source));
  });

  it('is another one with another number, text or import', async () => {
    const code = await codeOf('a.ts', source);

    for (const other of [source.replace('* 2', '* 3'), `${source}export const a = '//';`, `import './b';${source}`])
      expect(await codeOf('a.ts', other)).not.toBe(code);
  });

  it('is the file where it is no TypeScript', async () => {
    expect(await codeOf('a.tsx', 'export const = <p>')).toBe('export const = <p>');
  });
});

it('takes the files that the named input "production" takes', () => {
  const nx = JSON.parse(readFileSync(join(__dirname, '../../../nx.json'), 'utf8'));

  expect(nx.namedInputs.production).toEqual([
    'default',
    '!{projectRoot}/**/*.spec.ts',
    '!{projectRoot}/src/**/testing/**/*',
    '!{projectRoot}/README.md',
  ]);
  expect(
    ['src/a.ts', 'src/fixtures/v1/a.json', 'src/a.spec.ts', 'src/b/testing/a.ts', 'README.md'].filter(isProduction),
  ).toEqual(['src/a.ts', 'src/fixtures/v1/a.json']);
});
