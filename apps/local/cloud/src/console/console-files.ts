import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

import { type AccessControl } from '@pulso/local/gateway';
import { type Handlers, type OperationOutput } from '@pulso/local/console-api';

import { type LocalCloud } from '../cloud/local-cloud';
import { readMail } from '../posted/read-mail';
import { type WebhookCall } from '../posted/webhooks';

type CloudOfFiles = Pick<LocalCloud, 'access' | 'botApi' | 'mails' | 'webhookCalls'>;

/** Of a mail nothing runs, nothing is loaded, and no link leads anywhere. */
const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; sandbox";

/**
 * Reads a file of a local cloud: a photo that the bot has sent (`/files/<id>`), a mail as HTML (`/mails/<number>`), the
 * call of a webhook (`/webhooks/<number>`), or what the policies grant (`/permissions`).
 *
 * @param path - Behind the token.
 * @returns undefined when there is no such file.
 */
export function readCloudFile(
  { botApi, mails, webhookCalls, access }: CloudOfFiles,
  path: string,
): ServedFile | undefined {
  if (path === '/permissions') return { contentType: plainText, body: describePermissions(access) };
  const [, kind, name = ''] = /^\/(files|mails|webhooks)\/([\w-]{1,200})$/.exec(path) ?? [];
  if (kind === 'files') {
    const body = botApi.files.get(name);
    return body && { contentType: 'image/png', body };
  }
  const number = /^\d{1,9}$/.test(name) ? Number(name) : -1;
  const [mail, call] = [mails()[number], webhookCalls()[number]];
  if (kind === 'mails' && mail) {
    const { html, text } = readMail(mail.message);
    if (html === '') return { contentType: plainText, body: text };
    return { contentType: 'text/html; charset=utf-8', body: html, contentSecurityPolicy: mailPolicy };
  }
  return kind === 'webhooks' && call ? { contentType: plainText, body: describeCall(call) } : undefined;
}

const plainText = 'text/plain; charset=utf-8';

/** Headers that hold a secret, or say nothing about the call. */
const hidden: readonly string[] = ['authorization', 'cookie', 'connection', 'host'];

function describeCall({ headers, body }: WebhookCall): string {
  const shown = Object.entries(headers).filter(([name]) => !hidden.includes(name));
  return [...shown.map(([name, value]) => `${name}: ${[value].flat().join(', ')}`), '', body].join('\n');
}

/** @returns Lists what was sent otherwise than by Telegram, as links to its files. */
export function createPostedHandlers({
  mails,
  webhookCalls,
}: Pick<CloudOfFiles, 'mails' | 'webhookCalls'>): Handlers<'chat.posted'> {
  // A mail with a picture is large, and never changes: it is read once.
  const sent: Posted[] = [];
  return {
    'chat.posted': () => {
      for (const { message } of mails().slice(sent.length)) {
        const { subject = '', to = '', date = '' } = readMail(message).headers;
        sent.push({ path: `mails/${sent.length}`, title: `${subject}, to ${to}`, atMs: Date.parse(date) || 0 });
      }
      const called = webhookCalls().map(({ atMs, name }, number) => {
        return { path: `webhooks/${number}`, title: `Webhook ${name}`, atMs };
      });
      return [...sent, ...called].sort((left, right) => right.atMs - left.atMs);
    },
  };
}

type Posted = OperationOutput<'chat.posted'>[number];

/** @returns What was refused, and by whose policy each grant is there and whether a call has needed it. */
export function describePermissions(
  access: Pick<AccessControl, 'denials' | 'unusedGrants' | 'usedGrants'> | undefined,
): string {
  if (!access) return 'IAM is not enforced. Start without --enforce-iam off to see what is needed.\n';
  const refused = access.denials().map(({ message, count }) => `REFUSED ${count} times: ${message}`);
  const granted = [
    ...access.usedGrants().map((grant) => ({ ...grant, use: 'used   ' })),
    ...access.unusedGrants().map((grant) => ({ ...grant, use: 'not yet' })),
  ].map(({ where, sid, element, pattern, use }) => ({ use, grant: `${where}, ${sid}: ${element} ${pattern}` }));
  const byOwner = granted.sort((left, right) => left.grant.localeCompare(right.grant));
  return `${[...refused, ...byOwner.map(({ use, grant }) => `${use}  ${grant}`)].join('\n')}\n`;
}

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
 * @returns undefined for any other path.
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
