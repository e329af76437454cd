export { type Baseline, judgeNumber } from './anomalies';
export { type Result, expectedQueries, hasGrown } from './answers';
export { type Cadence, comparedWindowCountOf } from './baseline';
export { type Report, reportOf } from './content';
export { emptyContentOf, earlierContentOf, endOfRequest } from './earlier-reports';
export { type HistoryEntry } from './history';
export { type Notified, decideNotifications } from './notifications';
export { historyNeeded, newestOf } from './series';
