export { type ReportContent, type ReportUpdate, readReportUpdate, reportUpdatesDelivery } from './report-update';
