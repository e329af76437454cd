import { crc32 } from 'node:zlib';

/**
 * The checksum that comes with every answer of DynamoDB. SDKs compare it with the body; the one for Go takes a missing
 * one for a wrong one.
 *
 * @param service - SigV4 service name; the others have no such header.
 * @see https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.LowLevelAPI.html x-amz-crc32
 */
export const checksumHeader = (service: string, body: string | Uint8Array): Readonly<Record<string, string>> =>
  service === 'dynamodb' ? { 'x-amz-crc32': String(crc32(body)) } : {};
