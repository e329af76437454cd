import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

const onlyOn = (sourceTag, ...onlyDependOnLibsWithTags) => ({ sourceTag, onlyDependOnLibsWithTags });

/** What each layer may depend on; a project's layer follows from its folder. */
const boundaries = [
  'error',
  {
    // jest.preset.js leads the name of the package to the file that imports it so.
    allow: ['../../node_modules/fast-check/**'],
    enforceBuildableLibDependency: false,
    depConstraints: [
      onlyOn('type:app', 'type:adapter', 'type:domain', 'type:kit', 'type:contract', 'type:build', 'type:harness'),
      onlyOn('type:adapter', 'type:domain', 'type:kit', 'type:contract'),
      onlyOn('type:domain', 'type:domain', 'type:kit', 'type:contract'),
      onlyOn('type:harness', 'type:harness'),
      onlyOn('type:kit', 'type:kit'),
      onlyOn('type:contract', 'type:contract', 'type:kit'),
      onlyOn('type:package', 'type:package'),
      onlyOn('type:world', 'type:world', 'type:kit', 'type:contract', 'type:package'),
      onlyOn('type:infra', 'type:infra-lib', 'type:contract', 'type:catalogue'),
      onlyOn('type:infra-lib', 'type:infra-lib', 'type:contract'),
      onlyOn(
        'type:operator',
        'type:operator',
        'type:adapter',
        'type:domain',
        'type:kit',
        'type:contract',
        'type:place',
      ),
      onlyOn(
        'type:testing',
        'type:testing',
        'type:world',
        'type:operator',
        'type:adapter',
        'type:domain',
        'type:kit',
        'type:contract',
        'type:package',
      ),
      onlyOn('scope:bot', 'scope:bot', 'scope:both', 'scope:shared'),
      onlyOn('scope:report', 'scope:report', 'scope:both', 'scope:shared'),
      onlyOn('scope:both', 'scope:bot', 'scope:report', 'scope:shared'),
      onlyOn('scope:shared', 'scope:shared'),
      onlyOn('scope:testing', 'scope:testing', 'scope:bot', 'scope:report', 'scope:both', 'scope:shared'),
    ],
  },
];

/** Specs of an operator's commands also start the local cloud's servers; no service is deployed for them. */
const boundariesOfOperatorSpecs = [
  'error',
  {
    ...boundaries[1],
    depConstraints: boundaries[1].depConstraints.map((constraint) =>
      constraint.sourceTag === 'type:operator'
        ? onlyOn('type:operator', 'type:testing', 'type:world', ...constraint.onlyDependOnLibsWithTags)
        : constraint,
    ),
  },
];

const awsSdk = { group: ['@aws-sdk/*', '@smithy/*'], message: 'AWS clients belong to libs/adapters.' };
const lambdaTypes = { group: ['aws-lambda'], message: 'Lambda event types belong to apps.' };
const telegraf = { group: ['telegraf', 'telegraf/*'], message: 'Telegraf stays behind libs/adapters/telegraf.' };
const emf = { group: ['aws-embedded-metrics'], message: 'EMF stays behind libs/adapters/emf.' };
const cdktn = { group: ['cdktn', 'cdktn/*', '@cdktn/*', 'constructs'], message: 'Infrastructure stays in infra.' };
const node = { group: ['node:*'], message: 'Pure code has no I/O: take it as a parameter.' };
const io = { group: ['node:*', '!node:crypto', '!node:path'], message: 'A model has no I/O: its users have.' };
const deepImport = { group: ['@pulso/*/src/*', '**/libs/**/src/**'], message: 'Import the library by its alias.' };
const providerRoot = {
  regex: '^@cdktn/provider-aws$',
  message: 'Import @cdktn/provider-aws/lib/<resource>: the root loads every service.',
};

/** Fakes, builders and worlds. Projects of libs/testing are kept away by their tags. */
const fakes = { group: ['**/testing/*', '**/testing'], message: 'What lies in testing/ is for specs.' };
const harness = { group: ['@pulso/testing/handler-harness'], message: 'The harness is for specs.' };

const restrictImports = (...patterns) => ({
  'no-restricted-imports': ['error', { patterns: [deepImport, ...patterns] }],
});

const syntax = [
  'error',
  {
    selector: "ImportDeclaration[source.value=/^zod/] > ImportSpecifier[imported.name='z']",
    message: 'import * as z: the named export keeps every locale in the bundle.',
  },
  {
    selector: "CallExpression[callee.object.name='jest'][callee.property.name='mock']",
    message: 'esbuild does not hoist jest.mock; pass the dependency in.',
  },
];

/** Time, randomness, environment and network are parameters of pure code. */
const ambient = {
  'no-restricted-globals': [
    'error',
    ...['process', 'setTimeout', 'setInterval', 'setImmediate', 'fetch', 'Buffer'].map((name) => ({
      name,
      message: 'Pure code has no ambient I/O: take it as a parameter.',
    })),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Take a clock as a parameter.' },
    { object: 'Math', property: 'random', message: 'Take randomness as a parameter.' },
  ],
  'no-restricted-syntax': [
    ...syntax,
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take a clock as a parameter.' },
  ],
};

const specs = ['**/*.spec.ts'];

/** What computes and decides, and leaves I/O to others. */
const pure = { ...restrictImports(awsSdk, lambdaTypes, telegraf, emf, cdktn, node), ...ambient };

export default tseslint.config(
  { ignores: ['**/dist', '**/node_modules', '**/*.js', '**/*.cjs', '**/*.mjs', '!libs/tooling/*.js'] },
  ...tseslint.configs.recommended,
  {
    files: ['**/*.{ts,tsx,mts}', 'libs/tooling/*.js'],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries,
      // The type check finds those.
      '@typescript-eslint/no-unused-vars': 'off',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      'no-duplicate-imports': ['error', { allowSeparateTypeImports: true }],
      'no-restricted-syntax': syntax,
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['**/*.ts'],
    ignores: [...specs, '**/testing/**'],
    // By its other name, so that it adds to the rule that each layer has.
    rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns: [fakes] }] },
  },
  {
    files: specs.map((pattern) => `apps/operator/${pattern}`),
    rules: { '@nx/enforce-module-boundaries': boundariesOfOperatorSpecs },
  },
  { files: ['apps/**/*.ts'], rules: restrictImports(cdktn, providerRoot) },
  { files: ['apps/**/*.ts'], ignores: specs, rules: restrictImports(cdktn, providerRoot, harness) },
  { files: ['libs/adapters/**/*.ts'], rules: restrictImports(cdktn, telegraf, emf, lambdaTypes) },
  { files: ['libs/adapters/telegraf/**/*.ts'], rules: restrictImports(cdktn, emf, lambdaTypes) },
  { files: ['libs/adapters/emf/**/*.ts'], rules: restrictImports(cdktn, telegraf, lambdaTypes) },
  { files: ['libs/contracts/**/*.ts', 'libs/domain/**/*.ts', 'libs/kit/**/*.ts'], ignores: specs, rules: pure },
  { files: ['libs/logs-insights/**/*.ts'], ignores: [...specs, '**/testing/**'], rules: pure },
  { files: ['libs/world/**/*.ts'], ignores: specs, rules: restrictImports(awsSdk, telegraf, io) },
  { files: ['infra/**/*.ts'], rules: restrictImports(awsSdk, telegraf, emf, providerRoot) },
  { files: ['apps/local/cloud/**/*.ts', 'infra/*/src/main.ts'], rules: { 'no-console': 'off' } },
);
