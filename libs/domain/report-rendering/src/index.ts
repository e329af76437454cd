export { plainTextOf } from './plain-text-of';
export { renderNotice } from './render-notice';
export { renderReport } from './render-report';
