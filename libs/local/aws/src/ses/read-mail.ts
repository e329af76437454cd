import * as z from 'zod/mini';

import { parseInput } from '../parse-input';
import { AwsError } from '../service';

const strings = z.optional(z.array(z.string()));
const content = z.object({ Data: z.string(), Charset: z.optional(z.string()) });
const namedValue = z.object({ Name: z.string(), Value: z.string() });

const sendEmail = z.object({
  FromEmailAddress: z.optional(z.string()),
  FromEmailAddressIdentityArn: z.optional(z.string()),
  Destination: z.optional(z.object({ ToAddresses: strings, CcAddresses: strings, BccAddresses: strings })),
  ReplyToAddresses: strings,
  FeedbackForwardingEmailAddress: z.optional(z.string()),
  EmailTags: z.optional(z.array(namedValue)),
  ConfigurationSetName: z.optional(z.string()),
  Content: z.object({
    Simple: z.optional(
      z.object({
        Subject: content,
        Body: z.object({ Text: z.optional(content), Html: z.optional(content) }),
        Headers: z.optional(z.unknown()),
        Attachments: z.optional(z.unknown()),
      }),
    ),
    Raw: z.optional(z.object({ Data: z.string() })),
    Template: z.optional(z.unknown()),
  }),
});

/** A message of which SES writes the headers. */
export interface Mail {
  readonly from: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly replyTo: readonly string[];
  readonly subject: string;
  readonly text: string | undefined;
  readonly html: string | undefined;
}

/** Of To, Cc and Bcc together. */
const maxRecipients = 50;

/**
 * Reads what SendEmail is asked for.
 *
 * @returns A message, or the bytes of one that its sender has written.
 * @throws {AwsError} BadRequestException. Not retryable.
 * @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html
 */
export function readMail(input: Readonly<Record<string, unknown>>): Mail | Buffer {
  const mail = parseInput(sendEmail, input, 'BadRequestException');
  const { Content, Destination, FromEmailAddress: from, ReplyToAddresses: replyTo = [] } = mail;
  for (const tag of mail.EmailTags ?? []) checkTag(tag);
  const { Simple, Raw } = Content;
  const kinds = Object.values(Content).filter((kind) => kind !== undefined).length;
  if (kinds !== 1) throw badRequest('Content must have exactly one of Simple, Raw and Template.');
  const { ToAddresses: to = [], CcAddresses: cc = [], BccAddresses: bcc = [] } = Destination ?? {};
  for (const address of [...(from === undefined ? [] : [from]), ...to, ...cc, ...bcc, ...replyTo])
    checkAddress(address);
  if (to.length + cc.length + bcc.length > maxRecipients) {
    throw badRequest(`Recipient count exceeds ${maxRecipients}.`);
  }
  if (Raw) return readRaw(Raw.Data);
  if (!Simple) throw badRequest('The local cloud does not emulate the parameter Template of SendEmail.');
  const lacking = (['Attachments', 'Headers'] as const).find((name) => Simple[name] !== undefined);
  if (lacking) throw badRequest(`The local cloud does not emulate the parameter ${lacking} of SendEmail.`);
  if (from === undefined) throw badRequest('FromEmailAddress is required.');
  if (to.length + cc.length + bcc.length === 0) throw badRequest('There must be at least one recipient.');
  const { Subject, Body } = Simple;
  if (!Body.Text && !Body.Html) throw badRequest('Body must have Text or Html.');
  requireOneLine('Subject', Subject.Data);
  return {
    from,
    to,
    cc,
    bcc,
    replyTo,
    subject: Subject.Data,
    text: Body.Text?.Data,
    html: Body.Html?.Data,
  };
}

/** @throws {AwsError} BadRequestException: no message with a header. Not retryable. */
function readRaw(base64: string): Buffer {
  const message = Buffer.from(base64, 'base64');
  if (/^[!-9;-~]+:/.test(message.toString('latin1', 0, 200))) return message;
  throw badRequest('Raw.Data must be a message that begins with a header, in base64.');
}

/** An address alone or `Name <address>`. A line break could add headers to the message. */
function checkAddress(text: string): void {
  requireOneLine('An address', text);
  const address = /<([^<>]*)>$/.exec(text.trim())?.[1] ?? text.trim();
  if (address.length > 320 || !/^[^\s@<>,]+@[^\s@<>,]+$/.test(address)) throw badRequest(`Missing final '@domain'`);
  // In words of our own: AWS's are unverified.
  if (!/^[!-~]+$/.test(address)) throw badRequest('An address must be 7-bit ASCII: its domain is written in Punycode.');
}

/** @see https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_MessageTag.html */
function checkTag({ Name, Value }: z.output<typeof namedValue>): void {
  if (!/^[\w-]{1,256}$/.test(Name)) {
    throw badRequest(
      `Invalid tag name <${Name.slice(0, 256)}>: only alphanumeric ASCII characters, '_',  '-' are allowed.`,
    );
  }
  if (!/^[\w.@-]{1,256}$/.test(Value)) {
    throw badRequest(
      `Invalid tag value <${Value.slice(0, 256)}>: only alphanumeric ASCII characters, '_',  '-' , '.', '@' are allowed.`,
    );
  }
}

function requireOneLine(what: string, text: string): void {
  if (/[\r\n\0]/.test(text)) throw badRequest(`${what.slice(0, 100)} must not have line breaks.`);
}

const badRequest = (message: string): AwsError => new AwsError('BadRequestException', message);
