import { resourceName } from '@pulso/contracts/naming';

import { type CloudObserver } from '../../cloud/cloud-observer';
import { type LocalCloud } from '../../cloud/local-cloud';
import { localStage } from '../../cloud/local-stage';

const source = { logGroupName: `/aws/lambda/${resourceName(localStage, 'notifier')}`, logStream: 'of many runs' };

/**
 * Lets a person say much in a group where a bot does not hear it, so that it costs no update.
 *
 * @returns The id of the group.
 */
export function chatter({ botApi }: Pick<LocalCloud, 'botApi'>, count: number): number {
  const place = { person: 'Talkative', group: 'Long conversation' };
  const { id } = botApi.people.enter(place);
  for (let number = 1; number <= count; number += 1) {
    botApi.people.say(place, `Line ${number}${' and more words'.repeat(number % 40)}`);
  }
  return id;
}

/** Tells an observer of runs that have come to their end, by the lines that their functions would write. */
export function tellOfRuns(observer: Partial<CloudObserver>, count: number, atMs: number): void {
  for (let number = 0; number < count; number += 1) {
    const timestamp = atMs + number;
    const runId = `daily-usage/manual/${new Date(timestamp).toISOString()}`;
    const ids = { requestId: `request-${number}`, runId };
    const lines = [
      { ...ids, level: 'INFO', event: 'query-finished', queryId: 'requests', bytesScanned: 4_096 },
      { ...ids, level: 'INFO', event: 'report-delivered', state: 'complete', destination: 'telegram' },
    ];
    for (const line of lines) {
      observer.onLog?.({ ...source, timestamp, ingestionTime: timestamp, message: JSON.stringify(line) });
    }
  }
}
