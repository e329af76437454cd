import { type RunStore } from '@pulso/domain/fan-in';

import { placeholders } from '../items/placeholders';
import { decodeHistory } from './decode-history';
import { type RunsAccess } from './runs-access';
import { historyPartitionKey, historySortKey } from './runs-table';

/**
 * Creates the reads of a report's history.
 *
 * Sort keys are the ends of windows, so each is one query, of one page while an entry has its usual few hundred bytes.
 * Entries that can't be read are told and left out: the others are right without them.
 */
export const createReadHistory = (access: RunsAccess): Pick<RunStore, 'readHistory' | 'readNewestHistory'> => ({
  readHistory: async (reportId, endsFromMs) =>
    decodeHistory(
      await access.queryAll({
        KeyConditionExpression: '#pk = :pk AND #sk >= :from',
        ...placeholders(['pk', 'sk'], { pk: historyPartitionKey(reportId), from: historySortKey(endsFromMs) }),
      }),
    ),
  readNewestHistory: async ({ reportId, endedByMs, limit }) =>
    decodeHistory(
      await access.queryFirst(
        {
          KeyConditionExpression: '#pk = :pk AND #sk <= :until',
          ...placeholders(['pk', 'sk'], { pk: historyPartitionKey(reportId), until: historySortKey(endedByMs) }),
          ScanIndexForward: false,
        },
        limit,
      ),
    ),
});
