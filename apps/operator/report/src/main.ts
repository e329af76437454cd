import { LambdaClient } from '@aws-sdk/client-lambda';
import { runCommand, useEnvFile } from '@pulso/operator/deployed-stage';
import { catalogue } from '@pulso/reports';

import { askForReport } from './ask-for-report';
import { minuteText, parseReportOptions, reportUsage } from './report-options';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

runCommand(async (args) => {
  const nowMs = Date.now();
  const options = parseReportOptions(args, { catalogue, nowMs });
  if (!options) {
    say(reportUsage);
    return 0;
  }
  useEnvFile(options.envFile, process.env);
  const runId = await askForReport(options, { lambda: new LambdaClient({ maxAttempts: 3 }), nowMs });
  say(`Asked for ${options.reportId} up to ${minuteText(options.windowEndMs)}, stage ${options.stage}: run ${runId}.`);
  if (!options.isAgain) say('If it was asked for before, nothing more is sent; --again sends it once more.');
  return 0;
});
