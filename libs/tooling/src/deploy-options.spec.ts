import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { readDeployOptions, readRollbackOptions } from '../deploy/read-options';
import { knownStages } from '../known-stages';

const stacks = ['notifier', 'dispatcher', 'bot'];
const readers = { deploy: readDeployOptions, rollback: readRollbackOptions };
const read = (
  command: keyof typeof readers,
  args: string[],
  env: NodeJS.ProcessEnv = { STATE_BUCKET: 'states' },
): object => readers[command](args, { env, stages: ['local', 'prod'], stacks });

describe('the options of npm run deploy', () => {
  it('have defaults: every stack, in order, after a question', () => {
    expect(read('deploy', ['--stage', 'prod'])).toEqual({
      stage: 'prod',
      stateBucket: 'states',
      isConfirmed: false,
      stacks,
      isPlanOnly: false,
      includesIdentical: false,
      savePlansIn: undefined,
      applyPlansOf: undefined,
    });
  });

  it('name stacks, which stay in order, and a bucket', () => {
    const args = ['--stage=prod', '--service', 'bot', '--service=notifier', '--state-bucket', 'mine', '--yes'];

    expect(read('deploy', args)).toMatchObject({ stacks: ['notifier', 'bot'], stateBucket: 'mine', isConfirmed: true });
  });

  it('save plans without applying them', () => {
    expect(read('deploy', ['--stage', 'prod', '--save-plans', 'plans'])).toMatchObject({ isPlanOnly: true });
    expect(read('deploy', ['--stage', 'prod', '--plan', '--save-plans', 'plans'])).toMatchObject({ isPlanOnly: true });
  });

  it.each<[keyof typeof readers, string[], RegExp]>([
    ['deploy', [], /^Which stage\? Give --stage, one of prod\./],
    ['deploy', ['--stage', 'local'], /^The stage "local" runs on this machine only: npm start\./],
    [
      'deploy',
      ['--stage', 'pord'],
      /^There is no stage "pord"\. Known are prod; a further stage is a file in infra\/stages\/src, .*known-stages/,
    ],
    [
      'deploy',
      ['--stage', 'prod', '--service', 'butler'],
      /^There is no service "butler"\. Known are notifier, dispatch/,
    ],
    ['deploy', ['--stage', 'prod', '--bogus'], /^Unknown option '--bogus'/],
    ['deploy', ['--stage', 'prod', 'bot'], /^Unexpected argument 'bot'\. This command does not take positional/],
    ['deploy', ['--stage', 'prod', '--plan', '--yes'], /^--plan applies nothing/],
    ['deploy', ['--stage', 'prod', '--apply-plans', 'p', '--all'], /^--apply-plans takes what the plans say/],
    ['deploy', ['--stage', 'prod', '--apply-plans', 'p', '--plan'], /^--apply-plans takes what the plans say/],
    ['rollback', ['--stage', 'prod'], /^Which service\? Give --service, one of notifier, dispatcher, bot\./],
    ['rollback', ['--stage', 'prod', '--service', 'bot', '--save-plans', 'x'], /^Unknown option '--save-plans'/],
    ['rollback', ['--stage', 'prod', '--service', 'bot', '--plan', '--yes'], /nothing for --yes to confirm/],
  ])('of %s %j are refused in one line that names the help', (command, args, message) => {
    expect(() => read(command, args)).toThrow(message);
    expect(() => read(command, args)).toThrow(new RegExp(`^[^\\n]* Try: npm run ${command} -- --help$`));
  });

  it('leave out the bucket where it is named nowhere', () => {
    expect(read('deploy', ['--stage', 'prod'], { STATE_BUCKET: '' })).toMatchObject({ stateBucket: undefined });
  });

  it('are explained by --help, whatever else is missing', () => {
    expect(read('deploy', ['--help'], {})).toEqual({
      help: expect.stringMatching(/^Usage: npm run deploy -- --stage/),
    });
    expect(read('rollback', ['-h'], {})).toEqual({
      help: expect.stringMatching(/^Usage: npm run rollback -- --stage/),
    });
  });
});

describe('the programs', () => {
  const deployable = knownStages(resolve(__dirname, '../../..')).filter((stage) => stage !== 'local');
  const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
    spawnSync(process.execPath, [resolve(__dirname, '../deploy/main.ts'), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, STATE_BUCKET: 'states', ...env },
    });

  it.each<[string[], NodeJS.ProcessEnv, RegExp]>([
    [
      ['deploy', '--stage', 'nostage'],
      {},
      new RegExp(`^There is no stage "nostage"\\. Known are ${deployable.join(', ')}; `),
    ],
    [['deploy', '--stage', 'prod'], {}, /^There is no terminal to ask on: give --yes, or --plan to change nothing\./],
    [
      ['deploy', '--stage', 'prod', '--plan'],
      { TERRAFORM: '/none/tf' },
      /^Cannot run \/none\/tf: .*ENOENT.*Install Terr/,
    ],
  ])('refuse %j in one line, and not with the status of a plan with changes', (args, env, message) => {
    const { status, stdout, stderr } = run(args, env);

    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
