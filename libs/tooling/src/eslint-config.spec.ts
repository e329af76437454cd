import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../../..');

/**
 * One deliberate violation per rule, each in a real project: the file, its text, and the rule that must refuse it.
 */
const violations: [file: string, source: string, rule: string, why: string][] = [
  ['apps/bot', "import '@pulso/world/time';", '@nx/enforce-module-boundaries', 'an app uses testing code'],
  [
    'apps/bot',
    "import '@pulso/testing/handler-harness';",
    'no-restricted-imports',
    'a handler uses what is for its spec',
  ],
  ['apps/bot', "import '../../dispatcher/src/config';", '@nx/enforce-module-boundaries', 'an app uses another app'],
  ['apps/bot', "import '@pulso/domain/fan-in';", '@nx/enforce-module-boundaries', 'the bot uses the report scope'],
  [
    'apps/notifier',
    "import '@pulso/domain/conversation';",
    '@nx/enforce-module-boundaries',
    'a report service uses the bot scope',
  ],
  ['apps/notifier', "import 'cdktn';", 'no-restricted-imports', 'an app uses infrastructure'],
  [
    'libs/adapters/sqs',
    "import '@pulso/local/gateway';",
    '@nx/enforce-module-boundaries',
    'an adapter uses testing code',
  ],
  ['libs/adapters/sqs', "import '@pulso/adapters/ssm';", '@nx/enforce-module-boundaries', 'an adapter uses an adapter'],
  [
    'libs/adapters/sqs',
    "import { Telegraf } from 'telegraf';\nexport const t = Telegraf;",
    'no-restricted-imports',
    'telegraf outside its adapter',
  ],
  ['libs/adapters/sqs', "import 'cdktn';", 'no-restricted-imports', 'an adapter uses infrastructure'],
  ['libs/domain/fan-in', "import '@pulso/adapters/sqs';", '@nx/enforce-module-boundaries', 'domain uses an adapter'],
  [
    'libs/domain/fan-in',
    "import type { SQSClient } from '@aws-sdk/client-sqs';\nexport type C = SQSClient;",
    'no-restricted-imports',
    'domain uses an SDK',
  ],
  [
    'libs/domain/fan-in',
    "import type { SQSEvent } from 'aws-lambda';\nexport type E = SQSEvent;",
    'no-restricted-imports',
    'domain uses Lambda types',
  ],
  [
    'libs/domain/fan-in',
    "import './testing/in-memory-run-store';",
    '@typescript-eslint/no-restricted-imports',
    'production code uses a fake',
  ],
  ['libs/domain/fan-in', "import 'node:fs';", 'no-restricted-imports', 'domain does I/O'],
  ['libs/domain/fan-in', "import 'telegraf';", 'no-restricted-imports', 'domain uses telegraf'],
  ['libs/domain/fan-in', 'export const env = process.env;', 'no-restricted-globals', 'domain reads the environment'],
  ['libs/domain/fan-in', 'export const now = Date.now();', 'no-restricted-properties', 'domain reads the clock'],
  [
    'libs/domain/fan-in',
    'export const now = new Date();',
    'no-restricted-syntax',
    'domain reads the clock by another name',
  ],
  ['libs/domain/fan-in', 'export const chance = Math.random();', 'no-restricted-properties', 'domain draws by itself'],
  ['libs/domain/fan-in', 'setTimeout(() => undefined, 1);', 'no-restricted-globals', 'domain waits by itself'],
  ['libs/logs-insights/engine', "import 'node:fs';", 'no-restricted-imports', 'the query engine does I/O'],
  ['libs/kit/time', "import '@pulso/domain/fan-in';", '@nx/enforce-module-boundaries', 'the kit uses domain'],
  ['libs/world', "import 'node:fs';", 'no-restricted-imports', 'a model does I/O'],
  ['libs/kit/time', "import 'node:fs';", 'no-restricted-imports', 'the kit does I/O'],
  ['libs/contracts/query-jobs', "import 'node:fs';", 'no-restricted-imports', 'a contract does I/O'],
  [
    'libs/contracts/query-jobs',
    "import '@pulso/domain/fan-in';",
    '@nx/enforce-module-boundaries',
    'a contract uses domain',
  ],
  [
    'libs/domain/fan-in',
    "import '@pulso/logs-insights';",
    '@nx/enforce-module-boundaries',
    'domain uses the query engine',
  ],
  [
    'libs/contracts/query-jobs',
    "import { z } from 'zod/mini';\nexport const s = z.string();",
    'no-restricted-syntax',
    'zod by its named export',
  ],
  ['infra/bot', "import '@pulso/domain/conversation';", '@nx/enforce-module-boundaries', 'infrastructure uses domain'],
  ['infra/bot', "import '@aws-sdk/client-sqs';", 'no-restricted-imports', 'infrastructure calls AWS'],
  ['infra/bot', "import '@cdktn/provider-aws';", 'no-restricted-imports', 'every service of the provider is loaded'],
  [
    'infra/constructs',
    "import '@pulso/domain/reports';",
    '@nx/enforce-module-boundaries',
    'constructs know the catalogue',
  ],
  [
    'libs/local/gateway',
    "import '../../../../apps/bot/src/config';",
    '@nx/enforce-module-boundaries',
    'testing code uses an app',
  ],
  [
    'apps/operator',
    "import '@pulso/infra/constructs';",
    '@nx/enforce-module-boundaries',
    'a command of an operator reads what is not deployed yet',
  ],
  [
    'infra/constructs',
    "import { App } from 'cdktn';\nimport { Fn } from 'cdktn';\nexport const both = [App, Fn];",
    'no-duplicate-imports',
    'a module is imported twice',
  ],
  ['libs/domain/fan-in', "jest.mock('./x');", 'no-restricted-syntax', 'a module is mocked'],
];

const fileOf = (project: string): string => join(root, project, 'src/deliberate-violation.ts');

/** Lints texts under the names of files that do not exist: other tasks run at the same time and must not see them. */
const lintProgram = `
  import { ESLint } from 'eslint';
  const eslint = new ESLint({ overrideConfigFile: 'libs/tooling/eslint.config.mjs' });
  const rules = [];
  for (const [filePath, text] of JSON.parse(process.argv[1])) {
    const [result] = await eslint.lintText(text, { filePath });
    rules.push(result.messages.map(({ ruleId }) => ruleId));
  }
  process.stdout.write(JSON.stringify(rules));
`;

describe('the lint configuration', () => {
  let rulesFound: (string | null)[][];

  beforeAll(() => {
    const inputs = violations.map(([project, source]) => [fileOf(project), `${source}\n`]);
    const { stdout, stderr, status } = spawnSync(
      process.execPath,
      ['--input-type=module', '-e', lintProgram, JSON.stringify(inputs)],
      { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
    );
    if (status !== 0) throw new Error(`eslint did not run: ${stderr}`);
    rulesFound = JSON.parse(stdout);
  });

  it.each(violations.map(([project, , rule, why], index) => [project, why, rule, index] as const))(
    'refuses in %s that %s (%s)',
    (_project, _why, rule, index) => {
      expect(rulesFound[index]).toContain(rule);
    },
  );
});
