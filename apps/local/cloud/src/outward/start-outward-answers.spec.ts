import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { type OutwardCall, startOutwardAnswers } from './start-outward-answers';

describe('what answers the calls that commands make of the world', () => {
  const folder = mkdtempSync(join(tmpdir(), 'pulso-outward-'));
  const file = join(folder, 'answers.json');
  const told: OutwardCall[] = [];
  let world: Awaited<ReturnType<typeof startOutwardAnswers>>;

  beforeEach(async () => {
    told.length = 0;
    world = await startOutwardAnswers({ nowMs: () => 42 }, (call) => told.push(call), file);
  });

  afterEach(() => world.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  const ask = async (url: string, method = 'GET', signal: AbortSignal | null = null) => {
    const response = await fetch(world.url, { method, headers: { 'local-cloud-outward': url }, signal });
    const { status, headers } = response;
    const [failure, made] = [headers.get('local-cloud-outward-failure'), headers.get('x-made')];
    return { status, failure, made, body: await response.text() };
  };
  const answers = (content: unknown): void => writeFileSync(file, JSON.stringify(content));

  it('answers by the first pattern that fits, and says so', async () => {
    answers({
      'POST https://a.example/*': { status: 201, headers: { 'x-made': '1' }, body: { id: 7 } },
      'https://a.example/?q=*&key=(*)': { body: 'one' },
      'https://a.example/*': { status: 503, delayMs: 1 },
    });

    const found = [
      await ask('https://a.example/x', 'POST'),
      await ask('https://a.example/?q=a&key=(1)'),
      await ask('https://a.example/other'),
    ];

    expect(found).toMatchObject([
      { status: 201, made: '1', body: '{"id":7}', failure: null },
      { status: 200, body: 'one' },
      { status: 503, body: '' },
    ]);
    expect(told).toEqual([
      { atMs: 42, text: 'POST https://a.example/x  201', isRefused: false },
      { atMs: 42, text: 'GET https://a.example/?q=a&key=(1)  200', isRefused: false },
      { atMs: 42, text: 'GET https://a.example/other  503 after 1 ms', isRefused: false },
    ]);
  });

  it('fails as it is told, and later than a caller waits', async () => {
    answers({ 'https://a.example/': { failure: 'ECONNRESET' }, 'https://slow.example/': { delayMs: 60_000 } });

    expect(await ask('https://a.example/')).toMatchObject({ failure: 'ECONNRESET' });
    await expect(ask('https://slow.example/', 'GET', AbortSignal.timeout(50))).rejects.toThrow('timeout');
    expect(told[0]?.text).toBe('GET https://a.example/  ECONNRESET');
  });

  it.each([
    [
      'no file',
      undefined,
      /^GET https:\/\/b.example\/c\?d=1 {2}refused: no answer is in .*answers\.json\. Add "https:\/\/b\.example\/c\*": \{ "status": 200, "body": "\.\.\." \}$/,
    ],
    ['another address', '{"https://a.example/*":{}}', /refused: no answer is in/],
    [
      'an unknown member',
      '{"https://b.example/*":{"code":1}}',
      /answers\.json can't be read\. .*"code" → at \["https:\/\/b\.example/,
    ],
    ['no JSON', '{', /answers\.json can't be read\. SyntaxError/],
  ])('refuses with %s, and says what to write where', async (_case, content, problem) => {
    rmSync(file, { force: true });
    if (content !== undefined) writeFileSync(file, content);

    expect(await ask('https://b.example/c?d=1')).toMatchObject({ failure: 'NO_CANNED_ANSWER' });
    expect(told).toEqual([{ atMs: 42, text: expect.stringMatching(problem), isRefused: true }]);
  });

  it('is no server for others', async () => {
    expect((await fetch(world.url)).status).toBe(403);
  });
});

it('the file of the repository answers what docs/commands.md calls', async () => {
  const told: OutwardCall[] = [];
  const root = join(__dirname, '../../../../..');
  const file = join(root, 'apps/local/cloud/outward-answers.json');
  const world = await startOutwardAnswers({ nowMs: () => 42 }, (call) => told.push(call), file);

  const headers = { 'local-cloud-outward': 'https://wttr.in/Lima?format=1' };
  const body = await (await fetch(world.url, { headers })).text();
  await world.close();

  expect([body, told[0]?.isRefused]).toEqual(['⛅️ +21°C', false]);
});
