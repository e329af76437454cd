/** What applications write as JSON: loggers, consumers of streams, metrics, a bot; and one document full of traps. */
export const eventsOfApplications: readonly object[] = [
  {
    ...{ level: 'error', message: 'request completed', duration_ms: 812, route: '/orders/1/lines/2', statusCode: 500 },
    ...{ path: '/api/orders', responseTime: 1.5, method: 'GET', url: 'https://shop.example.com/', bytes: 2e9 },
    ...{ service: 'cart', trace_id: 't1', tenant: 'acme', endpoint: '/orders', customer: 'c1', country: 'AT' },
    ...{ logger: 'com.example.orders.Api', severityNumber: 17, durationNano: 9e8, name: 'GET /', traceId: 't1' },
    error: { name: 'TypeError', stack: 'TypeError: x\n at f (a.js:1)\n at g (a.js:2)' },
    resource: { attributes: { 'service.name': 'cart' } },
    attributes: { 'exception.type': 'TypeError' },
  },
  {
    ...{ level: 'ERROR', service: 'orders', cold_start: true, function_name: 'checkout', version: '3', errorType: 'E' },
    ...{ xray_trace_id: '1-5f84c7a1', correlation_id: 'c-20261125-77', timestamp: '2026-11-25T12:34:56Z' },
    ...{
      stack_trace: 'Timeout',
      exception_name: 'TimeoutError',
      sampling_rate: 0.1,
      detail: '{"retries":3,"a":{"b":1}}',
    },
    message: { orderId: 4711, step: 'pay', elapsedMs: 12 },
  },
  {
    level: 'warn',
    msg: "can't connect",
    service: 'web',
    context: { trace: 't1' },
    env: 'prod',
    team: 'payments',
    severity: 3,
  },
  { event: 'signup', first_name: 'Anna', last_name: 'Ny', featureFlags: { newCheckout: true }, orderTotal: 12.5 },
  { queue: 'mail', attempts: 6, lastError: 'refused', approximateReceiveCount: 5, messageId: 'm1', job: 'sync' },
  {
    ...{ messageType: 'ERROR', applicationARN: 'arn:payments', message: 'Completed checkpoint 7 for job in 120 ms' },
    ...{ throwableInformation: 'java.lang.OutOfMemoryError', locationInformation: 'Task.java', subTask: 1 },
    ...{ millisBehindLatest: 90_000, shardId: 's-1' },
  },
  { message: 'Task Map (1/4) went from state RUNNING to FAILED', logger: 'org.example.ExecutionGraph' },
  { deliveryStreamARN: 'arn:audit', errorCode: 'S3.AccessDenied', destination: 's3', target_status_code: '-' },
  {
    _aws: {
      Timestamp: 1_795_610_000_000,
      CloudWatchMetrics: [{ Namespace: 'Shop', Metrics: [{ Name: 'Latency', Unit: 'Milliseconds' }] }],
    },
    ...{ service: 'orders', Latency: 41.5, OrdersPlaced: 3, ColdStart: 1, Memory: [10, 20], Hits: 3, Cache: 'c' },
  },
  {
    ...{ update_id: 77, command: '/report', is_group: true, is_new_user: false, user: 'anna', handling_ms: 12.5 },
    ...{ kind: 'message', chat: { type: 'private' }, language_code: 'de', run_id: 'r-1', text: '/remind me' },
  },
  {
    is_group: false,
    command: '/start',
    user: 'bert',
    is_new_user: true,
    error_code: 429,
    retry_after: 3,
    method: 'send',
  },
  { kind: 'callback_query', answered_ms: 4000, is_group: 1, inviter: 'anna', blocked_by_user: true, user: 'carl' },
  {
    ...{ a: 1, b: '2', c: null, d: -4.5, e: [], f: {}, n: 'NaN', tags: 'x,y,,z', 'a b': '', payload: '{"items":[{}]}' },
    ...{ status: 'ok', ms: '12,5', user: { name: ['n'] }, list: '[{"name":"n"},2]', stats: { hits: 1e300 } },
    ...{ isFinal: true, isAdmin: true, requestId: '4a7f', ip: '10.1.2.3', roles: '["admin","x"]', size: '1e400' },
    ...{ items: [{ sku: 'A-100', price: 12 }], number: 12345678901234567890, v: 1, amount: 4, foo: 3, bar: 2 },
    deep: { deeper: { deepest: { key: 'v' } } },
  },
];
