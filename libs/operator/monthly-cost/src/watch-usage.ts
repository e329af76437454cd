import { reportUsage } from './report-usage';
import { type Design, type Usage } from './usage';
import { type Workload } from './workload';

/** What items of the watch are called. */
export const watchName = 'hourly watch';

const hoursPerDay = 24;

/** Strongly consistent, of 4 KB: what eight weeks of hours have had, about 450 bytes each. */
const historyReadUnits = (56 * hoursPerDay * 450) / 4_096;

/** Its numbers, and now and then what was told. */
const historyWriteUnits = 2;

/** What compares each hour of a day with what is usual: a report of one question, of which mostly nothing is heard. */
export function watchUsage(design: Design, workload: Workload): readonly Usage[] {
  if (!workload.isWatched) return [];
  const quiet = { ...workload, questionCount: 1, destinationCount: 0, mailCount: 0 };
  const hourly: readonly Usage[] = [
    ...reportUsage[design](quiet),
    { price: 'logsScannedGb', quantity: workload.gbPerDay / hoursPerDay, what: '' },
    { price: 'dynamoDbRead', quantity: historyReadUnits, what: '' },
    { price: 'dynamoDbWrite', quantity: historyWriteUnits, what: '' },
  ];
  return hourly.map((usage) => ({ ...usage, quantity: usage.quantity * hoursPerDay, what: watchName }));
}
