import { createProcessTable } from '@pulso/local/processes';

/** Which process has taken something: another one may have its id by now. */
export interface ProcessIdentity {
  readonly pid: number;
  /** As the system tells it; empty where it does not. */
  readonly startedAt: string;
}

export const ownIdentity = (): ProcessIdentity => ({ pid: process.pid, startedAt: startOf(process.pid) });

/** Whether this very process still runs. */
export function isRunning({ pid, startedAt }: ProcessIdentity): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return startedAt === startOf(pid);
}

const startOf = (pid: number): string => createProcessTable().find(pid)?.startedAt ?? '';
