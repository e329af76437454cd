export { ConfigurationError } from './errors';
export { httpsOrLoopbackUrl, isHttpsOrLoopback } from './https-or-loopback-url';
export { type Environment, json, readEnvironment, text, wholeNumber } from './read-environment';
