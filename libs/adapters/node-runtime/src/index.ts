export { callTimeouts, createCallOutward, unkeptConnections } from './calls';
export { UsageError, parseOptions, parseValue, parseWholeNumber, usesColours } from './command-line';
export {
  decodeBase64,
  equalInConstantTime,
  fingerprint,
  hmacSha256Hex,
  randomToken,
  systemClock,
  systemRandom,
  writeLine,
} from './machine';
export { type MapPositions, createMapPositions, readSourceMapIn } from './map-positions';
export { createHandler, createServiceLog, readConfig } from './service-log';
