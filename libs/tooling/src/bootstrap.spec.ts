import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { knownStages } from '../known-stages';

const bootstrap = resolve(__dirname, '../bootstrap.js');
const known = knownStages(resolve(__dirname, '../../..')).join(', ');

/** What a command that knows no such stage says, after the name of what is wrong. */
const noStage = (where: string) => new RegExp(`^${where}: there is no stage "nostage"\\. Known are ${known}; `);

const run = (args: string[], env: NodeJS.ProcessEnv = {}) =>
  spawnSync(process.execPath, [bootstrap, ...args], { encoding: 'utf8', env: { ...process.env, ...env } });

describe('the commands of package.json', () => {
  it.each<[string[], NodeJS.ProcessEnv, RegExp]>([
    [['synth', '--bogus'], {}, /^npm run synth takes no "--bogus"\. Usage: /],
    [['synth', '-p', 'infra-bot,infra-butler'], {}, /^npm run synth takes no "infra-butler"\. Usage: /],
    [['synth', '-p'], {}, /^npm run synth takes no ""\. Usage: /],
    [['synth'], { STAGE: 'nostage' }, noStage('STAGE')],
    [['check', '--bogus'], {}, /^npm run check takes no "--bogus"\. Usage: /],
    [['check'], { STAGE: 'nostage' }, noStage('STAGE')],
    [['start', '--stage', 'nostage'], {}, noStage('--stage')],
    [['report', '--stage', 'nostage'], {}, noStage('--stage')],
    [['start', '--stage='], {}, /^--stage needs the name of a stage\./],
  ])('refuse %j with %j in one line, with the status of a wrong command line', (args, env, message) => {
    const { status, stdout, stderr } = run(args, env);

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
