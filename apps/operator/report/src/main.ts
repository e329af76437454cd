import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { STSClient } from '@aws-sdk/client-sts';
import { createReadStoredReport, createRunStore } from '@pulso/adapters/dynamodb';
import { systemClock } from '@pulso/adapters/node-runtime';
import { resourceName } from '@pulso/contracts/envelope';
import { catalogue } from '@pulso/domain/reports';
import { knownStages, stageNameOf } from '@pulso/infra/stages';
import {
  commandClient,
  createReadReached,
  explainAbsence,
  runCommand,
  useStagePlace,
} from '@pulso/operator/deployed-stage';

import { askForReport } from './ask-for-report';
import { describeLoss } from './describe-loss';
import { showMarks } from './marks/show-marks';
import { readReportCsv } from './read-report-csv';
import { minuteText, parseReportOptions, reportUsage } from './report-options';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

runCommand(async (args) => {
  if (args[0] === 'marks') {
    await showMarks(args.slice(1), say);
    return 0;
  }
  const nowMs = Date.now();
  const options = parseReportOptions(args, { catalogue, nowMs, stageVariable: process.env['STAGE'] });
  if (!options) {
    say(reportUsage);
    return 0;
  }
  const { reportId, stage, windowEndMs, windowHours } = options;
  const region = useStagePlace(options, process.env);
  if (options.isCsv) {
    const table = [new DynamoDBClient(commandClient), resourceName(stage, 'runs'), systemClock] as const;
    const { readNewestHistory } = createRunStore(...table);
    process.stdout.write(
      await readReportCsv(options, { readNewestHistory, readReport: createReadStoredReport(...table) }),
    );
    return 0;
  }
  say(`Asks the stage ${stage} (${region}) for ${reportId} up to ${minuteText(windowEndMs)}.`);
  const { logRetentionDays: retentionDays } = knownStages[stageNameOf(stage)];
  const loss = describeLoss({ windowEndMs, windowHours, retentionDays }, nowMs);
  if (loss !== undefined) say(`Warning: ${loss}.`);
  const lambda = new LambdaClient(commandClient);
  const readReached = createReadReached(new STSClient(commandClient));
  const runId = await explainAbsence(stage, readReached, () => askForReport(options, { lambda, nowMs }));
  say(`Asked: run ${runId}.`);
  if (!options.isAgain) say('If it was asked for before, nothing more is sent; --again sends it once more.');
  return 0;
});
