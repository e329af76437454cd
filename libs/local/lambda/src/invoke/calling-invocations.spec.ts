import { type IncomingMessage, createServer } from 'node:http';

import { listenOnLoopback, type LoopbackListener } from '@pulso/local/gateway';

import { outwardVariable } from '../process/runtime-shim';
import { deploy, type Deployment } from '../testing/deploy';

const source = `
const { get } = require('node:http');
exports.handler = async ({ url }) => {
  await fetch(url);
  await new Promise((done, fail) => get(url, (response) => response.resume().on('end', done)).on('error', fail));
};
`;

const outwardSource = `
exports.handler = async () => {
  const { status } = await fetch('https://api.example.com/a?b=1', { method: 'POST', body: 'c', headers: { d: 'e' } });
  const failed = await fetch('https://api.example.com/fail').catch(({ cause: { code } }) => code);
  return { status, failed, variable: process.env.${outwardVariable} ?? null };
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
    deployment = deploy(
      { probe: { source, timeoutSeconds: 60 }, caller: { source: outwardSource, timeoutSeconds: 60 } },
      { environmentFor: () => variables },
    );
  });

  beforeEach(() => {
    calls.length = 0;
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

  it('reaches the local cloud instead of the world, and fails as that says', async () => {
    const { payload } = (await deployment?.runtime.invoke('caller', '{}', 'third')) ?? {};

    expect(JSON.parse(payload ?? '')).toEqual({ status: 200, failed: 'ECONNRESET', variable: null });
    expect(calls).toMatchObject([
      { 'local-cloud-outward': 'https://api.example.com/a?b=1', method: 'POST', d: 'e' },
      { 'local-cloud-outward': 'https://api.example.com/fail', method: 'GET' },
    ]);
  });
});
