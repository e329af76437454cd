export { renderChart } from './chart/render-chart';
export { type CsvFile, renderCsv } from './csv/render-csv';
export { renderReportMail } from './mail/render-report-mail';
export { plainTextOf } from './plain-text-of';
export { renderNotice } from './telegram/render-notice';
export { renderReport } from './telegram/render-report';
export { reportButtons } from './telegram/report-buttons';
export { type Marker } from './view/report-view';
export { renderWebhookBody } from './webhook/render-webhook-body';
