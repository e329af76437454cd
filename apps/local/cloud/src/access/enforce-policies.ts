import { type AccessControl, type Denial, type LogStore, createAccessControl } from '@pulso/local/aws';
import { type LocalClock } from '@pulso/local/clock';
import { type CloudDefinition } from '@pulso/local/terraform';

import { administrator } from '../cloud/administrator';

/** Lets the policies of the stacks decide what functions may do; the administrator may do everything. */
export const enforcePolicies = (
  definition: CloudDefinition,
  {
    clock,
    logs,
    onDenied,
  }: {
    readonly clock: LocalClock;
    readonly logs: LogStore;
    readonly onDenied: ((denial: Denial) => void) | undefined;
  },
): AccessControl =>
  createAccessControl({
    definition,
    clock,
    logGroupNames: () => logs.list().map(({ name }) => name),
    administrators: [administrator],
    ...(onDenied && { onDenied }),
  });
