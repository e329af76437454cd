import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.map': 'application/json',
};

/**
 * Reads a file of the built page.
 *
 * @param path - Behind the token: `/` or a name without folders.
 * @returns undefined for a path that is none of them.
 */
export async function readStaticFile(folder: string, path: string): Promise<ServedFile | undefined> {
  const [, name] = /^\/([\w-]+(?:\.[\w-]+)*)?$/.exec(path) ?? [];
  if (path !== '/' && name === undefined) return undefined;
  const contentType = contentTypes[extname(name ?? 'index.html')];
  if (contentType === undefined) return undefined;
  try {
    return { contentType, body: await readFile(join(folder, name ?? 'index.html')) };
  } catch {
    return undefined;
  }
}

/** A file of the page or of the local cloud, as the console serves it. */
export interface ServedFile {
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** Takes the place of that of the page. */
  readonly contentSecurityPolicy?: string;
}
