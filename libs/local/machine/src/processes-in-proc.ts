import { readFileSync, readdirSync } from 'node:fs';

import { type ProcessTable, type RunningProcess } from './running-process';

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
export const processesInProc: ProcessTable = {
  list: () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => read(Number(pid)) ?? []),
  find: (pid) => read(pid),
};

/** @returns undefined when it is gone by now. */
function read(pid: number): RunningProcess | undefined {
  try {
    // The second field is the program's name in parentheses and may hold anything; the third is next.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return {
      pid,
      parentPid: Number(fields[1]),
      groupId: Number(fields[2]),
      isZombie: fields[0] === 'Z',
      startedAt: fields[19] ?? '',
      command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trimEnd(),
    };
  } catch {
    return undefined;
  }
}
