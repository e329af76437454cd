import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { faultsOfSpec } from './faults-of-spec';

const root = join(__dirname, '../../../..');

const foldersOf = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['node_modules', 'dist'].includes(entry.name))
    .map(({ name }) => join(folder, name));

const filesBelow = (folder: string): string[] => [
  ...readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(folder, entry.name)] : [],
  ),
  ...foldersOf(folder).flatMap(filesBelow),
];

const specs = [...foldersOf(join(root, 'libs')), ...foldersOf(join(root, 'apps'))]
  .flatMap(filesBelow)
  .filter((file) => file.endsWith('.conformance.spec.ts'));

describe('every conformance spec', () => {
  it.each(specs.map((file) => [relative(root, file), file]))(
    '%s runs on AWS and names what it follows',
    (_name, file) => {
      expect(faultsOfSpec(file, readFileSync(file, 'utf8'))).toEqual([]);
    },
  );

  it('is there for every emulated service', () => {
    const clients = specs.map((file) => [...readFileSync(file, 'utf8').matchAll(/@aws-sdk\/(client-[\w-]+)/g)]);
    const named = new Set(clients.flat().map(([, client]) => client));

    expect([...named].sort()).toEqual([
      'client-cloudwatch',
      'client-cloudwatch-logs',
      'client-dynamodb',
      'client-lambda',
      'client-scheduler',
      'client-sesv2',
      'client-sns',
      'client-sqs',
      'client-ssm',
      'client-sts',
    ]);
  });
});

describe('a conformance spec', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'conformance-'));
    writeFileSync(join(folder, 'start-target.ts'), "import { openConformanceTarget } from '@pulso/local/conformance';");
    writeFileSync(join(folder, 'start-own.ts'), "import { startTarget } from './start-target';");
    writeFileSync(join(folder, 'start-else.ts'), "import { startGateway } from './gateway';");
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  const good = `
    import { startOwnTarget } from './start-own';
    const reference = 'https://docs.aws.amazon.com/x';
    describe(\`X (\${reference})\`, () => {
      beforeAll(() => startOwnTarget());
      describe('things', () => {
        it('are there (API_GetThing)', () => {});
        it.each([1])('are %d (API_GetThing, limits.html)', () => {});
      });
    });`;

  const faultsOf = (text: string): string[] => faultsOfSpec(join(folder, 'x.conformance.spec.ts'), text);

  it('has no faults when it uses the target and names its pages', () => {
    expect(faultsOf(good)).toEqual([]);
  });

  it.each([
    ['no page in a title', "'are there (API_GetThing)'", "'are there'", 'x.conformance.spec.ts:7 names no page'],
    ['no page in the title of a table', ' (API_GetThing, limits.html)', '', ':8 names no page'],
    ['no reference', ' (${reference})', '', ':4 describes something without'],
    ['a reference of another publisher', 'docs.aws.amazon.com', 'example.com', ':4 describes something without'],
    ['no target', 'startOwnTarget());', 'undefined);', 'starts no target'],
    ['a target of another kind', "'./start-own'", "'./start-else'", 'imports no function start...Target'],
    ['a file that is not there', "'./start-own'", "'./start-nothing'", 'imports no function start...Target'],
    ['a test cloud beside it', 'startOwnTarget()', 'startOwnTarget(startTestCloud())', 'calls startTestCloud'],
    ['requests without a signature', 'startOwnTarget()', "startOwnTarget(fetch('x'))", 'calls fetch'],
    ['a test that is left out', "it('are", "it.skip('are", 'leaves tests out'],
    ['a test that is left out in short', "it('are", "xit('are", 'leaves tests out'],
    ['a test that hides others', 'it.each([1])', 'it.only.each([1])', ':8 leaves tests out'],
  ])('is refused for %s', (_title, from, to, fault) => {
    expect(good).toContain(from);
    expect(faultsOf(good.replace(from, to)).join('\n')).toContain(fault);
  });
});
