export { describeIssue } from './describe-issue';
export { MalformedMessageError, UnsupportedSchemaVersionError } from './errors';
export { nonEmpty, tolerant, wholeNumber } from './fields';
export { messageReader } from './message-reader';
