import { randomBytes } from 'node:crypto';

/** @returns What keeps other pages and programs out of the console. */
export const newToken = (): string => randomBytes(16).toString('base64url');
