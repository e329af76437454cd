export { type Html, html, joinHtml } from './html';
export { inertText } from './inert-text';
