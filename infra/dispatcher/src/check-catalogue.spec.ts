import { type ReportDefinition, catalogue, ownBot } from '@pulso/domain/reports';
import { type StageDestination, type StageSettings, knownStages } from '@pulso/infra/stages';

import { unusedDestinationProblems, windowProblems } from './check-catalogue';

const chat: StageDestination = { type: 'telegram', chatId: '-1', showsProgress: false };
const webhook: StageDestination = { type: 'webhook', name: 'team', format: 'pulso' };
const reports = [{ destinations: 'owners' }, { destinations: 'owners' }];

describe('unusedDestinationProblems', () => {
  it('gives the file, each unused name, and what to write', () => {
    const destinations = { owners: [chat], owner: [chat], team: [webhook] };

    expect(unusedDestinationProblems(reports, { stage: 'prod', destinations })).toEqual([
      'infra/stages/src/prod.ts: no report goes to destinations.owner: write them under owners, or name them in a ' +
        'report of libs/domain/reports/src/catalogue.',
      expect.stringMatching(/^infra\/stages\/src\/prod\.ts: no report goes to destinations\.team: write them/),
    ]);
  });

  it.each<[string, StageSettings]>(Object.entries(knownStages))('finds none in the stage %s', (_stage, settings) => {
    expect(unusedDestinationProblems(catalogue, settings)).toEqual([]);
  });
});

const report = (overrides: Partial<ReportDefinition> = {}): ReportDefinition => ({
  id: 'monthly',
  title: { en: 'Monthly' },
  schedule: { cron: 'cron(0 8 1 * ? *)', timezone: 'Europe/Madrid' },
  window: { hours: 30 * 24, ingestLagMinutes: 5 },
  dueAfterMinutes: 10,
  queries: [],
  logGroups: ownBot,
  destinations: 'owners',
  ...overrides,
});

const problemsOf = (overrides: Partial<ReportDefinition>, logRetentionDays: number) =>
  windowProblems([report(overrides)], { ...knownStages.local, stage: 'prod', logRetentionDays });

describe('windowProblems', () => {
  it('rejects a window that begins before the log, with the file and what to write', () => {
    expect(problemsOf({}, 30)).toEqual([
      'infra/stages/src/prod.ts: logRetentionDays is 30, and the report "monthly" looks back 31 days: write 31 or ' +
        'more, or shorten its window.',
    ]);
    expect(problemsOf({}, 31)).toEqual([]);
  });

  it('adds a day for a window with a fixed end, which may wait for its report', () => {
    const window = { hours: 30 * 24, ingestLagMinutes: 5, endsAt: '12:25' };

    expect(problemsOf({ window }, 31)).toEqual([expect.stringMatching(/looks back 32 days/)]);
  });

  it("counts a question's own window", () => {
    const window = { hours: 24, ingestLagMinutes: 5 };
    const queries = [{ id: 'reach', title: { en: 'Reach' }, query: 'stats count(*)', window: { hours: 30 * 24 } }];

    expect(problemsOf({ window, queries }, 30)).toEqual([
      expect.stringMatching(/is 30, and question "reach" of the report "monthly" looks back 31 days: write 31 or more/),
    ]);
    expect(problemsOf({ window, queries }, 31)).toEqual([]);
  });

  it('ignores the logs of other bots', () => {
    expect(problemsOf({ logGroups: { type: 'named', names: ['/other'] } }, 30)).toEqual([]);
  });

  it.each(Object.values(knownStages))('finds none in the catalogue of stage $stage', (settings) => {
    expect(windowProblems(catalogue, settings)).toEqual([]);
  });
});
