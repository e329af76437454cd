import { type SpawnSyncReturns, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Stands in for Terraform: a program that TERRAFORM names. It keeps a state beside the repository's folder, in
 * `state.json`, and its calls in `calls.log`.
 *
 * A plan is the stack's JSON beside the serial of the state that it was made from; applying it makes that JSON the state.
 * A stack whose JSON has a member "fails" fails in the command that this names. With "waits", apply waits for signals.
 */
const fakeTerraform = `#!${process.execPath}
const { appendFileSync, existsSync, readFileSync, writeFileSync } = require('node:fs');
const [chdir, command, ...args] = process.argv.slice(2);
process.chdir(chdir.slice('-chdir='.length));
const root = process.cwd().replace(/\\/dist\\/.*/, '');
const log = (line) => appendFileSync(root + '/calls.log', line + '\\n');
const read = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined);
const fail = (message) => {
  process.stderr.write('Error: ' + message + '\\n');
  process.exit(1);
};
const stateFile = root + '/state.json';
const state = read(stateFile) ?? { serial: 0, stack: {} };
const stack = read('cdk.tf.json');
log([command, ...args].join(' '));
if (stack.fails === command) fail(command);
const commands = {
  init: () => {},
  plan() {
    writeFileSync('plan.tfplan', JSON.stringify({ serial: state.serial, stack }));
    process.exitCode = JSON.stringify(stack) === JSON.stringify(state.stack) ? 0 : 2;
  },
  show() {
    const deleted = (state.stack.secrets ?? []).filter((name) => !(stack.secrets ?? []).includes(name));
    const changes = deleted.map((name) => ({ change: { actions: ['delete'], before: { name, type: 'SecureString' } } }));
    process.stdout.write(args.includes('-json') ? JSON.stringify({ resource_changes: changes }) : 'the plan\\n');
  },
  apply() {
    const plan = read(args.at(-1));
    if (plan.serial !== state.serial) fail('Saved plan is stale');
    const save = () => writeFileSync(stateFile, JSON.stringify({ serial: state.serial + 1, stack: plan.stack }));
    if (!plan.stack.waits) return save();
    let signals = 0;
    const end = () => {
      log('signal');
      signals += 1;
      // A second signal would come before this, and the state would not be saved.
      if (signals === 1) setTimeout(() => (save(), process.exit(1)), 100);
      else process.exit(1);
    };
    for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, end);
    setInterval(() => {}, 1000);
    process.stdout.write('waiting\\n');
  },
};
commands[command]();
`;

const tooling = join(__dirname, '..');
const root = join(tooling, '../..');
const lockFile = 'infra/.terraform.lock.hcl';

let folder: string;

const write = (path: string, content: string | object, mode = 0o644) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content), { mode });
};
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const synthesize = (stack: object) => write('dist/tf/prod/infra-bot/stacks/bot/cdk.tf.json', stack);
const calls = () => read('calls.log').trim().split('\n');

const environment = (more: NodeJS.ProcessEnv = {}) => ({
  PATH: process.env['PATH'],
  HOME: folder,
  TERRAFORM: join(folder, 'terraform'),
  STATE_BUCKET: 'states',
  ...more,
});

const run = (program: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): SpawnSyncReturns<string> =>
  spawnSync(process.execPath, [join(tooling, 'deploy', program), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: environment(env),
  });
const plan = (env: NodeJS.ProcessEnv = {}) => run('plan.ts', ['infra/bot', 'prod'], env);
const apply = () => run('apply.ts', ['infra/bot', 'prod']);

const git = (...args: string[]) => {
  const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
  return execFileSync('git', [...identity, ...args], { cwd: folder, encoding: 'utf8' }).trim();
};

beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'pulso-deploy-')));
  write('terraform', fakeTerraform, 0o755);
  write(lockFile, '');
  write('.gitignore', 'dist\nterraform\n*.log\n*.json\n');
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=first');
  synthesize({ version: 1 });
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('a plan of a stack', () => {
  it('leaves a folder with all that its apply needs, whether it changes something or not', () => {
    expect(plan().status).toBe(0);
    expect(JSON.parse(read('dist/plans/prod/bot/plan.json'))).toEqual({
      stack: 'bot',
      stage: 'prod',
      commit: git('rev-parse', 'HEAD'),
      hasChanges: true,
    });
    for (const file of ['cdk.tf.json', '.terraform.lock.hcl', 'plan.tfplan', 'plan.txt'])
      expect(existsSync(join(folder, 'dist/plans/prod/bot', file))).toBe(true);
    expect(calls()).toContain('init -input=false -lockfile=readonly');
    expect(apply().status).toBe(0);

    expect(plan().status).toBe(0);
    expect(JSON.parse(read('dist/plans/prod/bot/plan.json'))).toMatchObject({ hasChanges: false });
  });

  it('says so when it was made of files that are in no commit', () => {
    write(lockFile, 'edited');

    plan();

    expect(JSON.parse(read('dist/plans/prod/bot/plan.json')).commit).toMatch(/^[0-9a-f]{40}-dirty$/);
  });

  it('warns in its text of a secret that it deletes, and names the command that sets it again', () => {
    synthesize({ secrets: ['/pulso/prod/webhook-team-chat'] });
    plan();
    apply();
    synthesize({});

    const { stderr } = plan();

    const warning =
      /^Warning: this plan deletes webhook-team-chat [^]*npm run secrets -- --stage prod --only webhook-team-chat\n/;
    expect(stderr).toMatch(warning);
    expect(read('dist/plans/prod/bot/plan.txt')).toMatch(warning);
  });

  it('is refused without a list of providers, with the command that makes it', () => {
    rmSync(join(folder, lockFile));

    const { status, stderr } = plan();

    expect(status).toBe(1);
    expect(stderr).toMatch(/^There is no infra\/\.terraform\.lock\.hcl.*\n.* providers lock -platform=linux_amd64 /);
  });

  it('is refused without a bucket, and when it would remove the only copy of a state', () => {
    const withoutBucket = plan({ STATE_BUCKET: '' });
    write('dist/plans/prod/bot/errored.tfstate', {});

    expect(withoutBucket.stderr).toMatch(/^Where is the state\? Set STATE_BUCKET/);
    expect(plan().stderr).toMatch(/state push errored\.tfstate/);
    expect(existsSync(join(folder, 'dist/plans/prod/bot/errored.tfstate'))).toBe(true);
  });

  it.each(['init', 'plan'])('does not exist where terraform %s fails', (command) => {
    synthesize({ fails: command });

    expect(plan().status).toBe(1);
    expect(apply().stderr).toMatch(/^There is no plan of bot for prod: npx nx run infra-bot:plan/);
  });
});

