import { setTimeout as sleep } from 'node:timers/promises';

import { reportsOf } from '@pulso/domain/reports';
import { knownStages, stageNameOf } from '@pulso/infra/stages';
import { usesColours } from '@pulso/operator/command-line';
import { runCommand, useStagePlace } from '@pulso/operator/deployed-stage';
import { type ExpectedPlace, examine, findingsJson, renderFindings, worstOf } from '@pulso/operator/examination';
import { createDoctorPorts } from '@pulso/operator/stage-reads';

import { doctorUsage, parseDoctorOptions } from './doctor-options';

/** The slowest check reads a week of a log. */
const limitMs = 20_000;

runCommand(async (args) => {
  const options = parseDoctorOptions(args);
  const { stdout } = process;
  if (!options) {
    stdout.write(`${doctorUsage}\n`);
    return 0;
  }
  const { stage } = options;
  useStagePlace(options, process.env);
  // An account id is there where the stage's settings name one.
  const settings = knownStages[stageNameOf(stage)];
  const expected: ExpectedPlace = settings;
  const nowMs = Date.now();
  const findings = await examine(
    { stage, expected, catalogue: reportsOf(settings), nowMs },
    {
      ports: createDoctorPorts(),
      limitMs,
      sleep: (durationMs, signal) => sleep(durationMs, undefined, { signal }),
    },
  );
  stdout.write(
    options.isJson
      ? `${JSON.stringify(findingsJson(stage, nowMs, findings), undefined, 2)}\n`
      : `${renderFindings(findings, { colours: usesColours(stdout, process.env), width: stdout.columns })}\n`,
  );
  return worstOf(findings) === 'failed' ? 1 : 0;
});
