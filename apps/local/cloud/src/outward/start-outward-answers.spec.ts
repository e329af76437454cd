import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { outwardFailureHeader } from '@pulso/local/lambda';

import { type OutwardCall, startOutwardAnswers } from './start-outward-answers';

const folder = mkdtempSync(join(tmpdir(), 'pulso-outward-'));

afterAll(() => rmSync(folder, { recursive: true }));

/** @returns What a call gets, and what people are told of it. */
async function ask(call: string, answers?: unknown, file = join(folder, 'answers.json')) {
  if (answers !== undefined) writeFileSync(file, typeof answers === 'string' ? answers : JSON.stringify(answers));
  const told: OutwardCall[] = [];
  const { url, close } = await startOutwardAnswers({ nowMs: () => 42 }, (each) => told.push(each), file);
  const [method = '', address = ''] = call.split(' ');
  const headers = { 'local-cloud-outward': address };
  const got = await fetch(url, { method, headers, signal: AbortSignal.timeout(300) })
    .then(async (each) => [
      each.status,
      await each.text(),
      each.headers.get('x'),
      each.headers.get(outwardFailureHeader),
    ])
    .catch(({ name }) => name)
    .finally(close);
  return { got, told: told.map(({ text, isRefused }) => (isRefused ? '! ' : '') + text.slice(call.length + 2)) };
}

const answers = {
  'POST https://a.example/*': { status: 201, headers: { x: 'y' }, body: { id: 7 } },
  'https://a.example/?q=*&key=(*)': { body: 'one' },
  'https://a.example/*': { status: 503, delayMs: 1 },
  'https://reset.example/': { failure: 'ECONNRESET' },
  'https://slow.example/': { delayMs: 60_000 },
};

it.each([
  ['POST https://a.example/x', [201, '{"id":7}', 'y', null], '201'],
  ['GET https://a.example/?q=a&key=(1)', [200, 'one', null, null], '200'],
  ['GET https://a.example/x', [503, '', null, null], '503 after 1 ms'],
  ['GET https://reset.example/', [200, '', null, 'ECONNRESET'], 'ECONNRESET'],
  ['GET https://slow.example/', 'TimeoutError', '200 after 60000 ms'],
])('%s is answered by the first pattern that fits', async (call, got, told) => {
  expect(await ask(call, answers)).toEqual({ got, told: [told] });
});

it.each([
  ['another address', answers, /^! refused: no answer is in .*\.json\. Add "https:\/\/b\.example\/c\*": \{ "status/],
  ['no status', { 'https://b.example/*': { code: 1 } }, /^! refused: .*\.json can't be read\. .*"code" → at \["https/],
  ['no JSON', '{', /^! refused: .*\.json can't be read\. SyntaxError/],
])('a file with %s refuses, and says what to write where', async (_case, content, told) => {
  const refused = { got: [502, '', null, 'NO_CANNED_ANSWER'], told: [expect.stringMatching(told)] };

  expect(await ask('GET https://b.example/c?d=1', content)).toEqual(refused);
});

it('the file of the repository answers what docs/commands.md calls', async () => {
  const { got } = await ask('GET https://wttr.in/Lima', undefined, join(__dirname, '../../outward-answers.json'));

  expect(got).toEqual([200, '⛅️ +21°C', null, null]);
});
