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

  const raw = 'From: a@example.com\r\nSubject: x\r\n\r\nbody\r\n';

  const send = (overrides: object = {}) =>
    request('POST', '/v2/email/outbound-emails', {
      FromEmailAddress: 'Pulso <reports@example.com>',
      Destination: { ToAddresses: ['ada@example.com'] },
      Content: { Raw: { Data: Buffer.from(raw).toString('base64') } },
      ...overrides,
    });

  const files = (): string[] => (existsSync(folder) ? readdirSync(folder) : []);

  it('keeps a raw message byte by byte', async () => {
    const { status, answer } = await send();

    expect(status).toBe(200);
    expect(answer['MessageId']).toMatch(/^[0-9a-f]{16}-/);
    expect(files()).toEqual([expect.stringMatching(/^2026-11-25T12-00-00-\d{3}Z-[0-9a-f]{8}\.eml$/)]);
    expect(readFileSync(join(folder, files()[0] ?? ''), 'utf8')).toBe(raw);
  });

  it.each([
    ['a line break in the sender', { FromEmailAddress: 'A\r\nBcc: b@example.com <a@example.com>' }],
    ['a recipient without a domain', { Destination: { ToAddresses: ['ada'] } }],
    ['a message of which SES would write the headers', { Content: { Simple: { Subject: { Data: 'x' } } } }],
    ['tags, which are not emulated', { EmailTags: [{ Name: 'a', Value: 'b' }] }],
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
