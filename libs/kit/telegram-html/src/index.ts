export { type Html, escapeHtml, html, joinHtml } from './html';
