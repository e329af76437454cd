import { AwsError } from '@pulso/world/aws';
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import * as z from 'zod/mini';

import { type OperationOf, pathParametersOf } from '../service-apis';
import { parseInput } from '../parse-input';
import { type LocalService, operationFor, type ServiceCall } from '../service';

export interface SesServiceOptions {
  readonly clock: { nowMs(): number };
  /** Where messages go as `.eml` files; made when the first one comes. */
  readonly folder: string;
  /** Told of every message's file. */
  readonly onMessage?: (path: string) => void;
}

const dayMs = 86_400_000;

/** Of To, Cc and Bcc together. */
const maxRecipients = 50;

const addresses = z.optional(z.array(z.string()));
const sendEmail = z.object({
  FromEmailAddress: z.optional(z.string()),
  Destination: z.optional(z.object({ ToAddresses: addresses, CcAddresses: addresses, BccAddresses: addresses })),
  ConfigurationSetName: z.optional(z.string()),
  Content: z.strictObject({ Raw: z.object({ Data: z.string() }) }),
});

/**
 * Creates SES: messages that their sender has written are accepted from and for every address, as in an account that may
 * send, and kept as files. Every identity is verified; the names of configuration sets mean nothing.
 */
export function createSesService({ clock, folder, onMessage }: SesServiceOptions): LocalService {
  const sentAtMs: number[] = [];
  const operations: Record<OperationOf<'ses'>, (call: ServiceCall) => object> = {
    SendEmail: (call) => {
      const message = readMessage(call);
      const nowMs = clock.nowMs();
      const id = randomUUID();
      const path = join(folder, `${new Date(nowMs).toISOString().replace(/[:.]/g, '-')}-${id.slice(0, 8)}.eml`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(path, message);
      sentAtMs.push(nowMs);
      onMessage?.(path);
      return { MessageId: `${Math.floor(nowMs).toString(16).padStart(16, '0')}-${id}-000000` };
    },
    GetAccount: () => {
      const sentCount = sentAtMs.filter((atMs) => atMs > clock.nowMs() - dayMs).length;
      return {
        EnforcementStatus: 'HEALTHY',
        ProductionAccessEnabled: true,
        SendingEnabled: true,
        SendQuota: { Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: sentCount },
      };
    },
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

/**
 * @returns The bytes of a message that its sender has written.
 * @throws {AwsError} BadRequestException. Not retryable.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
function readMessage(call: ServiceCall): Buffer {
  const { Content, Destination, FromEmailAddress: from } = parseInput(sendEmail, call, 'BadRequestException');
  const { ToAddresses: to = [], CcAddresses: cc = [], BccAddresses: bcc = [] } = Destination ?? {};
  const recipients = [...to, ...cc, ...bcc];
  for (const address of [...(from === undefined ? [] : [from]), ...recipients]) checkAddress(address);
  if (recipients.length > maxRecipients) throw badRequest(`Recipient count exceeds ${maxRecipients}.`);
  const message = Buffer.from(Content.Raw.Data, 'base64');
  if (/^[!-9;-~]+:/.test(message.toString('latin1', 0, 200))) return message;
  throw badRequest('Raw.Data must be a message that begins with a header, in base64.');
}

/** An address alone or `Name <address>`. A line break could add headers to the message. */
function checkAddress(text: string): void {
  if (/[\r\n\0]/.test(text)) throw badRequest('An address must not have line breaks.');
  const address = /<([^<>]*)>$/.exec(text.trim())?.[1] ?? text.trim();
  if (address.length > 320 || !/^[^\s@<>,]+@[^\s@<>,]+$/.test(address)) throw badRequest(`Missing final '@domain'`);
  // In words of our own: AWS's are unverified.
  if (!/^[!-~]+$/.test(address)) throw badRequest('An address must be 7-bit ASCII: its domain is written in Punycode.');
}

const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);
