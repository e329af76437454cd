import { type HistoryEntry } from '@pulso/domain/report-content';

import { type Item, toItem } from '../items/to-item';
import { historyKey } from './runs-table';

/** What a report has said, lists as JSON text. */
export const historyItem = ({ values, tables, missing, newPeople, ...fields }: HistoryEntry): Item => ({
  ...historyKey(fields.reportId, fields.windowEndMs),
  ...toItem({
    ...fields,
    values: JSON.stringify(values),
    ...(tables && { tables: JSON.stringify(tables) }),
    missing: JSON.stringify(missing),
    ...(newPeople && { newPeople: JSON.stringify(newPeople) }),
  }),
});
