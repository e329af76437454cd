/** What services of AWS write as JSON, one document of each kind that the corpus asks for. */
export const eventsOfServices: readonly object[] = [
  {
    ...{ interfaceId: 'eni-0a1b2c3d', srcAddr: '203.0.113.7', dstAddr: '10.0.3.4', srcPort: 44321, dstPort: 22 },
    ...{ protocol: 6, packets: 10, bytes: 2_500_000, startTime: 1795610000, endTime: 1795610060, tcpFlags: 3 },
    ...{ action: 'ACCEPT', logStatus: 'NODATA', accountId: '999988887777' },
  },
  {
    ...{ srcAddr: '10.0.3.4', dstAddr: '203.0.113.10', srcPort: 53, dstPort: 53, protocol: 17, action: 'REJECT' },
    ...{ packets: 0, bytes: 0 },
  },
  {
    ...{ eventName: 'StartInstances', eventSource: 'ec2.amazonaws.com', awsRegion: 'eu-central-1', readOnly: false },
    ...{ eventTime: '2026-11-25T12:30:00Z', sourceIPAddress: '198.51.100.9', managementEvent: true },
    ...{ errorCode: 'Client.UnauthorizedOperation', userAgent: 'aws-cli/2', tlsDetails: { tlsVersion: 'TLSv1.1' } },
    userIdentity: { type: 'Root', arn: 'arn:aws:sts::111122223333:assumed-role/deployer/anna', userName: 'anna' },
    requestParameters: { instancesSet: { items: [{ instanceId: 'i-0123456789abcdef0' }] }, bucketName: 'b' },
  },
  {
    ...{ eventName: 'ConsoleLogin', responseElements: { ConsoleLogin: 'Failure' }, sourceIPAddress: '198.51.100.9' },
    ...{ additionalEventData: { MFAUsed: 'No' }, eventTime: '2026-11-25T12:31:00Z' },
    userIdentity: { sessionContext: { sessionIssuer: { userName: 'deployer' } }, invokedBy: 'console' },
  },
  {
    ...{ eventName: 'Decrypt', eventSource: 'kms.amazonaws.com', resources: [{ ARN: 'arn:key' }] },
    ...{ eventCategory: 'Insight', requestParameters: { roleArn: 'arn:role' } },
    insightDetails: {
      insightContext: { statistics: { insight: { average: 9 }, baseline: { average: 2 } } },
      ...{ state: 'Start', eventName: 'PutObject' },
    },
  },
  {
    ...{ queryName: `${'x'.repeat(60)}.tunnel.example.com`, queryType: 'TXT', responseCode: 'NXDOMAIN' },
    ...{ resolverIp: '192.0.2.53', edgeLocation: 'FRA2', protocol: 'UDP', ednsClientSubnet: '192.0.2.0/24' },
  },
  {
    ...{ query_name: 'api.example.com.', query_type: 'A', rcode: 'NXDOMAIN', transport: 'TCP', srcaddr: '10.0.3.4' },
    ...{ answers: [{ Rdata: '192.0.2.1', Type: 'A' }, 'odd', null], firewall_rule_action: 'BLOCK' },
  },
  {
    ...{ ip: '203.0.113.7', httpMethod: 'POST', path: '/api/orders', resourcePath: '/api/{id}', status: 502 },
    ...{ integrationLatency: 812, responseLatency: 3420, responseLength: '512', protocol: 'HTTP/1.1' },
    ...{ integrationErrorMessage: 'timeout', authorizerError: 'expired', apiKeyId: 'k1' },
  },
  { status: 429, ip: '203.0.113.8', path: '/api/orders', httpMethod: 'GET', apiKeyId: 'k1', userAgent: 'curl/8' },
  {
    ...{ action: 'BLOCK', terminatingRuleId: 'rate', terminatingRuleType: 'RATE_BASED', webaclId: 'arn:acl' },
    ...{ responseCodeSent: 403, labels: [{ name: 'awswaf:bot' }], httpSourceName: 'ALB' },
    httpRequest: {
      ...{ clientIp: '198.51.100.9', country: 'FR', uri: '/login', args: 'q=SELECT+1', httpMethod: 'GET' },
      headers: [
        { name: 'Host', value: 'shop.example.com' },
        { name: 'User-Agent', value: 'curl/8' },
      ],
    },
  },
  { logType: 'RequestSummary', requestId: 'r1', graphQLAPIId: 'g', statusCode: 200, latency: 1200, cacheHit: false },
  {
    ...{ logType: 'Tracing', resolverArn: 'arn:resolver', duration: 3e8, parentType: 'Query', fieldName: 'order' },
    ...{
      resolverType: 'PIPELINE',
      fieldInError: true,
      errorType: 'Lambda:Unhandled',
      context: { arguments: { id: 7 } },
    },
  },
  {
    ...{ Type: 'Pod', PodName: 'web-1', Namespace: 'shop', NodeName: 'ip-10-0-0-1', pod_cpu_utilization: 12.5 },
    kubernetes: {
      ...{ container_name: 'web', pod_name: 'checkout-5d', namespace_name: 'shop', host: 'ip-10-0-0-1' },
      labels: { 'app.kubernetes.io/name': 'web', app: 'w' },
    },
    ...{ log: '{"level":"error","logger":"db"} ERROR OOMKilled', stream: 'stderr', node_cpu_utilization: 31.2 },
  },
  { Type: 'Service', ServiceName: 'web', RunningTaskCount: 1, DesiredTaskCount: 2 },
  { Type: 'NodeFS', node_filesystem_utilization: 91.5, device: '/dev/nvme0n1p1', NodeName: 'ip-10-0-0-1' },
  {
    ...{ stage: 'ResponseComplete', verb: 'list', userAgent: 'kubectl/v1.34', requestURI: '/api/v1/secrets' },
    ...{ objectRef: { resource: 'secrets', namespace: 'shop', name: 's' }, responseStatus: { code: 403 } },
    ...{ stageTimestamp: '2026-11-25T12:34:56.789012Z', sourceIPs: ['198.51.100.9'] },
    user: { username: 'anna', extra: { sessionName: ['anna'] } },
    annotations: { 'authorization.k8s.io/decision': 'forbid', 'authorization.k8s.io/reason': '' },
  },
  { verb: 'delete', objectRef: { resource: 'rolebindings', name: 'b' }, user: { username: 'bert' } },
  {
    ...{ schemaType: 'ModelInvocationLog', modelId: 'nova-micro', operation: 'Converse' },
    input: { inputTokenCount: 1200, inputBodyJson: { messages: [{ role: 'user' }, { role: 'assistant' }] } },
    output: { outputTokenCount: 48, outputBodyJson: { stopReason: 'max_tokens', metrics: { latencyMs: 640 } } },
  },
  {
    ...{ type: 'ExecutionFailed', id: '5', previous_event_id: '4' },
    execution_arn: 'arn:aws:states:eu-west-1:111122223333:express:orders:42:r1',
    details: { error: 'States.Timeout', cause: 'slow', resourceType: 'lambda', input: '{"orderId":42}' },
  },
  { type: 'TaskFailed', details: { error: 'E', resourceType: 'lambda', name: 'Pay' } },
  { type: 'ExecutionSucceeded', execution_arn: 'arn:aws:states:eu-west-1:111122223333:execution:orders:42' },
  { 'detail-type': 'Order Placed', source: 'shop', detail: { total: 200, state: 'done', items: [{ sku: 'A-100' }] } },
  { type: 'platform.report', record: { metrics: { durationMs: 12.5, maxMemoryUsedMB: 90 }, status: 'timeout' } },
  { type: 'platform.initReport', record: { initializationType: 'on-demand', metrics: { durationMs: 143.2 } } },
  {
    function_name: 'checkout',
    memory_utilization: 17,
    cpu_total_time: 30,
    init_duration: 143,
    rx_bytes: 1,
    tx_bytes: 2,
  },
];
