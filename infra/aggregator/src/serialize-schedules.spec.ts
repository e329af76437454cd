import { type ReportDefinition, catalogue } from '@pulso/domain/reports';

import { SchedulesDoNotFitError } from './errors';
import { maxSchedulesBytes, serializeSchedules } from './serialize-schedules';

const [anyReport] = catalogue as readonly [ReportDefinition];
const report = (id: string, cron?: string, timezone = 'UTC'): ReportDefinition => {
  const { schedule: _, ...onRequest } = anyReport;
  return { ...onRequest, id, ...(cron === undefined ? {} : { schedule: { cron, timezone } }) };
};
const daily = 'cron(30 12 * * ? *)';

describe('serializeSchedules', () => {
  it('writes an expression and a time zone once for all reports that share them', () => {
    const text = serializeSchedules([report('a', daily), report('b', daily, 'Asia/Tokyo'), report('c', daily)]);

    expect(text).toBe('{"UTC":{"cron(30 12 * * ? *)":["a","c"]},"Asia/Tokyo":{"cron(30 12 * * ? *)":["b"]}}');
  });

  it('leaves out reports that run on request only', () => {
    expect(serializeSchedules([report('a')])).toBe('{}');
  });

  it('takes hundreds of reports that share a time', () => {
    const reports = Array.from({ length: 240 }, (_, n) => report(`report-${n}`, daily));

    expect(serializeSchedules(reports).length).toBeLessThanOrEqual(maxSchedulesBytes);
  });

  it('refuses more than the environment takes, and says what to do', () => {
    const reports = Array.from({ length: 400 }, (_, n) => report(`report-${n}`, daily));
    const write = () => serializeSchedules(reports);

    expect(write).toThrow(SchedulesDoNotFitError);
    expect(write).toThrow(/400 reports take 5\d{3} bytes .* at most 3396 fit\. Let reports share their times/);
  });
});
