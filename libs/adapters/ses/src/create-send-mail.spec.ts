import { SESv2Client } from '@aws-sdk/client-sesv2';
import { type MailToSend } from '@pulso/domain/delivery';

import { type SendMailOptions, createSendMail } from './create-send-mail';

const nowMs = Date.parse('2026-11-25T12:30:00Z');

const mail = (overrides: Partial<MailToSend> = {}): MailToSend => ({
  to: ['owner@example.com', 'second@example.com'],
  subject: '428 requests ▲12 %',
  html: '<p>428 requests <img src="cid:chart"></p>',
  text: '428 requests',
  reference: 'daily-usage/schedule/2026-11-25T12:30:00.000Z/3/email:owners',
  conversation: 'run/list',
  ...overrides,
});

interface Sent {
  readonly FromEmailAddress: string;
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly ConfigurationSetName?: string;
  readonly Content: { readonly Raw: { readonly Data: string } };
}

type Answer = () => { readonly statusCode: number; readonly headers: Record<string, string>; readonly body: string };

const accepted: Answer = () => ({ statusCode: 200, headers: {}, body: '{"MessageId":"m-1"}' });

const refused =
  (statusCode: number, code: string): Answer =>
  () => ({
    statusCode,
    headers: { 'x-amzn-errortype': code },
    body: JSON.stringify({ message: 'Address owner@example.com is not verified.' }),
  });

const failing =
  (error: Error): Answer =>
  () => {
    throw error;
  };

/** The real client with its network replaced by a function. */
function ses(answer: Answer, options: Partial<SendMailOptions> = {}) {
  const requests: Sent[] = [];
  const client = new SESv2Client({
    region: 'eu-central-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    requestHandler: {
      handle: async (request: { body: Uint8Array | string }) => {
        const { body } = request;
        requests.push(JSON.parse(typeof body === 'string' ? body : new TextDecoder().decode(body)) as Sent);
        const { statusCode, headers, body: text } = answer();
        return { response: { statusCode, headers, body: new Blob([text]).stream() } };
      },
    },
  });
  const sendMail = createSendMail(client, {
    from: 'Pulso <reports@example.com>',
    clock: { nowMs: () => nowMs },
    ...options,
  });
  const message = (): string => Buffer.from(requests[0]?.Content.Raw.Data ?? '', 'base64').toString('utf8');
  return { requests, sendMail, message };
}

