export { type ReportButton, readReportButton, reportButtonData } from './report-button';
