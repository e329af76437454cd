export { plainTextOf } from './plain-text-of';
export { type Notice, renderNotice } from './render-notice';
export { type RenderOptions, maxMessageLength, renderReport } from './render-report';