describe('createSendMail', () => {
  it('sends text and HTML as alternatives to all addresses, by one request', async () => {
    const { requests, sendMail, message } = ses(accepted);

    expect(await sendMail(mail())).toEqual({ status: 'accepted' });

    expect(requests).toHaveLength(1);
    expect(requests[0]).toMatchObject({
      FromEmailAddress: 'reports@example.com',
      Destination: { ToAddresses: ['owner@example.com', 'second@example.com'] },
    });
    expect(message()).toContain('From: Pulso <reports@example.com>\r\nTo: owner@example.com, second@example.com\r\n');
    expect(message()).toContain('Subject: =?UTF-8?');
    expect(message()).toContain('Date: Wed, 25 Nov 2026 12:30:00 +0000\r\n');
    expect(message()).toContain('Content-Type: multipart/alternative;');
    expect(message().indexOf('text/plain')).toBeLessThan(message().indexOf('text/html'));
  });

  it("gives SES only the sender's address, and encodes a name in any script in the message", async () => {
    const { requests, sendMail, message } = ses(accepted, { from: 'Отчёты <reports@example.com>' });

    await sendMail(mail());

    expect(requests[0]?.FromEmailAddress).toBe('reports@example.com');
    expect(message()).toMatch(/^From: =\?UTF-8\?\S+ <reports@example\.com>\r\n/m);
    expect(message()).toMatch(/^Message-ID: <[0-9a-f]{32}@example\.com>\r\n/m);
  });

  it.each([
    ['Pulso: reports <reports@example.com>', 'From: "Pulso: reports" <reports@example.com>'],
    ['Reports (daily) <reports@example.com>', 'From: "Reports (daily)" <reports@example.com>'],
    ['reports@example.com', 'From: reports@example.com'],
  ])('reads everything before the address as the name in %j', async (from, line) => {
    const { sendMail, message } = ses(accepted, { from });

    await sendMail(mail());

    expect(message()).toContain(`${line}\r\n`);
  });

  it('asks programs not to answer, and says where to unsubscribe if that is set', async () => {
    const plain = ses(accepted);
    const listed = ses(accepted, { unsubscribe: 'mailto:stop@example.com' });

    await plain.sendMail(mail());
    await listed.sendMail(mail());

    expect(plain.message()).toContain('Auto-Submitted: auto-generated\r\n');
    expect(plain.message()).not.toContain('List-Unsubscribe');
    expect(listed.message()).toContain('List-Unsubscribe: <mailto:stop@example.com>\r\n');
  });

  it('gives all attempts at one mail the same id, and other mails other ids', async () => {
    const idOf = async (overrides: Partial<MailToSend>): Promise<string> => {
      const { sendMail, message } = ses(accepted);
      await sendMail(mail(overrides));
      return /Message-ID: (<[0-9a-f]{32}@example\.com>)\r\n/.exec(message())?.[1] ?? '';
    };

    const [first, repeated, other] = [
      await idOf({}),
      await idOf({ subject: 'Repeated' }),
      await idOf({ reference: 'x' }),
    ];

    expect(first).not.toBe('');
    expect(repeated).toBe(first);
    expect(other).not.toBe(first);
  });

  it('lets mail programs show the mails of each report as one conversation', async () => {
    const conversationOf = async (overrides: Partial<MailToSend>): Promise<string | undefined> => {
      const { sendMail, message } = ses(accepted);
      await sendMail(mail(overrides));
      return /^References: (<[0-9a-f]{32}@example\.com>)\r\n/m.exec(message())?.[1];
    };

    const [first, correction, other] = [
      await conversationOf({}),
      await conversationOf({ reference: 'x' }),
      await conversationOf({ conversation: 'y' }),
    ];

    expect(first).toBeDefined();
    expect(correction).toBe(first);
    expect(other).not.toBe(first);
  });

  it('prevents subjects and addresses from adding headers or recipients', async () => {
    const { sendMail, message } = ses(accepted);

    await sendMail(mail({ subject: 'a\r\nBcc: thief@example.com', to: ['a@example.com>\r\nBcc: x@example.com'] }));

    expect(message()).not.toMatch(/^Bcc:/im);
  });

  it.each([
    ['MessageRejected', 400],
    ['MailFromDomainNotVerifiedException', 400],
    ['SendingPausedException', 400],
    ['AccountSuspendedException', 400],
    ['BadRequestException', 400],
    ['NotFoundException', 404],
  ])('takes %s for final, and passes on no address', async (code, status) => {
    expect(await ses(refused(status, code)).sendMail(mail())).toEqual({ status: 'rejected', reason: code });
  });

  it.each([
    ['TooManyRequestsException', 429],
    ['ThrottlingException', 400],
    ['Throttling', 400],
  ])('waits after %s', async (code, status) => {
    const outcome = await ses(refused(status, code)).sendMail(mail());

    expect(outcome).toEqual({ status: 'postponed', delayMs: 15_000 });
  });

  it.each([
    ['AccessDeniedException', 403],
    ['LimitExceededException', 400],
  ])('knows that nothing was sent after %s', async (code, status) => {
    expect(await ses(refused(status, code)).sendMail(mail())).toEqual({ status: 'not-sent', reason: code });
  });

  it.each([
    ['an internal error', refused(500, 'InternalFailure'), 'unknown'],
    ['a connection that breaks', failing(Object.assign(new Error('reset'), { code: 'ECONNRESET' })), 'unknown'],
    ['a time-out', failing(Object.assign(new Error('late'), { name: 'TimeoutError' })), 'unknown'],
    ['a refused connection', failing(Object.assign(new Error('no'), { code: 'ECONNREFUSED' })), 'not-sent'],
  ])('tells after %s whether it may have been sent, and does not try again', async (_title, answer, status) => {
    const { requests, sendMail } = ses(answer);

    expect(await sendMail(mail())).toMatchObject({ status });

    expect(requests).toHaveLength(1);
  });
});
