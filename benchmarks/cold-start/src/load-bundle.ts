import { spawnSync } from 'node:child_process';

import { type Contender } from './contender';

/** CPU time, user and system together, ms. */
export interface LoadTimes {
  /** Since the process was started. */
  readonly processMs: number;
  /** For the bundle alone. */
  readonly loadMs: number;
}

const script = `
const before = process.cpuUsage();
require(process.argv[1]);
const after = process.cpuUsage();
const ms = ({ user, system }) => (user + system) / 1000;
process.stdout.write(JSON.stringify({ processMs: ms(after), loadMs: ms(after) - ms(before) }));
// What a bundle has begun need not end.
process.exit(0);`;

/** Of what Lambda sets, what clients ask for when they are created. */
const lambdaVariables = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'none',
  AWS_SECRET_ACCESS_KEY: 'none',
  // Nothing is a console here, as under Lambda.
  NO_COLOR: '1',
};

/**
 * Loads a bundle in a process of its own.
 *
 * @throws {Error} It can't be loaded: the message is the end of what it had to say.
 */
export function loadBundle({ name, file, environment }: Contender): LoadTimes {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', script, file], {
    encoding: 'utf8',
    env: { ...lambdaVariables, ...environment },
  });
  if (status !== 0) throw new Error(`${name} can't be loaded: ${`${stdout}${stderr}`.trim().slice(-1_500)}`);
  return JSON.parse(stdout) as LoadTimes;
}
