import { queueNames, resourceName } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { describeSpan } from '../describe-age';
import { failed, ok, warning } from '../finding';

/** A job waits for a slow query, and a deadline for its run, for less than that. */
const oldSeconds = 1_800;

/** SQS forgets a message after four days (`retentionSeconds` of the queues). */
const lostSeconds = 3 * 86_400;

/** How long the oldest message has waited: consumers that fail again and again show here first. */
export const agesCheck: Check<ReadonlyMap<string, number>> = {
  area: 'waiting',
  read: ({ ports, stage }) => ports.readOldestAges(queueNames.map((queue) => resourceName(stage, queue))),
  judge: (ages) => {
    const old = [...ages].filter(([, seconds]) => seconds > oldSeconds);
    if (old.length === 0) return [ok('no message has waited for long')];
    return old.map(([name, seconds]) => {
      const text = `the oldest message in ${name} has waited for ${describeSpan(seconds * 1000)}`;
      const advice = "look for message-not-settled in the log of the queue's consumer";
      return seconds > lostSeconds ? failed(`${text}; SQS forgets it after 4 days`, advice) : warning(text, advice);
    });
  },
};
