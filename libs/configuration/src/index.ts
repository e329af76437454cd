export { ConfigurationError } from './errors';
export { type Environment, type Setting, json, readEnvironment, text, wholeNumber } from './read-environment';
