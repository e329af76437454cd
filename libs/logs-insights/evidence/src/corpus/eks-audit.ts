import { type CorpusQuery } from './corpus-entry';

/** Control plane logs of EKS: audit events, authenticator, scheduler. */
export const eksAudit: readonly CorpusQuery[] = [
  {
    query: `fields @timestamp, verb, objectRef.resource, user.username
      | filter @logStream like /^kube-apiserver-audit/
      | sort @timestamp desc
      | limit 100`,
    mistake: ['like /^kube', 'like like /^kube'],
    at: 'like /^kube',
  },
  {
    query: `filter @logStream like "kube-apiserver-audit" and responseStatus.code >= 400
      | stats count(*) as failures by responseStatus.code, verb, objectRef.resource`,
    mistake: ['verb, objectRef', 'verb. objectRef'],
    at: '. objectRef',
  },
  {
    query: `filter objectRef.resource = "secrets" and verb in ["get", "list", "watch"]
      | stats count(*) as reads by user.username, sourceIPs.0`,
    mistake: ['in ["get"', 'in {"get"'],
    at: '{',
  },
  {
    query: `filter objectRef.resource = "pods" and objectRef.subresource = "exec"
      | fields @timestamp, user.username, objectRef.namespace, objectRef.name, requestURI`,
    mistake: ['| fields @timestamp', '| field(s) @timestamp'],
    at: '@timestamp',
  },
  {
    query: `filter verb = "delete" and user.username not like /^system:/
      | stats count(*) by user.username, objectRef.resource, objectRef.name`,
    mistake: ['/^system:/', '/^system:[/'],
    at: '[/',
  },
  {
    query: 'stats count(*) as calls by user.username, userAgent, verb | sort calls desc | limit 25',
    mistake: ['count(*) as calls', 'count(*) calls'],
    at: 'calls by',
  },
  {
    query: `filter userAgent like /^kubectl/
      | stats earliest(@timestamp) as first, latest(@timestamp) as last by user.username, user.extra.sessionName.0`,
    mistake: ['first, latest', 'first latest'],
    at: 'latest(',
  },
  {
    query:
      'filter annotations.`authorization.k8s.io/decision` = "forbid" | fields @timestamp, user.username, annotations.`authorization.k8s.io/reason` as reason',
    mistake: ['as reason', 'as the reason'],
    at: 'reason',
    occurrence: 2,
  },
  {
    query: String.raw`filter @logStream like /^authenticator/ and @message like "access denied"
      | parse @message "level=* msg=\"*\"" as level, text
      | limit 50`,
    mistake: [String.raw`msg=\"*\"" as`, 'msg="*" as'],
    at: '*" as',
  },
  {
    query: `filter @logStream like /^kube-scheduler/
      | parse @message /Unable to schedule pod.* pod="(?<pod>[^"]+)"/
      | stats count(*) as refusals by pod`,
    mistake: ['(?<pod>[^"]+)', '(?<pod [^"]+)'],
    at: '(?<pod',
  },
  {
    query: `fields parseDate(stageTimestamp, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'") as ended
      | filter verb = "list"
      | display ended, requestURI, user.username`,
    mistake: ['parseDate(stageTimestamp,', 'parseDate(,'],
    at: ', "yyyy',
  },
  {
    query: `filter objectRef.resource in ["clusterrolebindings", "rolebindings"] and verb != "get" and verb != "list" and verb != "watch"
      | fields @timestamp, verb, user.username, objectRef.name`,
    mistake: ['and verb != "watch"', 'and verb not "watch"'],
    at: '"watch"',
  },
  {
    query: 'filter responseStatus.code = 429 | stats count(*) as throttled by user.username, bin(1m)',
    mistake: ['responseStatus.code', 'responseStatus->code'],
    at: '>',
  },
  {
    query: `filter stage = "ResponseComplete"
      | stats count(*) as calls, count_distinct(user.username) as users by objectRef.apiGroup, objectRef.resource
      | filter calls / users > 1000`,
    mistake: ['| filter calls / users', '| filter calls per users'],
    at: 'per',
  },
];
