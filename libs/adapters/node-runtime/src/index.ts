export { decodeBase64 } from './decode-base64';
export { CredentialsMissingError } from './errors';
export { type AwsCredentials, lambdaCredentials } from './lambda-credentials';
export { equalInConstantTime, hmacSha256Hex, randomToken } from './node-crypto';
export { systemClock, systemRandom } from './system-clock';
export { writeLine } from './write-line';
