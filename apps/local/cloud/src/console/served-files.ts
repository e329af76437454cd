import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { type LocalCloud } from '../cloud/local-cloud';
import { readMail } from '../posted/read-mail';

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

/** A mail is shown in a frame of the page: nothing of it runs, nothing is loaded, and no link leads anywhere. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'self'; sandbox";

/**
 * Reads photos that the bot has sent (`/files/<id>`) and mails as HTML (`/mails/<number>`, `?scheme=dark`).
 *
 * @param path - Behind the token.
 * @returns undefined when there is no such file.
 */
export function readCloudFile(
  { botApi, mails }: Pick<LocalCloud, 'botApi' | 'mails'>,
  path: string,
  query: URLSearchParams,
): ServedFile | undefined {
  const [, kind, name = ''] = /^\/(files|mails)\/([\w-]+)$/.exec(path) ?? [];
  if (kind === 'files') {
    const body = botApi.file(name);
    return body && { contentType: 'image/png', body };
  }
  const mail = kind === 'mails' && /^\d{1,9}$/.test(name) ? mails()[Number(name)] : undefined;
  if (!mail) return undefined;
  const body = mailPage(readMail(mail.message).html, query.get('scheme') === 'dark' ? 'dark' : 'light');
  return { contentType: 'text/html; charset=utf-8', body, contentSecurityPolicy: mailPolicy };
}

/** How a mail is to be looked at: as on a bright screen, or on a dark one. */
type MailScheme = 'light' | 'dark';

/**
 * Makes a page of a mail's HTML, with the colours that a mail program has that is set to a scheme.
 *
 * A browser tells a page the scheme of the person's system. A mail asks for it by `@media (prefers-color-scheme: dark)`:
 * these questions are answered here, as the page can't be told otherwise in every browser.
 *
 * @returns HTML that may hold anything: it must be served with a policy that lets it do nothing.
 */
export function mailPage(html: string, scheme: MailScheme): string {
  const answered = html.replace(
    /\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi,
    (_, asked: string) => `(min-width: ${asked.toLowerCase() === scheme ? 0 : 999_999}px)`,
  );
  const meta = `<meta name="color-scheme" content="${scheme}">`;
  const head = /<head[^>]*>/i.exec(answered);
  // The first one counts, so that of the mail itself has to come later.
  return head ? answered.replace(head[0], () => `${head[0]}${meta}`) : `${meta}${answered}`;
}
