export { cutText } from './cut-text';
export { type Defined, defined } from './defined';
export { fingerprintOf } from './fingerprint-of';
export { jsonBytes } from './json-bytes';
