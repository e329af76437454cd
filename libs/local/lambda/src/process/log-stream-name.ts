import { randomBytes } from 'node:crypto';

/**
 * Names the log stream of one execution environment.
 *
 * A group that functions may share gets their names into its streams.
 *
 * @param nowMs - When the environment starts, epoch ms.
 * @see https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html
 */
export function logStreamName(functionName: string, logGroupName: string, nowMs: number): string {
  const day = new Date(nowMs).toISOString().slice(0, 10).replaceAll('-', '/');
  const prefix = logGroupName === `/aws/lambda/${functionName}` ? '' : functionName;
  return `${day}/${prefix}[$LATEST]${randomBytes(16).toString('hex')}`;
}
