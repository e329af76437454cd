export { type ReportButton, maxWindowsAgo, readReportButton, reportButtonData } from './report-button';
