export { MalformedMessageError, UnsupportedSchemaVersionError } from './errors';
export { type MessageContract, readMessage } from './read-message';
