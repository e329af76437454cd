/** The order in which stacks are deployed, and which stacks there are. */
import { basename } from 'node:path';

import { layerOf, projectFolders } from '../project-layers.ts';

/**
 * Readers of a message come before its writers, so that a reader knows what a new writer adds. Any order works between
 * two commits that `versions/main.ts` has compared; this one loses nothing new. On the first deploy, alarms of the other
 * stacks need the topic of alerts, and the dispatcher needs the notifier's queue as its failure destination: Lambda
 * refuses one that does not exist.
 *
 * One cycle remains: the notifier reads what the bot asks for, and the bot reads the buttons that the notifier draws. It
 * is cut at the buttons, which wait for a person; the bot answers an unknown button with a notice.
 */
export const deployOrder: readonly string[] = ['alerts', 'notifier', 'aggregator', 'query-worker', 'dispatcher', 'bot'];

/**
 * @param root - The repository's.
 * @returns The names of all stacks, in the order in which they are deployed: the folders of infra.
 * @throws {Error} The order lacks a stack.
 */
export function stacksInOrder(root: string): string[] {
  const stacks = projectFolders(root)
    .filter((folder) => layerOf(folder).type === 'infra')
    .map((folder) => basename(folder));
  const forgotten = stacks.filter((stack) => !deployOrder.includes(stack));
  if (forgotten.length > 0)
    throw new Error(
      `When is ${forgotten.join(', ')} deployed? Give it a place in libs/tooling/deploy/deploy-order.ts.`,
    );
  return deployOrder.filter((stack) => stacks.includes(stack));
}
