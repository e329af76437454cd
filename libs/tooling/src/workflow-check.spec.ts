import { checkCommands, type Repository } from '../workflow-check/check-commands';
import { checkHardening } from '../workflow-check/check-hardening';
import { readCommands } from '../workflow-check/read-commands';
import { readWorkflow } from '../workflow-check/read-workflow';

const commit = '0123456789abcdef0123456789abcdef01234567';

/** A workflow without a fault; each test puts one in. */
const sound = `name: Sound
on:
  pull_request:
permissions: {}
concurrency:
  group: sound
jobs:
  plan:
    if: github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      contents: read
      id-token: write
    environment:
      name: prod-plan
    steps:
      - uses: actions/checkout@${commit} # v6.0.2
        with:
          persist-credentials: false
      - uses: actions/setup-node@${commit} # v6.2.0
        with:
          package-manager-cache: false
      - env:
          TITLE: \${{ github.event.pull_request.title }}
        run: npm run plan -- --title "$TITLE"
  comment:
    needs: plan
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions:
      pull-requests: write
    steps:
      - run: gh pr comment 1 --body-file plan.md
`;

const cacheOf = (path: string, condition: string) =>
  `      - uses: actions/cache@${commit} # v5.0.3\n        if: ${condition}\n        with:\n          path: ${path}\n`;

describe('the rules for workflows', () => {
  const problemsWith = (from: string | RegExp, to: string) => {
    const text = sound.replace(from, to);
    if (text === sound) throw new Error(`The sound workflow has no ${String(from)}.`);
    return checkHardening(readWorkflow('w.yml', text));
  };

  it('let credentials stand beside providers that the lock file vouches for', () => {
    const cache = cacheOf('dist/deploy/providers', "hashFiles('infra/.terraform.lock.hcl') != ''");

    expect(problemsWith(/(?= {6}- env:)/, cache)).toEqual([]);
  });

  it('find nothing in a sound workflow', () => {
    expect(checkHardening(readWorkflow('w.yml', sound))).toEqual([]);
  });

  it.each([
    ['a text that is no YAML', 'jobs:', 'jobs: [', /^w\.yml: /],
    [
      'a key that is there twice',
      'permissions: {}',
      'permissions: {}\npermissions: {}',
      /^w\.yml: Map keys must be unique/,
    ],
    ['an action without its version', ' # v6.0.2', '', /^w\.yml:18: no comment says which version/],
    ['an action by a vague version', '# v6.0.2', '# v6', /no comment says which version/],
    [
      'two versions of one action',
      '      - run: gh',
      `      - uses: actions/checkout@${commit.replace('0', 'f')} # v6.0.3\n        with:\n          persist-credentials: false\n      - run: gh`,
      /another version of actions\/checkout/,
    ],
    ['rights for all jobs', 'permissions: {}', 'permissions: read-all', /permissions at the top must be \{\}/],
    ['no rights at the top', 'permissions: {}\n', '', /permissions at the top must be \{\}/],
    [
      'a job without rights of its own',
      /permissions:\n {6}pull-requests: write\n/,
      'name: x\n',
      /names no permissions/,
    ],
    [
      'a job with all rights',
      /permissions:\n {6}pull-requests: write/,
      'permissions: write-all',
      /names no permissions/,
    ],
    ['a job that may push', 'contents: read', 'contents: write', /job plan may not have contents: write/],
    ['a job without a timeout', '    timeout-minutes: 5\n', '', /job comment needs timeout-minutes/],
    [
      'a job with a timeout of days',
      'timeout-minutes: 5',
      'timeout-minutes: 2880',
      /job comment needs timeout-minutes/,
    ],
    ['no concurrency group', /concurrency:\n {2}group: sound\n/, '', /no concurrency group/],
    ['credentials without an environment', / {4}environment:\n {6}name: prod-plan\n/, '', /without an environment/],
    ['credentials beside a cache of npm', 'package-manager-cache: false', 'cache: npm', /restores a cache/],
    [
      'credentials beside the cache that npm gets by itself',
      'package-manager-cache: false',
      'node-version: 24',
      /restores a cache/,
    ],
    ['credentials beside another cache', /(?= {6}- env:)/, cacheOf('.nx/cache', 'true'), /restores a cache/],
    [
      'credentials beside providers that no lock file vouches for',
      /(?= {6}- env:)/,
      cacheOf('dist/deploy/providers', 'true'),
      /restores a cache/,
    ],
    ['credentials for forks', /if: .*\n/, 'if: true\n', /those of forks among them/],
    [
      'credentials for forks by a second condition',
      '== github.repository',
      '== github.repository || true',
      /those of forks/,
    ],
    ['a job that comments and runs code', 'run: gh pr', 'run: npm ci && gh pr', /and runs code of the repository/],
  ])('find %s', (_, from, to, problem) => {
    expect(problemsWith(from, to)).toEqual(expect.arrayContaining([expect.stringMatching(problem)]));
  });
});

