export { MalformedItemError } from './errors';
export { placeholders } from './placeholders';
export { putIf } from './put-if';
export { readItem, readJson } from './read-item';
export { type Item, toItem } from './to-item';
export { type StoredItem, storedItem } from './stored-item';
export { isConditionFailure, isConflict } from './write-failures';
