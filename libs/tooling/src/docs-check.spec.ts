import { problemsOf } from '../docs-check';

const fence = '```';

const files = new Map([
  ['docs/b.md', '# B\n\n## Who asks `x`?\n\n## Twice\n\n## Twice\n'],
  ['src', ''],
  ['src/x.ts', 'one\n\ntwo\n'],
]);

const check = (text: string, path = 'a.md') => problemsOf(path, text, (place) => files.get(place));

it.each([
  ['a link to a file or a folder', '[x](src/x.ts) [x](src)'],
  ['a link to a heading', '[x](docs/b.md#who-asks-x) [x](docs/b.md#twice-1)\n\n## Here\n\n[x](#here)'],
  ['a picture and a definition', '<img src="src/x.ts" />\n\n[y]: src/x.ts'],
  ['addresses on the web, which are not asked', '[x](https://example.com/nothing) <mailto:a@example.com>'],
  ['what stands in code', `\`[x](nowhere.md)\`\n\n${fence}\n[x](nowhere.md)\n${fence}`],
  ['code that stands in its file', `<!-- part of file: src/x.ts -->\n\n${fence}ts\none\n${fence}\n`],
])('takes %s', (_, text) => {
  expect(check(text)).toEqual([]);
});

it.each([
  ['a link to no file', 'a\n\n[x](src/y.ts)', 'a.md:3: there is no src/y.ts'],
  ['a link to no heading', '[x](docs/b.md#c)', 'a.md:1: docs/b.md has no heading #c'],
  ['a link to a heading in code', `${fence}\n# C\n${fence}\n\n[x](#c)`, 'a.md:5: a.md has no heading #c'],
  ['a picture that is not there', '\n<img src="y.png" />', 'a.md:2: there is no y.png'],
  ['a definition that leads nowhere', '[y]: src/y.ts', 'a.md:1: there is no src/y.ts'],
  [
    'other code',
    `<!-- part of file: src/x.ts -->\n\n${fence}ts\nsix\n${fence}\n`,
    'the code below is no part of src/x.ts',
  ],
  ['no code', '<!-- part of file: src/x.ts -->\n\ntext\n', 'the code below is no part of src/x.ts'],
])('finds %s', (_, text, problem) => {
  expect(check(text)).toEqual([expect.stringContaining(problem)]);
});

it('starts from the folder of the document', () => {
  expect(check('[x](../src/x.ts) [x](b.md)', 'docs/c.md')).toEqual([]);
  expect(check('[x](src/x.ts)', 'docs/c.md')).toEqual(['docs/c.md:1: there is no docs/src/x.ts']);
});
