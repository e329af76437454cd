export { cutText } from './cut-text';
export { type Defined, defined } from './defined';
export { jsonBytes } from './json-bytes';