describe('a deploy of a stack', () => {
  it('applies a plan once, and never one that changes nothing', () => {
    plan();
    expect(apply().status).toBe(0);
    expect(apply()).toMatchObject({ status: 1, stderr: expect.stringMatching(/^There is no plan of bot for prod/) });
    plan();

    expect(apply()).toMatchObject({ status: 0, stdout: expect.stringMatching(/changes nothing/) });
    expect(calls().filter((call) => call.startsWith('apply'))).toEqual(['apply -input=false plan.tfplan']);
  });

  it('fails as Terraform does, for example at a plan that is stale', () => {
    plan();
    write('state.json', { serial: 7, stack: {} });

    expect(apply()).toMatchObject({ status: 1, stderr: 'Error: Saved plan is stale\n' });
    expect(JSON.parse(read('state.json'))).toMatchObject({ serial: 7 });
  });

  // Ctrl-C reaches this process by its terminal, and again from each process above it. Terraform aborts at a second one.
  it('gives Terraform one signal, and waits until it has saved its state', async () => {
    synthesize({ waits: true });
    plan();
    const args = [join(tooling, 'deploy/apply.ts'), 'infra/bot', 'prod'];
    const child = spawn(process.execPath, args, {
      cwd: folder,
      env: environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');

    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) child.kill(signal);
    const [status] = await once(child, 'close');

    expect(status).toBe(1);
    expect(calls().filter((call) => call === 'signal')).toHaveLength(1);
    expect(JSON.parse(read('state.json'))).toMatchObject({ serial: 1 });
  });
});

describe('the check of a stack', () => {
  it('fails with the settings that must be changed', () => {
    write('dist/tf/prod/infra-bot/stage-problems.json', ['infra/stages/src/prod.ts: accountId is still 000000000000.']);

    expect(run('check-settings.ts', ['dist/tf/prod/infra-bot'])).toMatchObject({
      status: 1,
      stderr: 'infra/stages/src/prod.ts: accountId is still 000000000000.\n',
    });
  });
});

describe('npm run deploy', () => {
  const deploy = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => run('main.ts', args, env);

  beforeEach(() => {
    for (const file of ['infra/stages/src/known-stages.ts', 'infra/bot/project.json', 'infra/alerts/project.json'])
      cpSync(join(root, file), join(folder, file));
    for (const parent of ['apps', 'libs']) mkdirSync(join(folder, parent));
    // In place of Nx: it notes what it is asked for, and plans the stack bot.
    write('node_modules/nx/package.json', { bin: { nx: 'nx.cjs' } });
    write('node_modules/nx/nx.cjs', nx);
    write('.gitignore', 'dist\nterraform\n*.log\nstate.json\nnode_modules\n');
    git('add', '--all');
    git('commit', '--quiet', '--message=second');
  });

  const nx = `
    const { spawnSync } = require('node:child_process');
    const { appendFileSync } = require('node:fs');
    appendFileSync('nx.log', process.argv.slice(2).join(' ') + '\\n');
    const plan = ['${join(tooling, 'deploy/plan.ts')}', 'infra/bot', 'prod'];
    process.exitCode = spawnSync(process.execPath, plan, { stdio: 'inherit' }).status;
  `;

  it.each<[readonly string[], RegExp]>([
    [[], /^--stage: there is no stage ""\. Known are prod; a further stage is a file in infra\/stages\/src/],
    [['--stage', 'pord'], /^--stage: there is no stage "pord"\. Known are prod; /],
    [['--stage', 'local'], /^The stage "local" runs on this machine only: npm start\./],
    [['--stage', 'prod', '--service', 'butler'], /^--service: there is no service "butler"\. Known are alerts, bot\./],
    [['--stage', 'prod', '--force'], /^Unknown option '--force'/],
    [['--stage', 'prod'], /^There is no terminal to ask on: give --yes, or --plan to change nothing\./],
  ])('refuses %j in a sentence', (args, sentence) => {
    const { status, stdout, stderr } = deploy(args);

    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(sentence);
  });

  it('refuses to deploy files that are in no commit, and plans them', () => {
    write('infra/new.ts', '');

    expect(deploy(['--stage', 'prod', '--yes']).stderr).toMatch(/^A deploy deploys a commit.*\n.*infra\/new\.ts/);
    expect(deploy(['--stage', 'prod', '--service', 'bot', '--plan']).status).toBe(2);
  });

  it('plans, shows what changes, and applies it', () => {
    const planned = deploy(['--stage', 'prod', '--service', 'bot', '--plan']);
    const deployed = deploy(['--stage', 'prod', '--service', 'bot', '--yes']);
    const again = deploy(['--stage', 'prod', '--service', 'bot', '--yes']);

    expect(planned).toMatchObject({ status: 2, stdout: expect.stringMatching(/=== bot\n\nthe plan\n/) });
    expect(deployed.status).toBe(0);
    expect(again).toMatchObject({ status: 0, stdout: expect.stringMatching(/^bot: nothing to change$/m) });
    const asked = '-p infra-bot --configuration=prod --output-style=static';
    expect(read('nx.log').trim().split('\n')).toEqual([
      `run-many -t plan ${asked}`,
      `run-many -t plan deployable ${asked}`,
      `run-many -t plan deployable ${asked}`,
    ]);
  });

  it('fails where a plan or a deploy fails', () => {
    synthesize({ fails: 'apply' });
    expect(deploy(['--stage', 'prod', '--yes'])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^The deploy of bot failed, and nothing was applied after it\./m),
    });

    synthesize({ fails: 'plan' });
    expect(deploy(['--stage', 'prod', '--plan']).status).toBe(1);
  });
});
