export { type Chart, renderChart } from './chart/render-chart';
export { type MailChart } from './mail/mail-html';
export { type ReportMail, renderReportMail } from './mail/render-report-mail';
export { plainTextOf } from './plain-text-of';
export { renderNotice } from './render-notice';
export { renderReport } from './render-report';
export { type ButtonView, reportButtons } from './report-buttons';
export { sparkline } from './sparkline';
export { type Base, type Change, type Series } from './view/compare';
export { type ChangeView, type NumberView, type SeriesView } from './view/number-view';
export { type CellView, type ColumnView, type TableView } from './view/table-view';
export {
  type Marker,
  type MissingView,
  type ReportView,
  type ViewOptions,
  headlineTextOf,
  reportViewOf,
} from './view/report-view';
export { renderWebhookBody } from './webhook/render-webhook-body';
