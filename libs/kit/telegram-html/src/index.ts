export { type Html, html, joinHtml } from './html';
export { inertText } from './inert-text';
export { type RichBlock, type RichCell, type RichText } from './rich-message';
