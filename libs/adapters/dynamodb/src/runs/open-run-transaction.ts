import { type RunToOpen } from '@pulso/domain/fan-in';

import { type Item, toItem } from '../items/to-item';
import { placeholders } from '../items/placeholders';
import { type Transaction } from './result-transactions';
import { planKey, runKey } from './runs-table';

/**
 * Gives a run its plan: writes the plan's item, provided that there is none, and marks the run's item as opened. Early
 * results may have created the run's item, so that one is not the condition.
 */
export const openRunTransaction = (
  tableName: string,
  { runId, plan, openedAtMs, expiresAtSeconds }: RunToOpen,
): Transaction => ({
  TransactItems: [
    {
      Put: {
        TableName: tableName,
        Item: planItem({ runId, plan, expiresAtSeconds }),
        ConditionExpression: 'attribute_not_exists(#pk)',
        ...placeholders(['pk']),
      },
    },
    {
      Update: {
        TableName: tableName,
        Key: runKey(runId),
        UpdateExpression:
          'ADD #revision :one SET #runId = :runId, #state = :running, #openedAtMs = :now, ' +
          '#firstSeenAtMs = if_not_exists(#firstSeenAtMs, :now), #expiresAtSeconds = :expiresAtSeconds, ' +
          '#sweepState = :open, #sweepAtMs = :now',
        ...placeholders(
          ['revision', 'runId', 'state', 'openedAtMs', 'firstSeenAtMs', 'expiresAtSeconds', 'sweepState', 'sweepAtMs'],
          {
            one: 1,
            runId,
            running: 'running',
            open: 'open',
            now: openedAtMs,
            expiresAtSeconds,
          },
        ),
      },
    },
  ],
});

/** The plan has an item of its own. */
export const planItem = ({ runId, plan, expiresAtSeconds }: Omit<RunToOpen, 'openedAtMs'>): Item => ({
  ...planKey(runId),
  ...toItem({ plan: JSON.stringify(plan), expiresAtSeconds }),
});
