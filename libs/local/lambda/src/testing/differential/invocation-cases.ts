/** What is asked of both native clients. */
export interface InvocationCase {
  readonly title: string;
  /** Source of handler.js. */
  readonly source: string;
  /** Each is handed over when the one before has ended; default: one, `{}`. */
  readonly events?: readonly unknown[];
  /** Events that come together, after the others. */
  readonly concurrentEvents?: readonly unknown[];
}

const answers = (expression: string): string => `exports.handler = async (event, context) => (${expression});`;
const does = (statements: string): string => `exports.handler = async (event, context) => { ${statements} };`;

/** Function processes answer, fail, log and end in each of these ways. */
export const invocationCases: readonly InvocationCase[] = [
  {
    title: 'an answer',
    source: answers('event'),
    events: [{ a: 1 }, null, 'text ä \u2028 😀', [1, { b: [] }], 0, true],
  },
  { title: 'an answer without async', source: 'exports.handler = () => ({ plain: true });' },
  { title: 'undefined', source: does('') },
  { title: 'null', source: answers('null') },
  { title: 'NaN and undefined members', source: answers('{ a: NaN, b: undefined, c: [undefined], d: new Date(0) }') },
  { title: 'an empty string', source: answers("''") },
  {
    title: 'a circular answer, and one after it',
    source: 'exports.handler = async (event) => { if (event.ok) return 1; const a = {}; a.a = a; return a; };',
    events: [{}, { ok: true }],
  },
  { title: 'a BigInt', source: answers('{ big: 1n }') },
  { title: 'a function', source: answers('() => 1') },
  { title: 'a symbol', source: answers("Symbol('s')") },
  {
    title: 'an answer that throws when it is serialised',
    source: answers("{ toJSON() { throw new RangeError('no'); } }"),
  },
  { title: 'an answer of a megabyte', source: answers("'ü'.repeat(500_000)") },
  { title: 'the largest answer', source: answers("'x'.repeat(6_291_554)") },
  { title: 'an event of a megabyte', source: answers('event.text.length'), events: [{ text: 'ü'.repeat(500_000) }] },
  {
    title: 'an error, and an answer after it',
    source: "exports.handler = async (event) => { if (event.ok) return 'fine'; throw new TypeError('broken'); };",
    events: [{}, { ok: true }],
  },
  {
    title: 'an error with members and a cause',
    source: does("throw Object.assign(new Error('outer', { cause: new Error('inner') }), { code: 'E', status: 5 });"),
  },
  {
    title: 'an error of a class',
    source: does("class NotThere extends Error { name = 'NotThere'; } throw new NotThere('gone ä');"),
  },
  { title: 'an error with line breaks and quotes', source: does('throw new Error(\'a\\n"b"\\tc\\u0000\');') },
  { title: 'an error without async', source: "exports.handler = () => { throw new Error('at once'); };" },
  { title: 'a rejection', source: "exports.handler = () => Promise.reject(new RangeError('rejected'));" },
  { title: 'a thrown string', source: does("throw 'text';") },
  { title: 'a thrown undefined', source: does('throw undefined;') },
  { title: 'a thrown object', source: does('throw { reason: 1 };') },
  { title: 'an error with a long message', source: does("throw new Error('x'.repeat(6_000));") },
  {
    title: 'an uncaught error',
    source: does(
      "setTimeout(() => { throw new Error('late'); }, 20); await new Promise((done) => setTimeout(done, 5_000));",
    ),
    events: [{}, {}],
  },
  {
    title: 'an unhandled rejection',
    source: does("Promise.reject(new Error('nobody waits')); await new Promise((done) => setTimeout(done, 5_000));"),
  },
  { title: 'process.exit(0)', source: does('process.exit(0);'), events: [{}, {}] },
  { title: 'process.exit(3)', source: does('process.exit(3);') },
  {
    title: 'a signal',
    source: does("process.kill(process.pid, 'SIGTERM'); await new Promise((done) => setTimeout(done, 5_000));"),
  },
  { title: 'nothing left to wait for', source: does('await new Promise(() => undefined);') },
  {
    title: 'a timeout, and an answer after it',
    source: 'exports.handler = async (event) => event.ok ? 1 : new Promise((done) => setTimeout(done, 60_000));',
    events: [{}, { ok: true }],
  },
  { title: 'a timeout of a busy handler', source: does('for (;;);') },
  {
    title: 'the context',
    source: answers(
      '{ ...context, remains: context.getRemainingTimeInMillis() > 0, functions: Object.keys(context).filter((name) => typeof context[name] === "function") }',
    ),
  },
  { title: 'the environment', source: answers('Object.keys(process.env).sort()') },
  {
    title: 'lines of every level',
    source: does(
      "for (const level of ['trace', 'debug', 'info', 'log', 'warn', 'error']) console[level]('a %s', level, { n: 1 }, [undefined]);",
    ),
  },
  { title: 'an error on the console', source: does("console.error(new Error('logged'), 'and more');") },
  { title: 'lines with breaks', source: does("console.log('two\\nlines\\r\\n'); console.log(''); console.log();") },
  {
    title: 'lines on stdout and stderr',
    source: does("process.stdout.write('{\"is_group\":1}\\nunfinished'); process.stderr.write('other\\n');"),
  },
  {
    title: 'long lines',
    source: does(
      "console.log('x'.repeat(70_000)); process.stdout.write('y'.repeat(60_000) + '\\n'); console.log('ü'.repeat(30_000));",
    ),
    events: [{}, {}],
  },
  {
    title: 'lines outside of the handler',
    source: `console.log('at init'); ${does("console.log('in handler');")}`,
    events: [{}, {}],
  },
  { title: 'lines before an exit', source: does("console.log('last words'); process.exit(1);") },
  { title: 'lines before an error', source: does("console.log('before'); throw new Error('after');") },
  {
    title: 'work that goes on after the answer',
    source:
      'let count = 0; exports.handler = async () => { setTimeout(() => { count += 1; }, 5); await new Promise((done) => setTimeout(done, 30)); return count; };',
    events: [{}, {}],
  },
  {
    title: 'events that come together',
    source: does('await new Promise((done) => setTimeout(done, 200)); console.log(event.n); return event.n;'),
    concurrentEvents: [{ n: 1 }, { n: 2 }, { n: 3 }],
  },
  { title: 'a missing import', source: "require('./missing');" },
  { title: 'no handler', source: 'exports.other = 1;' },
  { title: 'a handler that is none', source: 'exports.handler = 5;' },
  { title: 'a syntax error', source: 'exports.handler = async () => {' },
  { title: 'an error at init', source: "throw new RangeError('init');", events: [{}, {}] },
  { title: 'an exit at init', source: 'process.exit(7);' },
  { title: 'a callback', source: 'exports.handler = (event, context, callback) => callback(null, 1);' },
  {
    title: 'a streaming handler',
    source:
      "exports.handler = awslambda.streamifyResponse(async (event, stream) => { stream.write('streamed'); stream.end(); });",
  },
];
