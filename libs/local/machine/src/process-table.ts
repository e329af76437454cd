import { existsSync } from 'node:fs';

import { processesInProc } from './processes-in-proc';
import { processesOfPs } from './processes-of-ps';
import { type ProcessTable } from './running-process';

/**
 * Looks at the machine's processes: in `/proc` where there is one, which takes no further program (small images of Linux
 * have no `ps`), and otherwise, as on macOS, with `ps`.
 *
 * @param hasProc - Whether there is one.
 */
export const createProcessTable = (hasProc = existsSync('/proc/self/stat')): ProcessTable =>
  hasProc ? processesInProc : processesOfPs;
