import { invocationHeader } from '@pulso/local/gateway';

/** Where a function process reads the offset of its clock from during its init phase. */
export const clockOffsetVariable = 'LOCAL_CLOUD_CLOCK_OFFSET_MS';

/** Response header of `invocation/next`: the offset from now on, ms. */
export const clockOffsetHeader = 'local-cloud-clock-offset-ms';

/** Request header of a response or an error: the most memory that the process has had resident, kilobytes. */
export const maxMemoryHeader = 'local-cloud-max-memory-kb';

/** Where a function process reads the address that takes its calls of the world. */
export const outwardVariable = 'LOCAL_CLOUD_OUTWARD_URL';

/** Request header of such a call: its own address. */
export const outwardHeader = 'local-cloud-outward';

/** Response header: the code by which the call shall fail. */
export const outwardFailureHeader = 'local-cloud-outward-failure';

/** File descriptor of a pipe that carries nothing and closes with the local cloud. */
const lifelineFd = 3;

/**
 * Source of the CommonJS module that every function process loads first.
 *
 * It stands in for the native HTTP client of aws-lambda-ric, which would need a compiler to install, moves `Date` by the
 * local cloud's offset, and leads what is fetched by https, the world, to the local cloud. It is text, so that it can be written next to the unpacked packages from wherever the
 * local cloud itself was bundled to. What it needs of Node is taken before a handler can replace it.
 */
export const runtimeShimSource = `'use strict';
const { subscribe } = require('node:diagnostics_channel');
const { Agent, request } = require('node:http');
const Module = require('node:module');
const { Socket } = require('node:net');

const RealDate = globalThis.Date;
const realNow = RealDate.now;
let offsetMs = Number(process.env.${clockOffsetVariable} || 0);
delete process.env.${clockOffsetVariable};
const now = () => Math.floor(realNow() + offsetMs);

const LocalDate = new Proxy(RealDate, {
  construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
  apply: () => new RealDate(now()).toString(),
  get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
});
RealDate.prototype.constructor = LocalDate;
globalThis.Date = LocalDate;

// Ctrl-C reaches every process of a terminal; the local cloud decides when this one ends.
process.on('SIGINT', () => undefined);

// A local cloud that was killed can't end this process any more: then it ends by itself.
const lifeline = new Socket({ fd: ${lifelineFd} });
lifeline.on('close', () => process.exit(1));
lifeline.on('error', () => undefined);
lifeline.resume().unref();

// Each call says for which invocation it is made: the SDK's, Telegraf's, and what a handler fetches.
let requestId;
subscribe('http.client.request.created', ({ request: outgoing }) => {
  if (requestId && !outgoing.headersSent) outgoing.setHeader('${invocationHeader}', requestId);
});
subscribe('undici:request:create', ({ request: outgoing }) => {
  if (requestId) outgoing.addHeader('${invocationHeader}', requestId);
});

const outwardUrl = process.env.${outwardVariable};
delete process.env.${outwardVariable};
const { fetch } = globalThis;
globalThis.fetch = async (input, init) => {
  if (!outwardUrl || !/^https:/i.test(input.url || input)) return fetch(input, init);
  const call = new Request(input, init);
  call.headers.set('${outwardHeader}', call.url);
  const response = await fetch(new Request(outwardUrl, call));
  const code = response.headers.get('${outwardFailureHeader}');
  if (code) throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) });
  return response;
};

const [host, port] = (process.env.AWS_LAMBDA_RUNTIME_API || '').split(':');
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let posted = Promise.resolve();

function call(method, path, body, headers) {
  return new Promise((resolve, reject) => {
    const outgoing = request({ host, port, method, path, agent, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => resolve({ bodyJson: Buffer.concat(chunks).toString(), headers: response.headers }));
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

// What a full pipe has kept back would otherwise be logged after the end of the event, or never.
const flush = (stream) =>
  stream.writableLength > 0 ? new Promise((done) => Socket.prototype.write.call(stream, '', done)) : undefined;

async function postWithLogs(id, kind, body) {
  await flush(process.stdout);
  await flush(process.stderr);
  await call('POST', '/2018-06-01/runtime/invocation/' + id + '/' + kind, body, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    '${maxMemoryHeader}': process.resourceUsage().maxRSS,
  });
}

function post(id, kind, body) {
  posted = postWithLogs(id, kind, body);
  // Its failure is seen by next(), which waits for it.
  posted.catch(() => undefined);
}

const client = {
  initializeClient: () => undefined,
  next: async () => {
    await posted;
    const invocation = await call('GET', '/2018-06-01/runtime/invocation/next');
    offsetMs = Number(invocation.headers['${clockOffsetHeader}']);
    requestId = invocation.headers['lambda-runtime-aws-request-id'];
    return invocation;
  },
  done: (id, body) => {
    // An answer without a JSON text, a function for example: the loop makes an error of the invocation out of it.
    if (typeof body !== 'string') throw new TypeError('Wrong arguments');
    post(id, 'response', body);
  },
  error: (id, body) => post(id, 'error', body),
};

const load = Module._load;
Module._load = function (file, ...rest) {
  if (!file.endsWith('rapid-client.node')) return load.call(this, file, ...rest);
  // It is asked for once; from now on no frame of this file stands in the traces of a handler that can't be loaded.
  Module._load = load;
  return client;
};
`;
