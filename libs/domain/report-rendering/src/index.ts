export { renderChart } from './chart/render-chart';
export { renderReportMail } from './mail/render-report-mail';
export { plainTextOf } from './plain-text-of';
export { renderNotice } from './render-notice';
export { renderReport } from './render-report';
export { reportButtons } from './report-buttons';
export { type Marker } from './view/report-view';
export { renderWebhookBody } from './webhook/render-webhook-body';
