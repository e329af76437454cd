import { AwsError, type ServiceCall } from '../service';
import { readInput } from '../logs/operation';
import { logGroupsOf, parseQueryString, startQueryInput } from '../logs/start-query';
import { type Members, membersOf, textIn, textsIn } from './members';
import { type AccessPlace, type NeededAccess, type ServiceAccess } from './service-access';

/** What these ask for is known by an id of its own, or is a list of everything. */
const withoutGroup = ['GetQueryResults', 'StopQuery', 'DescribeQueries'];

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
  const group = textIn(members, 'logGroupName');
  if (group === undefined) return undefined;
  if (operation !== 'GetLogEvents') return [{ action, resource: groupArn(group, place) }];
  const stream = textIn(members, 'logStreamName');
  return stream === undefined ? undefined : [logStreamAccess(action, group, stream, place)];
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
  const given = [...[textIn(members, 'logGroupName') ?? []].flat(), ...(textsIn(members, 'logGroupNames') ?? [])];
  const names = new Set([...given, ...sourcedGroups(call, given.length > 0, place)]);
  return [...names].map((name) => ({ action: 'logs:StartQuery', resource: groupArn(name, place) }));
}

/**
 * @param mayFail - Whether other members name log groups: then permission comes first, and the error in the query later.
 * @throws {AwsError} The query can't be read, and nothing else says which log groups it is about.
 */
function sourcedGroups(call: ServiceCall, mayFail: boolean, { logGroupNames }: AccessPlace): readonly string[] {
  try {
    const { queryString, startTime, endTime } = readInput(startQueryInput, call);
    const parsed = parseQueryString(queryString);
    if (mayFail && parsed.sources.length === 0) return [];
    return logGroupsOf({ queryString, startTime, endTime }, parsed, logGroupNames());
  } catch (error) {
    if (mayFail && error instanceof AwsError) return [];
    throw error;
  }
}
