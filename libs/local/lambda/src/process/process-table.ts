import { readFileSync, readdirSync, existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

/** A process of this machine. */
interface RunningProcess {
  readonly pid: number;
  readonly parentPid: number;
  /** Of the process group. */
  readonly groupId: number;
  /** It has ended, but its parent has not yet read its status. */
  readonly isZombie: boolean;
  /** When it was started, in the system's format: compare it only. */
  readonly startedAt: string;
  /** The program and its arguments, with spaces in between; empty for a zombie on Linux. */
  readonly command: string;
}

/** What a system reports about its processes. */
interface ProcessTable {
  list(): readonly RunningProcess[];
  /** @returns undefined when there is no such process. */
  find(pid: number): RunningProcess | undefined;
}

/**
 * Reads the machine's processes from `/proc` if it exists, which takes no further program (small images of Linux have no
 * `ps`), otherwise, as on macOS, with `ps`.
 *
 * @param hasProc - Whether there is one.
 */
export const createProcessTable = (hasProc = existsSync('/proc/self/stat')): ProcessTable =>
  hasProc ? processesInProc : processesOfPs;

/** @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
const processesInProc: ProcessTable = {
  list: () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => readProc(Number(pid)) ?? []),
  find: (pid) => readProc(pid),
};

/** @returns undefined when it is gone. */
function readProc(pid: number): RunningProcess | undefined {
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

/** In POSIX but for `lstart`, which Linux, macOS and the BSDs have: the whole moment, as "Fri Nov 28 00:01:02 2025". */
const columns = 'pid=,ppid=,pgid=,stat=,lstart=,command=';

const row = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\d{4})\s+(.*)$/;

/** @see https://man.freebsd.org/cgi/man.cgi?query=ps (the one of macOS; not run there yet) */
const processesOfPs: ProcessTable = {
  list: () => parsePs(ask('-A')),
  find: (pid) => parsePs(ask('-p', String(pid)))[0],
};

/**
 * Reads what `ps` prints.
 *
 * @param text - One process per line, in the columns above; other lines are skipped.
 */
export const parsePs = (text: string): RunningProcess[] =>
  text.split('\n').flatMap((line) => {
    const [, pid, parentPid, groupId, state = '', startedAt = '', command = ''] = row.exec(line) ?? [];
    if (pid === undefined) return [];
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

/** @returns Nothing if `ps` does not exist. `ww`: command lines in full. */
function ask(...which: string[]): string {
  const { stdout } = spawnSync('ps', ['-ww', ...which, '-o', columns], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    // The time of a start must not depend on the caller's settings.
    env: { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' },
  });
  return stdout ?? '';
}
