export {
  type ReportButton,
  maxWindowsAgo,
  readReportButton,
  reportButtonData,
  reportButtonPattern,
} from './report-button';
