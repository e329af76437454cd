export { createCallOutward } from './create-call-outward';
export { UsageError, parseOptions, parseValue, parseWholeNumber, readSwitch, usesColours } from './command-line';
export { callTimeouts, unkeptConnections } from './call-timeouts';
export { decodeBase64 } from './decode-base64';
export { equalInConstantTime, fingerprint, hmacSha256Hex, randomToken } from './node-crypto';
export { type MapPositions, createMapPositions, readSourceMapIn } from './map-positions';
export { createHandler, createServiceLog, readConfig } from './service-log';
export { systemClock, systemRandom } from './system-clock';
export { writeLine } from './write-line';
