import { type Service, logGroupName, services } from '@pulso/contracts/envelope';

import { type Check } from '../check';
import { deployAgain } from '../deploy-again';
import { type Judgement, failed, summarize } from '../finding';

/** What is lost while nothing can be written. */
const lossOf = (service: Service): string =>
  service === 'bot' ? 'usage is not recorded, and reports have no numbers' : 'its alarms on log lines are blind';

/** Whether every service has a log group: Lambda may not make one, and without it lines are lost. */
export const logsCheck: Check<readonly string[]> = {
  area: 'logs',
  read: ({ ports, stage }) => ports.readLogGroupNames(logGroupName(stage, '')),
  judge: (found, { stage }) => {
    const problems = services
      .filter((service) => !found.includes(logGroupName(stage, service)))
      .map((service): Judgement =>
        failed(
          `there is no log group ${logGroupName(stage, service)}: ${lossOf(service)}`,
          deployAgain(stage, service),
        ),
      );
    return summarize(services.length, problems, 'log groups are there');
  },
};
