import { type IncomingMessage, createServer } from 'node:http';

import { listenOnLoopback, type LoopbackListener } from '@pulso/local/gateway';

import { deploy, type Deployment } from '../testing/deploy';

const source = `
const { get } = require('node:http');
exports.handler = async ({ url }) => {
  await fetch(url);
  await new Promise((done, fail) => get(url, (response) => response.resume().on('end', done)).on('error', fail));
};
`;

describe('what a function calls', () => {
  const calls: IncomingMessage['headers'][] = [];
  let [outside, deployment]: [LoopbackListener?, Deployment?] = [];

  beforeAll(async () => {
    const server = createServer((request, response) => {
      calls.push(request.headers);
      response.end();
    });
    outside = await listenOnLoopback(server, 0);
    deployment = deploy({ probe: { source, timeoutSeconds: 60 } });
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
});
