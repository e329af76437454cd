import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as ts from 'typescript';

const root = join(__dirname, '../../..');

/** The part of Nx's tree that generators use: this repository, and what was written over it. */
class Tree {
  readonly root = root;
  readonly written = new Map<string, string>();

  read(path: string): string | null {
    return this.written.get(path) ?? (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : null);
  }
  write(path: string, text: string): void {
    this.written.set(path, text);
  }
  exists(path: string): boolean {
    return this.written.has(path) || existsSync(join(root, path));
  }
  /** Not a file: specs read the texts before they are formatted, which takes seconds. */
  listChanges(): readonly never[] {
    return [];
  }
}

type Generate = (tree: Tree, options: object) => Promise<unknown>;

const generators = ['service', 'report', 'command', 'field'] as const;

const generate = async (name: (typeof generators)[number], options: object, tree = new Tree()): Promise<Tree> => {
  await jest.requireActual<{ default: Generate }>(`../generators/${name}/generate`).default(tree, options);
  return tree;
};

/** Names that a team hardly takes: what it has generated stays, and these specs generate beside it. */
const probe = { name: 'probe-of-specs', consumes: 'probes-of-specs' };
const probedField = { name: 'probe_of_specs', type: 'number' };

/** The items of the first list in a file, as they stand there; undefined for a hole. */
function itemsOf(tree: Tree, path: string): readonly (string | undefined)[] {
  const text = tree.read(path) ?? '';
  const { diagnostics = [] } = ts.transpileModule(text, { reportDiagnostics: true });
  if (diagnostics.length > 0) throw new Error(`${path} is no TypeScript: ${text}`);
  let list: ts.ArrayLiteralExpression | undefined;
  const visit = (node: ts.Node): void => {
    if (ts.isArrayLiteralExpression(node)) list ??= node;
    else ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true));
  return (list?.elements ?? []).map((item) => (ts.isOmittedExpression(item) ? undefined : item.getText()));
}

describe('the generator', () => {
  it.each<readonly [(typeof generators)[number], object, RegExp]>([
    ['service', { ...probe, name: 'Digest_Sender' }, /^The name "Digest_Sender" is no kebab-case name/],
    ['service', { ...probe, name: 'a'.repeat(33) }, /has 33 characters; names have at most 32/],
    ['service', { ...probe, name: 'bot' }, /^There is an app in apps\/bot already/],
    ['service', { ...probe, name: 'alerts' }, /^There is a stack in infra\/alerts already/],
    ['service', { ...probe, consumes: 'run-events' }, /^There is a contract in libs\/contracts\/run-events/],
    ['service', { ...probe, library: 'fan-in' }, /^There is a domain library in libs/],
    ['report', { id: 'daily-usage', cron: 'cron(0 8 * * ? *)' }, /^There is a report in .*daily-usage\.ts already/],
    [
      'report',
      { id: 'report-of-specs', cron: '0 8 * * *' },
      /^The schedule "0 8 \* \* \*" is no expression of EventBridge/,
    ],
    ['field', { name: 'replyLength', type: 'number' }, /^The name "replyLength" is no snake_case name/],
    ['field', { name: 'outcome', type: 'string' }, /has a field outcome already\. Take another name\.$/],
    ['command', { name: 'Weather' }, /^The name "Weather" is not one that Telegram takes/],
    ['command', { name: 'help' }, /^There is a command \/help already/],
  ])('%s refuses %j', async (name, options, sentence) => {
    await expect(generate(name, options)).rejects.toThrow(sentence);
  });

  it('service finds every place at which a service is listed, and fills its templates', async () => {
    const tree = await generate('service', probe);

    const { written } = tree;
    const unfilled = [...written].filter(([path, text]) => /__(?!PURE)[A-Za-z]+__/.test(`${path}\n${text}`));
    expect(unfilled.map(([path]) => path)).toEqual([]);
    expect(itemsOf(tree, 'libs/contracts/envelope/src/services.ts').at(-1)).toBe("'probe-of-specs'");
    expect(written.get('docs/operations.md')).toMatch(/^### .*`probes-of-specs-dlq`/m);
  });

  it('report writes its file, the catalogue, and what /report offers', async () => {
    const { written } = await generate('report', { id: 'report-of-specs', cron: 'cron(0 8 ? * MON *)', chat: true });

    expect([...written.keys()]).toEqual([
      'libs/domain/reports/src/catalogue/report-of-specs.ts',
      'libs/domain/reports/src/catalogue/index.ts',
      'libs/domain/conversation/src/chat-reports.ts',
    ]);
  });

  it('service adds a second one to each list', async () => {
    const tree = await generate('service', probe);
    // As the formatter leaves a list in one line.
    for (const [path, text] of tree.written) tree.write(path, text.replace(/, \] as const/g, '] as const'));

    await generate('service', { name: 'second-of-specs', consumes: 'seconds-of-specs' }, tree);

    const lists = ['libs/contracts/envelope/src/services.ts', 'libs/world/src/faults/not-simulated.ts'];
    for (const path of lists)
      expect(itemsOf(tree, path)).toEqual(expect.arrayContaining(["'probe-of-specs'", "'second-of-specs'"]));
  });

  it.each<readonly [(typeof generators)[number], string, object]>([
    ['report', 'libs/domain/reports/src/catalogue/index.ts', { id: 'report-of-specs', cron: 'cron(0 8 ? * MON *)' }],
    ['service', 'libs/contracts/envelope/src/services.ts', probe],
  ])('%s leaves no hole in a list that the formatter has broken into lines', async (name, path, options) => {
    const tree = new Tree();
    tree.write(path, (tree.read(path) ?? '').replace(/(= \[)([^\]{}]+?),?\s*\]/, '$1\n$2,\n]'));

    await generate(name, options, tree);

    expect(itemsOf(tree, path)).not.toContain(undefined);
    expect(itemsOf(tree, path)).toHaveLength(itemsOf(new Tree(), path).length + 1);
  });

  it('field writes its declaration, a fixture, and a line of the changelog', async () => {
    const { written } = await generate('field', probedField);

    expect([...written.keys()]).toEqual([
      'libs/contracts/usage-metrics/src/usage-fields.ts',
      'libs/contracts/usage-metrics/src/fixtures/v1/with-probe-of-specs.json',
      'libs/contracts/CHANGELOG.md',
    ]);
  });
});

