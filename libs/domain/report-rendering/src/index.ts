export { renderChart } from './chart/render-chart';
export { type CsvFile, renderCsv } from './render-csv';
export { renderReportMail } from './mail/render-report-mail';
export { renderNotice } from './telegram/message-lines';
export { type MessageText } from './telegram/message-lines';
export { renderReport } from './telegram/render-report';
export { reportButtons } from './telegram/report-buttons';
export { type Marker } from './view/report-view';
export { renderWebhookBody } from './webhook/render-webhook-body';