describe('the commands of a script', () => {
  it.each([
    ['a && b -c "d e"', [['a'], ['b', '-c', 'd e']]],
    ['X=1 Y="2 3" a b', [['a', 'b']]],
    ['a b > out.txt 2>&1 || c', [['a', 'b'], ['c']]],
    ['a \\\n  --b\nc', [['a', '--b'], ['c']]],
    ['# npm run gone\na', [['a']]],
    ['if [ -n "$x" ]; then a; fi', [['[', '-n', '$x', ']'], ['a'], ['fi']]],
    ['x=$(npm run a -- --b)', [['npm', 'run', 'a', '--', '--b']]],
  ])('%j are found', (script, commands) => {
    expect(readCommands(script)).toEqual(commands);
  });
});

describe('the check of commands', () => {
  const repository: Repository = {
    scripts: { plan: 'node plan.js', test: 'node test.js', other: 'node other.js' },
    sourcesOfScript: (script) =>
      script === 'plan' ? ["{ title: { type: 'string' } }", 'Usage: --dry-run'] : undefined,
    sourcesOfFile: (path) => (path === 'plan.js' ? ["'save-plans': { type: 'string' }"] : undefined),
    targetsOf: (project) => (project === 'bot' ? ['build', 'test'] : undefined),
    targets: ['build', 'test'],
  };
  const check = (script: string) =>
    checkCommands(readWorkflow('w.yml', JSON.stringify({ jobs: { a: { steps: [{ run: script }] } } })), repository);

  it.each([
    'npm ci --ignore-scripts',
    'npm audit signatures',
    'npm test',
    'npm run plan',
    'npm run --silent plan -- --title "$TITLE" --dry-run',
    'npx nx build bot --output-style=static',
    'npx nx run-many -t test',
    'node plan.js --save-plans "$x"',
    'go run example.com/lint@v1.2.3',
    'gh pr comment --anything',
  ])('takes %s', (script) => {
    expect(check(script)).toEqual([]);
  });

  it.each([
    ['npm run gone', 'package.json has no script "gone"'],
    ['npm run plan -- --titel x', 'npm run plan takes no --titel'],
    ['npm run plan -- --dry', 'npm run plan takes no --dry'],
    ['npm run other -- --x', 'the check does not know which program npm run other starts'],
    ['npm install left-pad', 'npm install left-pad is not a command that this check knows'],
    ['npx nx build gone', 'there is no project "gone"'],
    ['npx nx deploy bot', 'bot has no target "deploy"'],
    ['npx nx build bot --output=static', 'nx takes no --output'],
    ['npx nx run-many -t gone', 'no project has a target "gone"'],
    ['npx prettier .', 'npx prettier: only nx is installed'],
    ['node gone.js', 'there is no gone.js, and no build writes it'],
    ['node plan.js --save', 'plan.js takes no --save'],
    ['go run example.com/lint@latest', 'go run example.com/lint@latest names no exact version'],
    ['pipx run zizmor .', 'pipx run zizmor . names no exact version'],
    ['./script.sh', './script.sh is no program that this check knows'],
  ])('finds %s', (script, problem) => {
    expect(check(script)).toEqual([`w.yml: job a: ${problem}`]);
  });
});
