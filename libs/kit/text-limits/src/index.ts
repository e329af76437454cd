export { cutText } from './cut-text';
export { jsonBytes } from './json-bytes';
