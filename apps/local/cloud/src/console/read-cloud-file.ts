import { type LocalCloud } from '../cloud/local-cloud';
import { readMail } from '../posted/read-mail';
import { mailPage } from './posted/mail-page';

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
