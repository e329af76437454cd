/**
 * Decodes base64 to text.
 *
 * Characters outside the alphabet are skipped and broken UTF-8 becomes U+FFFD, so hostile input never throws here.
 *
 * @returns The bytes read as UTF-8.
 */
export const decodeBase64 = (base64: string): string => Buffer.from(base64, 'base64').toString('utf8');
