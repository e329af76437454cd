import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SESv2Client } from '@aws-sdk/client-sesv2';
import { createSendMail } from '@pulso/adapters/ses';
import { createSesService } from '@pulso/local/gateway';
import { type LocalClock, createLocalClock } from '@pulso/world/time';

import { type StartedService, startLocalService } from './start-local-service';

const mail = {
  to: ['owner@example.com', 'second@example.com'],
  subject: '428 requests ▲12%',
  html: '<p>428 <img src="cid:chart"></p>',
  text: '428',
  attachments: [
    { fileName: 'chart.png', contentType: 'image/png', content: Buffer.from('a picture'), contentId: 'chart' },
  ],
  reference: 'run/3/email:owners',
  conversation: 'run/email:owners',
};

describe('the ses adapter against the local SES', () => {
  let clock: LocalClock;
  let service: StartedService;
  let client: SESv2Client;
  let folder: string;
  let files: string[];

  beforeEach(async () => {
    clock = createLocalClock();
    folder = mkdtempSync(join(tmpdir(), 'pulso-ses-'));
    files = [];
    const ses = createSesService({ clock, folder, onMessage: (path) => files.push(path) });
    service = await startLocalService(ses, clock);
    client = new SESv2Client(service.clientConfig);
  });

  afterEach(async () => {
    client.destroy();
    await service.close();
    clock.stop();
    rmSync(folder, { recursive: true });
  });

  const sender = (from: string) => createSendMail(client, { from, clock });

  it('sends one message with text, HTML and picture, which arrives as it was written', async () => {
    expect(await sender('Pulso <reports@example.com>')(mail)).toEqual({ status: 'accepted' });

    const [path = '', ...others] = files;
    const message = readFileSync(path, 'utf8');
    expect(others).toEqual([]);
    expect(message).toContain('To: owner@example.com, second@example.com\r\n');
    expect(message).toContain(Buffer.from('a picture').toString('base64'));
  });

  it('treats a bad request of SES as final', async () => {
    expect(await sender('nobody')(mail)).toEqual({ status: 'rejected', reason: 'BadRequestException' });
    expect(files).toEqual([]);
  });
});
