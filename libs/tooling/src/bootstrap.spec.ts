import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

import { knownStages } from '../known-stages';

const bootstrap = resolve(__dirname, '../bootstrap.js');
const known = knownStages(resolve(__dirname, '../../..')).join(', ');

const noStage = new RegExp(`^--stage: there is no stage "nostage"\\. Known are ${known}; `);

describe('the commands of package.json', () => {
  it.each<[string[], RegExp]>([
    [['start', '--stage', 'nostage'], noStage],
    [['report', '--stage', 'nostage'], noStage],
    [['start', '--stage='], /^--stage needs the name of a stage\./],
  ])('refuse %j in one line, with the status of a wrong command line', (args, message) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bootstrap, ...args], { encoding: 'utf8' });

    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(message);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});
