import { type CorpusQuery } from './corpus-entry';

/** CloudTrail events: nested JSON with lists. */
export const cloudtrail: readonly CorpusQuery[] = [
  {
    query: `filter eventSource = "ec2.amazonaws.com"
      | stats count(*) as calls by eventName, awsRegion
      | sort calls desc`,
    mistake: ['stats count(*)', 'stats count(*'],
    at: 'as calls',
  },
  {
    query: `filter (eventName = "StartInstances" or eventName = "StopInstances") and awsRegion = "eu-central-1"
      | fields eventTime, userIdentity.arn, requestParameters.instancesSet.items.0.instanceId`,
    mistake: ['"StopInstances") and', '"StopInstances" and'],
    at: '| fields',
  },
  {
    query: `filter eventName = "CreateUser"
      | fields awsRegion, requestParameters.userName, responseElements.user.arn`,
    mistake: ['awsRegion,', 'awsRegion,,'],
    at: ', requestParameters',
  },
  {
    query: `filter errorCode like /AccessDenied|UnauthorizedOperation/
      | stats count(*) as denied by userIdentity.arn, eventName, errorCode
      | sort denied desc`,
    mistake: ['| sort denied', '| denied'],
    at: 'denied desc',
  },
  {
    query: `filter userIdentity.type = "Root" and eventType != "AwsServiceEvent"
      | fields @timestamp, eventName, sourceIPAddress, userAgent`,
    mistake: ['!=', '!=='],
    at: '= "AwsServiceEvent"',
  },
  {
    query: `filter eventName = "ConsoleLogin" and responseElements.ConsoleLogin = "Failure"
      | stats count(*) as failures by userIdentity.userName, sourceIPAddress
      | filter failures >= 3`,
    mistake: ['>= 3', '=> 3'],
    at: '> 3',
  },
  {
    query: `filter ispresent(requestParameters.bucketName) and eventName like "Delete"
      | fields eventTime, eventName, requestParameters.bucketName, userIdentity.principalId
      | sort eventTime desc`,
    mistake: ['like "Delete"', 'like Delete'],
    at: 'Delete',
  },
  {
    query: `stats count(*) as calls by eventSource, eventName, awsRegion
      | sort calls desc
      | dedup eventSource
      | limit 30`,
    mistake: ['| limit 30', '| sort eventSource'],
    at: 'sort eventSource',
  },
  {
    query: `fields userIdentity.sessionContext.sessionIssuer.userName as role, eventName
      | filter ispresent(role)
      | stats count_distinct(eventName) as differentCalls by role`,
    mistake: [
      '| stats count_distinct(eventName) as differentCalls by role',
      '| stats count_distinct(eventName) as role by role',
    ],
    at: 'role by role',
  },
  {
    query: 'filter readOnly = 0 and managementEvent = 1 | stats count(*) as changes by bin(1h), eventSource',
    mistake: ['readOnly = 0', 'readOnly = 0 = managementEvent'],
    at: '= managementEvent',
  },
  {
    query: `filter eventName in ["AuthorizeSecurityGroupIngress", "RevokeSecurityGroupIngress"]
      | fields @timestamp, requestParameters.groupId, requestParameters.ipPermissions.items.0.ipRanges.items.0.cidrIp`,
    mistake: ['eventName in', 'eventName is in'],
    at: 'is',
  },
  {
    query: String.raw`filter sourceIPAddress not like /amazonaws\.com$/
      | stats count(*) as calls by sourceIPAddress
      | filter not isPrivateIP(sourceIPAddress)
      | sort calls desc
      | limit 20`,
    mistake: [String.raw`amazonaws\.com$`, String.raw`(?<!x)amazonaws\.com$`],
    at: '(?<!',
  },
  {
    query: 'filter tlsDetails.tlsVersion in ["TLSv1", "TLSv1.1"] | stats count(*) by eventSource, userAgent',
    mistake: ['stats count(*) by', 'stats count by'],
    at: 'count by',
  },
  {
    query: `filter eventName = "AssumeRole"
      | stats earliest(eventTime) as firstUse, latest(eventTime) as lastUse by requestParameters.roleArn`,
    mistake: ['by requestParameters', 'group by requestParameters'],
    at: 'group',
  },
  {
    query: `fields eventTime, additionalEventData.MFAUsed as mfa
      | filter eventName = "ConsoleLogin" and mfa != "Yes"
      | dedup sourceIPAddress`,
    mistake: ['dedup sourceIPAddress', 'dedup lower(sourceIPAddress)'],
    at: '(sourceIPAddress)',
  },
  {
    query: `filter eventSource = "kms.amazonaws.com" and eventName in ["Decrypt", "Encrypt"]
      | stats count(*) as uses by resources.0.ARN, bin(1d)`,
    mistake: ['resources.0.ARN', 'resources[*].ARN'],
    at: '*].ARN',
  },
  {
    query:
      'filter `errorCode` = "ThrottlingException" or errorCode = "Client.RequestLimitExceeded" | stats count(*) as throttled by eventSource, eventName, bin(5m)',
    mistake: ['`errorCode`', '`errorCode'],
  },
  {
    query: `filter eventName like /^(Put|Delete|Create)/ and userIdentity.invokedBy not like /amazonaws/
      | display eventTime, userIdentity.arn, eventName`,
    mistake: ['^(Put', '^((Put'],
    at: '((Put',
  },
  {
    query: `parse userIdentity.arn "arn:aws:sts::*:assumed-role/*/*" as account, roleName, session
      | stats count(*) as calls by roleName, session
      | sort calls desc`,
    mistake: ['as account, roleName, session', 'as account, roleName'],
    at: '"arn:aws',
  },
  {
    query: `filter eventCategory = "Insight"
      | fields insightDetails.state, insightDetails.eventName, insightDetails.insightContext.statistics.insight.average as now, insightDetails.insightContext.statistics.baseline.average as usual
      | filter now > 2 * usual`,
    mistake: ['| filter now > 2 * usual', '| filter now > 2 × usual'],
    at: '×',
  },
  {
    query: `stats count(*) as calls by bin(1h) as hour, userIdentity.arn as who
      | stats avg(calls) as usual, max(calls) as most by who
      | filter most > 5 * usual`,
    mistake: ['| filter most > 5 * usual', '| filter most > 5 * usual and eventName = "GetObject"'],
    at: 'eventName',
  },
];
