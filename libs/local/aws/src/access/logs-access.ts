import { AwsError, type ServiceCall } from '../service';
import { nameFromIdentifier } from '../logs/log-group-arn';
import { logGroupsOf, parseQueryString, startQueryInput } from '../logs/start-query';
import { readInput } from '../logs/read-input';
import { type Members, membersOf, textIn, textsIn } from './members';
import { type AccessPlace, type NeededAccess, type ServiceAccess } from './service-access';

/** What these ask for is known by an id of its own, or is a list of everything. */
const withoutGroup = ['GetQueryResults', 'StopQuery', 'DescribeQueries', 'GetLogRecord', 'TestMetricFilter'];

/** These are about one log stream. */
const onStream = ['CreateLogStream', 'DeleteLogStream', 'PutLogEvents', 'GetLogEvents'];

/**
 * The ARN of a log group ends in `:log-stream:` here, so that a policy must have `:*` at the group's end, as on AWS.
 *
 * The reference lists the log group as the resource of GetQueryResults, but the call names a query only: `*` must be
 * granted here, as elsewhere it has to be (unverified).
 *
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html
 */
export const logsAccess: ServiceAccess = (call, place) => {
  const { operation } = call;
  const action = `logs:${operation}`;
  if (withoutGroup.includes(operation)) return [{ action, resource: '*' }];
  if (operation === 'DescribeLogGroups') return [{ action, resource: groupArn('', place) }];
  const members = membersOf(call);
  if (operation === 'StartQuery') return startQueryAccess(call, members, place);
  const groups = groupsIn(members);
  if (groups.length === 0) return undefined;
  if (!onStream.includes(operation)) return groups.map((group) => ({ action, resource: groupArn(group, place) }));
  const stream = textIn(members, 'logStreamName');
  return stream === undefined ? undefined : groups.map((group) => logStreamAccess(action, group, stream, place));
};

/** @returns What an action on a log stream needs. */
export const logStreamAccess = (
  action: string,
  logGroupName: string,
  logStreamName: string,
  place: Pick<AccessPlace, 'accountId' | 'region'>,
): NeededAccess => ({ action, resource: `${groupArn(logGroupName, place)}${logStreamName}` });

const groupArn = (name: string, { region, accountId }: Pick<AccessPlace, 'accountId' | 'region'>): string =>
  `arn:aws:logs:${region}:${accountId}:log-group:${name}:log-stream:`;

function startQueryAccess(call: ServiceCall, members: Members, place: AccessPlace): NeededAccess[] {
  const given = [
    ...[textIn(members, 'logGroupName') ?? []].flat(),
    ...(textsIn(members, 'logGroupNames') ?? []),
    ...(textsIn(members, 'logGroupIdentifiers') ?? []).map(nameFromIdentifier),
  ];
  const names = new Set([...given, ...sourcedGroups(call, given.length > 0, place)]);
  return [...names].map((name) => ({ action: 'logs:StartQuery', resource: groupArn(name, place) }));
}

/**
 * @param mayFail - Whether other members name log groups: then permission comes first, and the error in the query later.
 * @throws {AwsError} The query can't be read, and nothing else says which log groups it is about.
 */
function sourcedGroups(call: ServiceCall, mayFail: boolean, { logGroupNames }: AccessPlace): readonly string[] {
  try {
    const { queryString, queryLanguage, startTime, endTime } = readInput(startQueryInput, call.body);
    const parsed = parseQueryString({ queryString, queryLanguage, startTime, endTime });
    if (mayFail && parsed.sources.length === 0) return [];
    return logGroupsOf({ queryString, queryLanguage, startTime, endTime }, parsed, logGroupNames());
  } catch (error) {
    if (mayFail && error instanceof AwsError) return [];
    throw error;
  }
}

/** The groups that any of these members names: permission is needed for each of them. */
function groupsIn(members: Members): string[] {
  const given = ['logGroupName', 'logGroupIdentifier', 'resourceArn']
    .map((name) => textIn(members, name))
    .filter((identifier) => identifier !== undefined);
  return [...new Set(given.map((identifier) => nameFromIdentifier(identifier.replace(/:\*$/, ''))))];
}
