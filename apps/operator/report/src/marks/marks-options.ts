import { type ReportDefinition } from '@pulso/domain/reports';
import { UsageError, parseOptions } from '@pulso/operator/command-line';

export const marksUsage = `Usage: npm run report -- marks [options]

Says which numbers of earlier days were unusual, by the rule by which reports are written (docs/operations.md).

  --history FILE  numbers of days, a line of JSON per day: {"date":"2026-11-01","numbers":{"requests":373,"people":128}}
                  in any order, with any ids and gaps; of a day that comes twice, the later line counts
                  default: what the stage has kept of a report
  --id REPORT     which report; default: daily-usage
  --stage NAME    the stage; default: what STAGE says, or else local, the local cloud
  --env FILE      take the AWS variables of this file, for the local cloud the one of npm start -- --env FILE
  --json          one line of JSON per number and day: {"date","id","value","usual":[low,high] or null,"unusual"}
  --help          print this

Without --history it reads the table of runs with your AWS credentials (dynamodb:Query).`;

interface MarksOptions {
  readonly report: ReportDefinition;
  readonly historyFile: string | undefined;
  readonly isJson: boolean;
  readonly stage: string;
  readonly envFile: string | undefined;
}

interface MarksOptionsContext {
  readonly catalogue: readonly ReportDefinition[];
  /** The environment variable STAGE. */
  readonly stageVariable: string | undefined;
}

/**
 * Reads the command line of `npm run report -- marks`.
 *
 * @returns undefined when help was asked for.
 * @throws {UsageError} An option is unknown or lacks its value, or the catalogue lacks the report.
 */
export function parseMarksOptions(
  args: readonly string[],
  { catalogue, stageVariable }: MarksOptionsContext,
): MarksOptions | undefined {
  const values = parseOptions(
    args,
    {
      history: { type: 'string' },
      id: { type: 'string' },
      stage: { type: 'string' },
      env: { type: 'string' },
      json: { type: 'boolean' },
    },
    'npm run report -- marks',
  );
  if (values.help) return undefined;
  const id = values.id ?? 'daily-usage';
  const report = catalogue.find((known) => known.id === id);
  if (!report) {
    throw new UsageError(`There is no report "${id}". Known are ${catalogue.map((known) => known.id).join(', ')}.`);
  }
  return {
    report,
    historyFile: values.history,
    isJson: values.json ?? false,
    stage: values.stage || stageVariable || 'local',
    envFile: values.env,
  };
}
