export {
  type ReportContent,
  type ReportUpdate,
  readReportUpdate,
  reportUpdateSchema,
  reportUpdatesDelivery,
} from './report-update';
