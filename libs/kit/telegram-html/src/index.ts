export { type Html, html, joinHtml } from './html';
