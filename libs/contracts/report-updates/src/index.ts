export {
  type ReportContent,
  type ReportUpdate,
  readReportUpdate,
  reportUpdatesDelivery,
  schemaVersionOf,
} from './report-update';
