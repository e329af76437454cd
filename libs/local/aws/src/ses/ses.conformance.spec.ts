import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  GetAccountCommand,
  GetEmailIdentityCommand,
  SendEmailCommand,
  type SendEmailCommandInput,
  SESv2Client,
} from '@aws-sdk/client-sesv2';

import { type ConformanceTarget, startConformanceTarget } from '../testing/start-conformance-target';
import { rejectionOf } from '../testing/start-test-cloud';
import { createSesService } from './create-ses-service';

const reference = 'https://docs.aws.amazon.com/ses/latest/APIReference-V2';

/** Takes every message and keeps none: https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html */
const recipient = 'success@simulator.amazonses.com';

/** Each title names the page that the test follows; {@link reference} stands before it. */
describe(`SES by its API, version 2 (${reference})`, () => {
  let target: ConformanceTarget;
  let client: SESv2Client;
  let sender: string;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'local-ses-'));
    target = await startConformanceTarget((clock) => [createSesService({ clock, folder })]);
    sender = 'pulso@example.com';
    client = new SESv2Client(target.clientConfig);
  });

  afterAll(async () => {
    client?.destroy();
    await target?.stop();
    rmSync(folder, { recursive: true });
  });

  const simple: NonNullable<SendEmailCommandInput['Content']> = {
    Simple: {
      Subject: { Data: 'Conformance – 適合' },
      Body: { Text: { Data: 'hello' }, Html: { Data: '<b>hello</b>', Charset: 'UTF-8' } },
    },
  };

  const raw = (): NonNullable<SendEmailCommandInput['Content']> => ({
    Raw: { Data: Buffer.from(`From: ${sender}\r\nTo: ${recipient}\r\nSubject: raw\r\n\r\nhello\r\n`) },
  });

  const send = (overrides: Partial<SendEmailCommandInput> = {}) =>
    client.send(
      new SendEmailCommand({
        FromEmailAddress: sender,
        Destination: { ToAddresses: [recipient] },
        Content: simple,
        ...overrides,
      }),
    );

  it('accepts a message and gives it an id of its own (API_SendEmail)', async () => {
    const first = await send();
    const second = await send({
      FromEmailAddress: `Pulso <${sender}>`,
      ReplyToAddresses: [sender],
      EmailTags: [{ Name: 'run', Value: 'a.b@c' }],
    });

    expect(first.MessageId).toMatch(/^[0-9a-f]{16}-[0-9a-f-]{36}-\d{6}$/);
    expect(second.MessageId).not.toBe(first.MessageId);
    expect(first.$metadata.httpStatusCode).toBe(200);
  });

  it('accepts a message that its sender has written, with the recipients of its header (API_RawMessage)', async () => {
    const { MessageId } = await send({ Content: raw(), FromEmailAddress: undefined, Destination: undefined });

    expect(MessageId).toMatch(/^[0-9a-f]{16}-/);
  });

  it.each<[string, Partial<SendEmailCommandInput>, string | RegExp]>([
    ['an address without a domain', { Destination: { ToAddresses: ['nobody'] } }, "Missing final '@domain'"],
    ['a sender without a domain', { FromEmailAddress: 'nobody' }, "Missing final '@domain'"],
    ['a line break in an address', { Destination: { ToAddresses: ['A\r\nBcc: b@example.com <a@example.com>'] } }, /.+/],
    ['an address that is not ASCII', { Destination: { ToAddresses: ['J <j\u00f6rg@example.com>'] } }, /.+/],
    ['no content', { Content: {} }, /.+/],
    ['a tag with a colon in its name', { EmailTags: [{ Name: 'a:b', Value: 'c' }] }, /tag name/],
    ['a tag with a colon in its value', { EmailTags: [{ Name: 'a', Value: 'b:c' }] }, /tag value/],
    [
      'two kinds of content',
      { Content: { ...simple, Raw: { Data: Buffer.from('From: a@example.com\r\n\r\n') } } },
      /.+/,
    ],
    ['a body of nothing', { Content: { Simple: { Subject: { Data: 'x' }, Body: {} } } }, /.+/],
    [
      'more than fifty recipients',
      { Destination: { BccAddresses: Array.from({ length: 51 }, () => recipient) } },
      'Recipient count exceeds 50.',
    ],
  ])('refuses %s (API_SendEmail, BadRequestException)', async (_title, overrides, message) => {
    const kept = readdirSync(folder);

    const error = await rejectionOf(send(overrides));

    expect(error).toMatchObject({
      name: 'BadRequestException',
      message: expect.stringMatching(message),
      $fault: 'client',
      $metadata: { httpStatusCode: 400 },
    });
    expect(readdirSync(folder)).toEqual(kept);
  });

  it('tells that an address may send, and of another that it is not known (API_GetEmailIdentity)', async () => {
    const domain = sender.slice(sender.indexOf('@') + 1);
    const read = (EmailIdentity: string) => client.send(new GetEmailIdentityCommand({ EmailIdentity }));
    // On AWS the address or its domain was verified, and the other one is not there.
    const found = await read(sender).catch(() => read(domain));

    const error = await rejectionOf(read('no address'));

    expect(found).toMatchObject({
      IdentityType: expect.stringMatching(/^(EMAIL_ADDRESS|DOMAIN)$/),
      VerifiedForSendingStatus: true,
      VerificationStatus: 'SUCCESS',
    });
    expect((error as Error).name).toMatch(/^(NotFound|BadRequest)Exception$/);
  });

  it('tells what the account may send and has sent (API_GetAccount)', async () => {
    const { SendQuota, SendingEnabled, ProductionAccessEnabled, EnforcementStatus } = await client.send(
      new GetAccountCommand({}),
    );

    expect({ SendingEnabled, EnforcementStatus }).toEqual({ SendingEnabled: true, EnforcementStatus: 'HEALTHY' });
    expect(typeof ProductionAccessEnabled).toBe('boolean');
    expect(SendQuota?.Max24HourSend).toBeGreaterThanOrEqual(200);
    expect(SendQuota?.MaxSendRate).toBeGreaterThanOrEqual(1);
    expect(SendQuota?.SentLast24Hours).toBeGreaterThanOrEqual(0);
  });
});
