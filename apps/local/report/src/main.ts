import { LambdaClient } from '@aws-sdk/client-lambda';
import { UsageError } from '@pulso/command-line';
import { catalogue } from '@pulso/reports';

import { askForReport } from './ask-for-report';
import { explain } from './explain';
import { minuteText, parseReportOptions, reportUsage } from './report-options';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(args: readonly string[]): Promise<void> {
  const nowMs = Date.now();
  const options = parseReportOptions(args, { catalogue, nowMs });
  if (!options) return say(reportUsage);
  const runId = await askForReport(options, { lambda: new LambdaClient({ maxAttempts: 3 }), nowMs });
  say(`Asked for ${options.reportId} up to ${minuteText(options.windowEndMs)}, stage ${options.stage}: run ${runId}.`);
  if (!options.isAgain) say('If it was asked for before, nothing more is sent; --again sends it once more.');
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${explain(error)}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
