import { readFileSync } from 'node:fs';

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { STSClient } from '@aws-sdk/client-sts';
import { createRunStore } from '@pulso/adapters/dynamodb';
import { resourceName } from '@pulso/contracts/envelope';
import { type HistoryEntry } from '@pulso/domain/fan-in';
import { type ReportDefinition, catalogue } from '@pulso/domain/reports';
import { type Cadence } from '@pulso/domain/usual-range';
import { UsageError } from '@pulso/operator/command-line';
import {
  NotDeployedError,
  commandClient,
  createReadReached,
  explainAbsence,
  useStagePlace,
} from '@pulso/operator/deployed-stage';

import { marksInJson, marksInWords } from './marks-lines';
import { marksOf } from './marks-of';
import { marksUsage, parseMarksOptions } from './marks-options';
import { readHistoryFile } from './read-history-file';
import { unitsIn, watchedIn, windowsOfHistory } from './windows-of-history';

/**
 * Says which numbers of earlier days were unusual: `npm run report -- marks`.
 *
 * @param say - Gets each line.
 * @throws {UsageError} The command line, or the file of the history, is not as it must be.
 */
export async function showMarks(args: readonly string[], say: (line: string) => void): Promise<void> {
  const options = parseMarksOptions(args, { catalogue, stageVariable: process.env['STAGE'] });
  if (!options) return say(marksUsage);
  const { report, historyFile, isJson, stage } = options;
  const isOfStage = historyFile === undefined;
  if (isOfStage) useStagePlace(options, process.env);
  const windows = isOfStage
    ? windowsOfHistory(await readStage(stage, report), report)
    : readHistoryFile(readText(historyFile), historyFile);
  const marks = marksOf(windows, {
    cadence: isOfStage ? cadenceOf(report) : 'day',
    unitOf: unitsIn(report),
    // A file may have any ids.
    isWatched: isOfStage ? watchedIn(report) : () => false,
  });
  for (const line of isJson ? marksInJson(marks) : marksInWords(marks)) say(line);
}

function cadenceOf({ window }: ReportDefinition): Cadence {
  if (window.hours === 24) return 'day';
  return window.hours === 1 ? 'hour' : 'other';
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--history: ${file} can't be read: ${(error as Error).message}`);
  }
}

function readStage(stage: string, { id }: ReportDefinition): Promise<readonly HistoryEntry[]> {
  const readReached = createReadReached(new STSClient(commandClient));
  const tableName = resourceName(stage, 'runs');
  const { readHistory } = createRunStore(new DynamoDBClient(commandClient), tableName, { nowMs: Date.now });
  return explainAbsence(stage, readReached, async () => {
    try {
      return (await readHistory(id, 0)).entries;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ResourceNotFoundException') throw error;
      throw new NotDeployedError(`There is no table ${tableName}`, 'Deploy the aggregator');
    }
  });
}
