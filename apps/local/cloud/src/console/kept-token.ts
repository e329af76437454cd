import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @returns What keeps other pages and programs out of the console. */
export const newToken = (): string => randomBytes(16).toString('base64url');

const tokenPattern = /^[\w-]{22}$/;

/** Reads the token of an earlier start, or keeps a new one, for this person alone. */
export function keptToken(stateFolder: string): string {
  const file = join(stateFolder, 'console-token');
  const known = existsSync(file) ? readFileSync(file, 'utf8') : '';
  if (tokenPattern.test(known)) return known;
  const token = newToken();
  // The mode of a file that is there would stay.
  rmSync(file, { force: true });
  writeFileSync(file, token, { mode: 0o600 });
  return token;
}