/** What a schema calls an example: the last words of a description. */
const examplesIn = (properties: Record<string, { description: string }>): [option: string, example: string][] =>
  Object.entries(properties).flatMap(([option, { description }]): [string, string][] => {
    const [, example] = /(?:such as |: )"?([^\s"]+|cron\([^)]*\))"?\.$/.exec(description) ?? [];
    return example === undefined ? [] : [[option, example]];
  });

describe('an example of a schema', () => {
  const given = {
    service: probe,
    report: { id: 'report-of-specs', cron: 'rate(1 day)' },
    field: probedField,
    command: { name: 'probe_of_specs' },
  };
  const examples = generators.flatMap((name) => {
    const schema = readFileSync(join(root, 'libs/tooling/generators', name, 'schema.json'), 'utf8');
    return examplesIn(JSON.parse(schema).properties).map(([option, example]) => [name, option, example] as const);
  });

  it('stands with each option that a person names something by', () => {
    expect(examples.map(([name, option]) => `${name} ${option}`)).toEqual([
      'service name',
      'service consumes',
      'report id',
      'report cron',
      'command name',
      'field name',
    ]);
  });

  it.each(examples)('of %s works as its %s: %s', async (name, option, example) => {
    const outcome = await generate(name, { ...given[name], [option]: example }).then(
      ({ written }) => [...written.values()].join(),
      (error: Error) => error.message,
    );

    // A team may have taken the example for its own.
    expect(outcome).toMatch(/already\. Take another name|[^]{500}/);
    expect(outcome).toContain(example);
  });
});

it('every generator has a schema and a program', () => {
  const file = JSON.parse(readFileSync(join(root, 'libs/tooling/generators/generators.json'), 'utf8'));
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard', 'libs/tooling/generators'], {
    cwd: root,
    encoding: 'utf8',
  });

  expect(Object.keys(file.generators)).toEqual([...generators]);
  for (const { factory, schema } of Object.values<{ factory: string; schema: string }>(file.generators)) {
    expect(tracked).toContain(factory.slice(1));
    expect(tracked).toContain(schema.slice(1));
  }
});
