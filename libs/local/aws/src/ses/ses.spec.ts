import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { startTestCloud, type TestCloud } from '../testing/start-test-cloud';
import { createSesService } from './create-ses-service';

/** https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html */
describe('SES', () => {
  let cloud: TestCloud;
  let parent: string;
  let folder: string;

  beforeEach(async () => {
    parent = mkdtempSync(join(tmpdir(), 'local-ses-'));
    folder = join(parent, 'mail');
    cloud = await startTestCloud((clock) => [createSesService({ clock, folder })]);
  });

  afterEach(async () => {
    await cloud.stop();
    rmSync(parent, { recursive: true });
  });

  const request = async (method: string, path: string, body?: object) => {
    const response = await cloud.fetch('ses', { method, path, ...(body && { body: JSON.stringify(body) }) });
    const answer = (await response.json()) as Record<string, unknown>;
    return { status: response.status, code: response.headers.get('x-amzn-errortype'), answer };
  };

  const send = (overrides: object = {}) =>
    request('POST', '/v2/email/outbound-emails', {
      FromEmailAddress: 'Pulso <reports@example.com>',
      Destination: { ToAddresses: ['ada@example.com'] },
      Content: simple({}),
      ...overrides,
    });

  const simple = (overrides: object) => ({
    Simple: { Subject: { Data: 'Report' }, Body: { Text: { Data: 'hello' } }, ...overrides },
  });

  const files = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);
  const onlyMessage = (): string => readFileSync(join(folder, files()[0] ?? ''), 'utf8');

  it('keeps a message as a file that mail programs read', async () => {
    const { status, answer } = await send({
      Destination: { ToAddresses: ['ada@example.com'], CcAddresses: ['bob@example.com'] },
      Content: simple({ Body: { Text: { Data: 'hello' }, Html: { Data: '<b>hello</b>' } } }),
    });

    const message = onlyMessage();
    expect(status).toBe(200);
    expect(answer['MessageId']).toMatch(/^[0-9a-f]{16}-/);
    expect(files()).toEqual([expect.stringMatching(/^2026-11-25T12-00-00-\d{3}Z-[0-9a-f]{8}\.eml$/)]);
    expect(message).toContain('From: Pulso <reports@example.com>\r\nTo: ada@example.com\r\nCc: bob@example.com\r\n');
    expect(message).toContain('Date: Wed, 25 Nov 2026 12:00:00 +0000\r\n');
    expect(message).toContain(Buffer.from('hello').toString('base64'));
    expect(message).toContain(Buffer.from('<b>hello</b>').toString('base64'));
  });

  it('encodes a subject of other characters in words that never cut one', async () => {
    await send({ Content: simple({ Subject: { Data: 'Bericht 😀'.repeat(10) } }) });

    const words = [...onlyMessage().matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)].map(([, word = '']) => word);
    expect(words.every((word) => word.length <= 63)).toBe(true);
    expect(words.map((word) => Buffer.from(word, 'base64').toString('utf8')).join('')).toBe('Bericht 😀'.repeat(10));
    expect(words.some((word) => Buffer.from(word, 'base64').toString('utf8').includes('\uFFFD'))).toBe(false);
  });

  it('keeps a message that its sender has written byte by byte', async () => {
    const raw = 'From: a@example.com\r\nSubject: x\r\n\r\nbody\r\n';

    await send({ Content: { Raw: { Data: Buffer.from(raw).toString('base64') } } });

    expect(onlyMessage()).toBe(raw);
  });

  it.each([
    ['no recipient', { Destination: {} }],
    ['no sender', { FromEmailAddress: undefined }],
    ['a line break in the sender', { FromEmailAddress: 'A\r\nBcc: b@example.com <a@example.com>' }],
    ['a line break in the subject', { Content: simple({ Subject: { Data: 'a\nb' } }) }],
    ['a header, which is not emulated', { Content: simple({ Headers: [{ Name: 'a', Value: 'b' }] }) }],
    ['a template, which is not emulated', { Content: { Template: { TemplateName: 'x' } } }],
    ['a raw text without a header', { Content: { Raw: { Data: 'aGVsbG8=' } } }],
  ])('refuses %s and keeps nothing', async (_title, overrides) => {
    const answer = await send(overrides);

    expect(answer).toMatchObject({ status: 400, code: 'BadRequestException' });
    expect(files()).toEqual([]);
  });

  it('counts what was sent in the last day', async () => {
    await send();
    await cloud.clock.runUntil(cloud.clock.nowMs() + 23 * 3_600_000);
    await send();

    const sent = async () => (await request('GET', '/v2/email/account')).answer['SendQuota'];
    expect(await sent()).toMatchObject({ SentLast24Hours: 2 });
    await cloud.clock.runUntil(cloud.clock.nowMs() + 2 * 3_600_000);
    expect(await sent()).toMatchObject({ SentLast24Hours: 1 });
  });
});
