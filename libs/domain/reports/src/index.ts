export { catalogue } from './catalogue';
export { defineReport, maxQueryCount } from './define-report';
export { InvalidReportError } from './errors';
export { nextScheduledMs } from './next-scheduled';
export { type ReportDefinition, ownBot } from './report-definition';
