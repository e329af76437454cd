import { checkLinks } from '../docs-check/check-links';
import { checkShape } from '../docs-check/check-shape';
import { checkFolders, checkLayers, checkQuotes } from '../docs-check/check-statements';
import { readMarkdown } from '../docs-check/read-markdown';
const fence = '```';

describe('the check of links', () => {
  const target = readMarkdown('docs/b.md', '# B\n\n## Who asks `x`?\n\n## Twice\n\n## Twice\n');
  const paths = new Set(['.', 'a.md', 'docs', 'docs/b.md', 'src', 'src/x.ts']);
  const check = (text: string, path = 'a.md') => checkLinks([readMarkdown(path, text), target], paths);

  it.each([
    ['a file', '[x](src/x.ts)'],
    ['a folder', '[x](src) [x](src/)'],
    ['a heading of another document', '[x](docs/b.md#who-asks-x)'],
    ['the second heading of a name', '[x](docs/b.md#twice-1)'],
    ['a heading of its own', '## Here it is\n\n[x](#here-it-is)'],
    ['a text that is broken into lines', '[a\nb](src/x.ts)'],
    ['an address on the web, which is not asked', '[x](https://example.com/nothing) <mailto:a@example.com>'],
    ['a reference', '[x][y]\n\n[y]: src/x.ts'],
    ['nothing, in code', `\`[x](nowhere.md)\`\n\n${fence}\n[x](nowhere.md)\n${fence}`],
  ])('takes a link to %s', (_, text) => {
    expect(check(text)).toEqual([]);
  });

  it.each([
    ['a file that is not there', 'a\n\n[x](src/y.ts)', 'a.md:3: there is no src/y.ts'],
    ['a file in another case', '[x](src/X.ts)', 'a.md:1: there is no src/X.ts'],
    ['a heading that is not there', '[x](docs/b.md#c)', 'a.md:1: docs/b.md has no heading #c'],
    ['a third heading of a name', '[x](docs/b.md#twice-2)', 'a.md:1: docs/b.md has no heading #twice-2'],
    ['a heading in code', `${fence}\n# C\n${fence}\n\n[x](#c)`, 'a.md:5: a.md has no heading #c'],
    ['a reference without a definition', '[x][y]', 'a.md:1: nothing defines [y]'],
    ['a definition that leads nowhere', '[y]: src/y.ts', 'a.md:1: there is no src/y.ts'],
  ])('finds a link to %s', (_, text, problem) => {
    expect(check(text)).toEqual([problem]);
  });

  it('starts from the folder of the document', () => {
    expect(check('[x](../src/x.ts) [x](b.md)', 'docs/c.md')).toEqual([]);
    expect(check('[x](src/x.ts)', 'docs/c.md')).toEqual(['docs/c.md:1: there is no docs/src/x.ts']);
  });
});

describe('the check of shapes', () => {
  const check = (text: string, path = 'a.md') => checkShape([readMarkdown(path, text)]);
  const row = (columns: number) => `| ${'x'.repeat(columns - 4)} |`;

  it('takes lines of 120 columns, tables of 160, and code of any width', () => {
    expect(check(['é'.repeat(120), row(160), fence, 'x'.repeat(500), fence].join('\n'))).toEqual([]);
  });

  it('finds wider lines and tables', () => {
    expect(check(['x'.repeat(121), row(161)].join('\n'))).toEqual([
      'a.md:1: a line of 121 columns, at most 120',
      'a.md:2: a table of 161 columns, at most 160',
    ]);
  });

  it('goes on after code that shows a fence', () => {
    expect(check(['````', fence, '````', 'x'.repeat(121)].join('\n'))).toHaveLength(1);
  });

  it('takes a long address of a definition, which no line break can shorten', () => {
    expect(check(`[x]: https://example.com/${'x'.repeat(120)}`)).toEqual([]);
  });

  it('counts the lines of the README and the words of CONTRIBUTING', () => {
    expect(check('x\n'.repeat(129), 'README.md')).toEqual([]);
    expect(check('x\n'.repeat(130), 'README.md')).toEqual(['README.md: 130 lines, at most 129']);
    expect(check('x\n'.repeat(901), 'CONTRIBUTING.md')).toEqual(['CONTRIBUTING.md: 901 words, at most 900']);
  });
});

describe('the check of quoted files', () => {
  const check = (text: string) =>
    checkQuotes([readMarkdown('a.md', text)], (path) => (path === 'src/x.ts' ? 'one\n\ntwo\n' : undefined));

  it('takes code that is the file', () => {
    expect(check(`<!-- file: src/x.ts -->\n\n${fence}ts\none\n\ntwo\n${fence}\n`)).toEqual([]);
  });

  it('takes code that is a part of the file, which may grow', () => {
    expect(check(`<!-- part of file: src/x.ts -->\n\n${fence}ts\none\n${fence}\n`)).toEqual([]);
  });

  it.each([
    ['code that is not the file any more', `<!-- file: src/x.ts -->\n\n${fence}ts\none\n${fence}\n`, 'src/x.ts'],
    [
      'code that the file has no more',
      `<!-- part of file: src/x.ts -->\n\n${fence}ts\nsix\n${fence}\n`,
      'a part of src/x.ts',
    ],
    ['a file that is not there', `<!-- file: src/y.ts -->\n\n${fence}ts\none\n${fence}\n`, 'src/y.ts'],
  ])('finds %s, and says what to do', (_, text, what) => {
    expect(check(text)).toEqual([
      `a.md:1: the code block is not ${what}: copy it from there, or remove it with the comment above it`,
    ]);
  });

  it('finds a comment without code', () => {
    expect(check('<!-- file: src/x.ts -->\n\ntext\n')).toEqual(['a.md:1: no code block follows']);
  });
});

describe('the check of the overview', () => {
  const overview = readMarkdown('o.md', `${fence}\napps/bot   answers people\nlibs/gone  is gone\n${fence}\n`);

  it('finds what it leaves out, and what is not there', () => {
    expect(checkFolders(overview, ['apps/bot', 'libs/kit/time'])).toEqual([
      'o.md: "Where code lives" does not name libs/kit/time',
      'o.md: "Where code lives" names libs/gone, no project',
    ]);
  });
});

describe('the check of layers', () => {
  const table = readMarkdown(
    'o.md',
    '| layer | folder | may use |\n| --- | --- | --- |\n| `app` | `apps` | `b`, `a` |\n',
  );
  const uses = (...onlyDependOnLibsWithTags: string[]) => ({ sourceTag: 'type:app', onlyDependOnLibsWithTags });

  it('takes the layers of the lint rules in any order, and no scopes', () => {
    const scope = { sourceTag: 'scope:bot', onlyDependOnLibsWithTags: ['scope:shared'] };

    expect(checkLayers(table, [uses('type:a', 'type:b'), scope])).toEqual([]);
  });

  it('finds a layer that the lint rules allow and the table does not', () => {
    expect(checkLayers(table, [uses('type:a', 'type:b', 'type:c')])).toEqual([
      'o.md: the row of layer app says "a, b", the lint rules "a, b, c"',
    ]);
  });
});
