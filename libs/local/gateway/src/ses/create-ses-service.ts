import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { AwsError } from '@pulso/world/aws';
import { MailService } from '@pulso/world/mail-and-parameters';
import * as z from 'zod/mini';

import { type OperationOf, pathParametersOf } from '../service-apis';
import { parseInput } from '../parse-input';
import { type LocalService, operationFor, type ServiceCall } from '../service';

export interface SesServiceOptions {
  readonly clock: { nowMs(): number };
  /** Where messages go as `.eml` files; made when the first one comes. */
  readonly folder: string;
  /** Called with every message's file. */
  readonly onMessage?: (path: string) => void;
}

const addresses = z.optional(z.array(z.string()));
const sendEmail = z.object({
  FromEmailAddress: z.optional(z.string()),
  Destination: z.optional(z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })),
  ConfigurationSetName: z.optional(z.string()),
  Content: z.strictObject({ Raw: z.object({ Data: z.string() }) }),
});

/**
 * Puts HTTP around the model of SES: raw messages are kept as files. Every identity is verified; the names of
 * configuration sets mean nothing.
 */
export function createSesService({ clock, folder, onMessage }: SesServiceOptions): LocalService {
  const mails = new MailService<Buffer>(clock);
  const operations: Record<OperationOf<'ses'>, (call: ServiceCall) => object> = {
    SendEmail: (call) => {
      const { sentAtMs, content } = mails.send(readMail(call));
      const id = randomUUID();
      const path = join(folder, `${new Date(sentAtMs).toISOString().replace(/[:.]/g, '-')}-${id.slice(0, 8)}.eml`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, content);
      onMessage?.(path);
      return { MessageId: `${sentAtMs.toString(16).padStart(16, '0')}-${id}-000000` };
    },
    GetAccount: () => mails.account(),
    GetEmailIdentity: (call) => ({
      IdentityType: pathParametersOf(call)['EmailIdentity']?.includes('@') ? 'EMAIL_ADDRESS' : 'DOMAIN',
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
    }),
  };

  return {
    name: 'ses',
    handle: async (call) => ({ status: 200, body: JSON.stringify(operationFor(operations, call)(call)) }),
  };
}

/** @returns A raw message, its sender and its recipients. @throws {AwsError} BadRequestException. */
function readMail(call: ServiceCall): Parameters<MailService<Buffer>['send']>[0] {
  const { Content, Destination, FromEmailAddress: from } = parseInput(sendEmail, call, 'BadRequestException');
  const { ToAddresses: to = [], CcAddresses: cc = [], BccAddresses: bcc = [] } = Destination ?? {};
  const content = Buffer.from(Content.Raw.Data, 'base64');
  if (/^[!-9;-~]+:/.test(content.toString('latin1', 0, 200)))
    return { from, recipients: [...to, ...cc, ...bcc], content };
  throw new AwsError('BadRequestException', 'Raw.Data must be a message that begins with a header, in base64.');
}
