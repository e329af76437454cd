/** A process of this machine. */
export interface RunningProcess {
  readonly pid: number;
  readonly parentPid: number;
  /** Of the process group. */
  readonly groupId: number;
  /** It has ended, only its parent has not yet read its status. */
  readonly isZombie: boolean;
  /** When it was started, in the words of the system: only good for comparing. */
  readonly startedAt: string;
  /** The program and its arguments, with spaces in between; empty for a zombie on Linux. */
  readonly command: string;
}

/** What a system tells about its processes. */
export interface ProcessTable {
  list(): readonly RunningProcess[];
  /** @returns undefined when there is no such process. */
  find(pid: number): RunningProcess | undefined;
}
