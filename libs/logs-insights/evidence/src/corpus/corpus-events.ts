import { type LogEvent } from '../../../engine/src/execution/event-row';
import { eventsOfApplications } from './events-of-applications';
import { eventsOfServices } from './events-of-services';

/** 2026-11-25T12:34:56.789Z */
export const corpusNowMs = 1_795_610_096_789;

const requestId = '8f5e1c2a-0b1d-4b6f-9a53-1d2c3b4a5f60';

/** Lines of text, the last ones like nothing that a query could expect. */
const lines: readonly string[] = [
  `START RequestId: ${requestId} Version: $LATEST`,
  'INIT_START Runtime Version: nodejs:24.v1\tRuntime Version ARN: arn:aws:lambda:eu-central-1::runtime:x',
  `2026-11-25T12:34:56.789Z\t${requestId}\tERROR\tUnhandled error [warn] Task timed out after 3.00 seconds`,
  `REPORT RequestId: ${requestId}\tDuration: 841.41 ms\tBilled Duration: 943 ms\tMemory Size: 512 MB\tMax Memory Used: 512 MB\tInit Duration: 143.20 ms`,
  `(${requestId}) Method completed with status: 502 Integration latency: 1200 ms`,
  '203.0.113.7 - anna [25/Nov/2026:12:34:56 +0000] "GET /index.html?x=1 HTTP/1.1" 500 2326',
  '2 999988887777 eni-0a1b2c3d 203.0.113.7 10.0.3.4 44321 22 6 10 840 1795610000 1795610060 REJECT OK',
  'level=error msg="access denied" duration=12ms component=db user=anna, method=GET, latency=17',
  '2026-11-25T12:34:56 ERROR [main] com.example.Api - timed out, user=anna x took 812ms',
  'FATAL: user=anna,db=shop,app=psql,client=10.0.0.1 deadlock detected',
  'LOG: duration: 812.3 ms  statement: SELECT 1 temporary file: path "x", size 1048576',
  '# Query_time: 3.2 Lock_time: 0 Rows_sent: 1 Rows_examined: 900',
  'rt=0.812 uct=0.1 uht=0.2 urt=0.7 upstream_response_time=0.7 [error] 1#2: upstream closed',
  'update in 12.5 ms action=login took 200 ms ok id=7 price: 12.50 name="n" value=\'v\'',
  '{"not":"closed", "a": [1, 2',
  '',
  '\u0000\ud800 ünïcödé 😀 \t\r\n',
];

const streams = ['kube-apiserver-audit-1', 'web/app/1', 'application.var.log.containers.web', 'kube-scheduler-1'];

/** Events of all subjects, and some that suit none. */
export const corpusEvents: readonly LogEvent[] = [
  ...lines,
  ...[...eventsOfServices, ...eventsOfApplications].map((event) => JSON.stringify(event)),
].map((message, index) => ({
  timestamp: corpusNowMs - 37_000 * (index % 7),
  ingestionTime: corpusNowMs + index,
  message,
  logStream: streams[index % streams.length] ?? '',
  logGroupName: '/aws/lambda/orders',
}));
