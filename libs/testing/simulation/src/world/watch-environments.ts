import { type Service } from '@pulso/contracts/envelope';

import { checkCause, checkLevel, checkLog } from '../invariants/check-log';
import { type EnvironmentWatcher } from '../lambda/environment';
import { type World } from './world';

/** Errors of the code itself. A fault, too, can be a TypeError: that of a broken connection has other words. */
const bug = /^ReferenceError: |^TypeError: .*(?:is not a function|is not iterable|Cannot read properties of)/;

/** Notices what processes do: their calls, the faults of those, and their log lines. */
export function createEnvironmentWatcher(world: World): EnvironmentWatcher {
  const { alarms, kernel, telegram } = world;
  // Every line is looked at in some of the worlds, since looking costs more than logging.
  const readsLogs = kernel.draws.of('log reader').chance(0.1);
  return {
    onCall: ({ functionName, number }, { target }, fault) => {
      if (fault) world.countFault(fault.kind.replace(/-(before|after)$/, ''), functionName, target);
      // It may have died on the way to its table.
      if (fault?.kind === 'kill-before' && target.startsWith('dynamodb.')) telegram.forgetTheNews(functionName);
      if (kernel.isRecording) {
        kernel.note(`${functionName}#${number} ${target}${fault ? ` ** ${fault.kind} **` : ''}`);
      }
    },
    onLog: ({ functionName, number, clock }, level, event, fields) => {
      const service = functionName as Service;
      const line = { service, level, event, fields, writtenAtMs: clock.nowMs() };
      if (alarms.takeLogLine(line)) checkCause(world, line);
      else checkLevel(world, line);
      if (readsLogs) checkLog(world, event, fields);
      if (fields['errorName'] === 'NotModelledError') {
        world.ledger.violate('not-modelled', String(fields['errorMessage']));
      }
      const error = `${fields['errorName']}: ${fields['errorMessage']}`;
      if (bug.test(error)) world.ledger.onBug(`${functionName} logs ${event}: ${error}`);
      if (event === 'pause-not-stored') telegram.forgetTheNews(functionName);
      if (kernel.isRecording && level !== 'info') {
        kernel.note(`${functionName}#${number} logs ${event} ${JSON.stringify(fields)}`);
      }
    },
  };
}
