import { readFileSync } from 'node:fs';

/** What Linux knows of a running process. */
export interface Usage {
  /** The most memory that it has held at once. */
  readonly peakBytes?: number;
  /** Of all its threads, in its own code and in the system's. */
  readonly cpuSeconds?: number;
}

/** Of `/proc`; a constant of Linux's interface on every machine that Node runs on. */
const ticksPerSecond = 100;

/** @returns Nothing where there is no `/proc`, or no such process any more. */
export function usageOf(processId: number): Usage {
  try {
    const peakKibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${processId}/status`, 'utf8'))?.[1];
    // The name, in parentheses, may hold spaces; user and system time are the 12th and 13th number behind it.
    const afterName = readFileSync(`/proc/${processId}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
    return {
      ...(peakKibibytes === undefined ? {} : { peakBytes: Number(peakKibibytes) * 1024 }),
      cpuSeconds: (Number(afterName[11]) + Number(afterName[12])) / ticksPerSecond,
    };
  } catch {
    return {};
  }
}
