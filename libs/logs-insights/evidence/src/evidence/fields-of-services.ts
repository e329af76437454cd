import { answers, gives } from './checks';
import { type EvidenceSubject } from './evidence';

const requestId = '79b4f56e-95b1-4643-9700-2807f4e68189';
const report = [
  `REPORT RequestId: ${requestId}`,
  'Duration: 8.41 ms',
  'Billed Duration: 9 ms',
  'Memory Size: 512 MB',
  'Max Memory Used: 90 MB',
].join('\t');
const coldReport = `${report}\tInit Duration: 143.20 ms`;
const trace = '\nXRAY TraceId: 1-5f2e\tSegmentId: 7a1b\tSampled: true';

const flow =
  '2 123456789010 eni-1235b8ca 172.31.16.139 172.31.16.21 20641 22 6 20 4249 1418530010 1418530070 ACCEPT OK';

const dnsQuery = '1.0 2026-11-25T12:00:00Z Z123412341234 example.com A NOERROR UDP FRA6 192.168.1.1 -';

/** Fields of events that services of AWS write. */
export const serviceFieldEvidence: EvidenceSubject = {
  title: 'Fields of events of Lambda and other services',
  entries: [
    {
      id: 'lambda-first-json-fragment',
      tag: 'documented',
      source: 'discovery',
      statement: 'In a line of Lambda the first JSON object is read for fields, and only that one.',
      checks: [
        answers('fields a, b', [`2026-11-25T12:00:00.000Z\t${requestId}\tINFO\tgot {"a":1} and {"b":2}`], [{ a: '1' }]),
      ],
    },
    {
      id: 'lambda-fragment-search',
      tag: 'inferred',
      statement: 'A `{` that starts no JSON object is passed over.',
      checks: [gives('a', '1', 'see {this} and {"a":1}')],
    },
    {
      id: 'any-group-is-searched',
      tag: 'inferred',
      statement: 'JSON and the lines of Lambda are looked for in the events of every log group, whatever its name.',
      checks: [
        gives('a', '1', 'got {"a":1}', { logGroupName: '/my/group' }),
        gives('@type', 'END', `END RequestId: ${requestId}`),
      ],
    },
    {
      id: 'lambda-line-types',
      tag: 'documented',
      source: 'discovery',
      statement: 'Lines that Lambda writes have `@type`, their first word, and `@requestId`.',
      checks: [
        answers(
          'fields @type, @requestId | sort @timestamp',
          [
            `START RequestId: ${requestId} Version: $LATEST`,
            `END RequestId: ${requestId}`,
            report,
            'INIT_START Runtime Version: nodejs:24.v1',
          ],
          [
            { '@type': 'START', '@requestId': requestId },
            { '@type': 'END', '@requestId': requestId },
            { '@type': 'REPORT', '@requestId': requestId },
            { '@type': 'INIT_START' },
          ],
        ),
      ],
    },
    {
      id: 'lambda-report-fields',
      tag: 'documented',
      source: 'discovery',
      statement:
        'A REPORT line has `@duration`, `@billedDuration`, `@memorySize` and `@maxMemoryUsed`, and after a cold start `@initDuration`.',
      checks: [
        answers(
          'fields ispresent(@duration) + ispresent(@billedDuration) + ispresent(@memorySize) + ispresent(@maxMemoryUsed) as x, ispresent(@initDuration) as y | sort y',
          [report, coldReport],
          [
            { x: '4', y: '0' },
            { x: '4', y: '1' },
          ],
        ),
      ],
    },
    {
      id: 'lambda-raw-doubles',
      tag: 'observed',
      source: 'embr',
      statement:
        'The numbers of a REPORT line are doubles and are shown as Java does; memory is in bytes, a MB being a million.',
      checks: [
        answers(
          'fields @duration, @billedDuration, @memorySize, @maxMemoryUsed, @initDuration',
          [coldReport],
          [
            {
              '@duration': '8.41',
              '@billedDuration': '9.0',
              '@memorySize': '5.12E8',
              '@maxMemoryUsed': '9.0E7',
              '@initDuration': '143.2',
            },
          ],
        ),
        answers('stats max(@memorySize / 1000 / 1000) as x', [report], [{ x: '512' }]),
      ],
    },
    {
      id: 'lambda-xray-fields',
      tag: 'documented',
      source: 'discovery',
      statement: 'A REPORT with a trace has `@xrayTraceId` and `@xraySegmentId`.',
      checks: [
        answers(
          'fields @xrayTraceId, @xraySegmentId',
          [`${report}${trace}`],
          [{ '@xrayTraceId': '1-5f2e', '@xraySegmentId': '7a1b' }],
        ),
      ],
    },
    {
      id: 'lambda-application-request-id',
      tag: 'inferred',
      statement: 'A line that an application wrote has `@requestId` when its second column is one.',
      checks: [gives('@requestId', requestId, `2026-11-25T12:00:00.000Z\t${requestId}\tINFO\thello`)],
    },
    {
      id: 'lambda-json-format',
      tag: 'documented',
      source: 'lambdaLogFormats',
      statement:
        'With the JSON log format the lines of Lambda are JSON, and their numbers are fields like `record.metrics.durationMs`.',
      checks: [
        gives('record.metrics.durationMs', '8.41', {
          time: '2026-11-25T12:00:00Z',
          type: 'platform.report',
          record: { requestId, metrics: { durationMs: 8.41 } },
        }),
        gives('message.a', '1', { timestamp: '2026-11-25T12:00:00Z', level: 'INFO', requestId, message: { a: 1 } }),
      ],
    },
    {
      id: 'lambda-json-format-type',
      tag: 'inferred',
      statement: 'JSON lines of Lambda have no `@type` and no `@duration`.',
      checks: [
        gives('ispresent(@type) + ispresent(@duration)', '0', {
          type: 'platform.report',
          record: { metrics: { durationMs: 1 } },
        }),
      ],
    },
    {
      id: 'vpc-flow-fields',
      tag: 'documented',
      source: 'discovery',
      statement: 'An event of VPC flow logs has `srcAddr`, `dstPort`, `bytes`, `action` and ten more fields.',
      choice: 'That it is one is known by its shape, that of the default format.',
      checks: [
        answers(
          'fields version, accountId, interfaceId, srcAddr, dstAddr, srcPort, dstPort, protocol, packets, bytes, startTime, endTime, action, logStatus',
          [flow],
          [
            {
              ...{ version: '2', accountId: '123456789010', interfaceId: 'eni-1235b8ca', srcAddr: '172.31.16.139' },
              ...{ dstAddr: '172.31.16.21', srcPort: '20641', dstPort: '22', protocol: '6', packets: '20' },
              ...{ bytes: '4249', startTime: '1418530010', endTime: '1418530070', action: 'ACCEPT', logStatus: 'OK' },
            },
          ],
        ),
        answers('stats sum(bytes) as b by action', [flow, flow], [{ action: 'ACCEPT', b: '8498' }]),
      ],
    },
    {
      id: 'vpc-flow-without-data',
      tag: 'inferred',
      statement: 'What is `-` in a record of VPC flow logs or of Route 53 is missing.',
      checks: [
        answers(
          'fields srcAddr, bytes, action, logStatus',
          ['2 123456789010 eni-1235b8ca - - - - - - - 1431280876 1431280934 - NODATA'],
          [{ logStatus: 'NODATA' }],
        ),
        gives('ednsClientSubnet', undefined, dnsQuery),
      ],
    },
    {
      id: 'vpc-flow-other-shapes',
      tag: 'inferred',
      statement: 'A line of another shape and one with JSON in it have none of these fields.',
      checks: [
        gives('bytes', undefined, flow.replace(' OK', '')),
        gives('bytes', undefined, `${flow} vpc-1`),
        gives('bytes', undefined, flow.replace('20641', 'many')),
        gives('bytes', undefined, `flow: ${flow}`),
        gives('queryName', undefined, dnsQuery.replace('FRA6 ', '')),
      ],
    },
    {
      id: 'route53-fields',
      tag: 'documented',
      source: 'discovery',
      statement: 'An event of Route 53 query logs has `queryName`, `queryType`, `responseCode` and seven more fields.',
      choice: 'That it is one is known by its shape.',
      checks: [
        answers(
          'fields version, queryTimestamp, hostZoneId, queryName, queryType, responseCode, protocol, edgeLocation, resolverIp, ednsClientSubnet',
          [dnsQuery.replace(/-$/, '192.168.222.0/24')],
          [
            {
              ...{ version: '1.0', queryTimestamp: '2026-11-25T12:00:00Z', hostZoneId: 'Z123412341234' },
              ...{ queryName: 'example.com', queryType: 'A', responseCode: 'NOERROR', protocol: 'UDP' },
              ...{ edgeLocation: 'FRA6', resolverIp: '192.168.1.1', ednsClientSubnet: '192.168.222.0/24' },
            },
          ],
        ),
      ],
    },
  ],
};
