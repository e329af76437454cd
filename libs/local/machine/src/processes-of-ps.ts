import { spawnSync } from 'node:child_process';

import { type ProcessTable, type RunningProcess } from './running-process';

/** In POSIX but for `lstart`, which Linux, macOS and the BSDs have: the whole moment, as "Fri Nov 28 00:01:02 2025". */
const columns = 'pid=,ppid=,pgid=,stat=,lstart=,command=';

const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\d{4})\s+(.*)$/;

/** @see https://man.freebsd.org/cgi/man.cgi?query=ps (the one of macOS; not run there yet) */
export const processesOfPs: ProcessTable = {
  list: () => parsePs(ask('-A')),
  find: (pid) => parsePs(ask('-p', String(pid)))[0],
};

/**
 * Reads what `ps` prints.
 *
 * @param text - A process a line, in the columns above; other lines are left out.
 */
export const parsePs = (text: string): RunningProcess[] =>
  text.split('\n').flatMap((line) => {
    const [, pid, parentPid, groupId, state, startedAt, command] = row.exec(line) ?? [];
    if (state === undefined || startedAt === undefined || command === undefined) return [];
    return [
      {
        pid: Number(pid),
        parentPid: Number(parentPid),
        groupId: Number(groupId),
        isZombie: state.startsWith('Z'),
        startedAt: startedAt.replace(/\s+/g, ' '),
        command: command.trimEnd(),
      },
    ];
  });

/** @returns Nothing where there is no `ps`. `ww`: command lines as long as they are. */
function ask(...which: string[]): string {
  const { stdout } = spawnSync('ps', ['-ww', ...which, '-o', columns], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    // The moment of a start must not depend on who asks.
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
  return stdout ?? '';
}
