import { type IncomingMessage, createServer } from 'node:http';

import { listenOnLoopback, type LoopbackListener } from '@pulso/local/gateway';

import { outwardVariable } from '../process/runtime-shim';
import { deploy, type Deployment } from '../testing/deploy';

const source = `
const { get } = require('node:http');
exports.handler = async ({ url, outward }) => {
  const init = { method: 'POST', body: 'c', headers: { d: 'e' } };
  if (outward) return await fetch(outward, init).then(({ status }) => status, ({ cause }) => cause.code);
  await fetch(url);
  await new Promise((done, fail) => get(url, (response) => response.resume().on('end', done)).on('error', fail));
};
`;

describe('what a function calls', () => {
  const calls: (IncomingMessage['headers'] & { readonly method?: string | undefined })[] = [];
  let [outside, deployment]: [LoopbackListener?, Deployment?] = [];

  beforeAll(async () => {
    const server = createServer((request, response) => {
      calls.push({ ...request.headers, method: request.method });
      const isFailing = request.headers['local-cloud-outward']?.includes('fail');
      response.writeHead(200, isFailing ? { 'local-cloud-outward-failure': 'ECONNRESET' } : {}).end();
    });
    outside = await listenOnLoopback(server, 0);
    const variables = { [outwardVariable]: outside.url };
    deployment = deploy({ probe: { source, timeoutSeconds: 60 } }, { environmentFor: () => variables });
  });

  afterAll(async () => {
    await deployment?.stop();
    await outside?.close();
  });

  it('is told which invocation calls, whichever client of Node makes the call', async () => {
    const payload = JSON.stringify({ url: outside?.url });
    for (const requestId of ['first', 'second']) await deployment?.runtime.invoke('probe', payload, requestId);

    expect(calls.map((headers) => headers['local-cloud-invocation'])).toEqual(['first', 'first', 'second', 'second']);
  });

  it.each([
    ['https://api.example.com/a?b=1', '200'],
    ['https://api.example.com/fail', '"ECONNRESET"'],
  ])('reaches the local cloud instead of the world, and fails as that says: %s', async (outward, payload) => {
    const answer = await deployment?.runtime.invoke('probe', JSON.stringify({ outward }), 'third');

    expect(answer).toMatchObject({ payload });
    expect(calls.at(-1)).toMatchObject({ 'local-cloud-outward': outward, method: 'POST', d: 'e' });
  });
});
