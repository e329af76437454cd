import { UsageError } from '@pulso/adapters/node-runtime';

import { parseDemoOptions } from './demo-options';

const place = { nowMs: Date.parse('2026-11-25T23:59:00Z'), folder: '/home/ada' };

describe('parseDemoOptions', () => {
  it('reports today at 12:30 UTC unless told otherwise', () => {
    expect(parseDemoOptions([], place)).toEqual({
      reportAtMs: Date.parse('2026-11-25T12:30:00Z'),
      followsUpdates: false,
      daysBefore: 14,
      weekly: false,
      outFolder: '/home/ada/tmp/demo',
      quiet: false,
      keep: false,
      enforcesIam: true,
      floodControl: 'off',
    });
  });

  it('reads every option', () => {
    const args = [
      '--updates',
      'u.ndjson',
      '--at=2026-11-20T12:30:00Z',
      '--report-json',
      'r.json',
      '--quiet',
      '--keep',
      '--out=made',
    ];
    const faults = ['--faults', 'kill:bot', '--faults-seed', '7', '--enforce-iam', 'off', '--flood-control', 'on'];

    expect(parseDemoOptions([...args, ...faults], place)).toEqual({
      updatesFile: '/home/ada/u.ndjson',
      reportAtMs: Date.parse('2026-11-20T12:30:00Z'),
      followsUpdates: false,
      daysBefore: 0,
      weekly: false,
      outFolder: '/home/ada/made',
      reportJsonFile: '/home/ada/r.json',
      enforcesIam: false,
      floodControl: 'on',
      quiet: true,
      keep: true,
      faults: { plan: { rules: [{ kind: 'kill', target: 'bot', probability: 1 }] }, seed: 7 },
    });
  });

  it('lets the updates of a file decide when to report, unless told when', () => {
    const options = parseDemoOptions(['--updates', 'u.ndjson'], place);

    expect(options).toMatchObject({ followsUpdates: true, reportAtMs: Date.parse('2026-11-25T12:30:00Z') });
  });

  it('takes the whole second of a report time, as the Scheduler does', () => {
    const options = parseDemoOptions(['--at', '2026-11-25T13:30:59.999+01:00'], place);

    expect(options?.reportAtMs).toBe(Date.parse('2026-11-25T12:30:59Z'));
  });

  it('shows the week up to the last Monday, which may be today', () => {
    expect(parseDemoOptions(['--weekly', '--days-before=3'], place)).toMatchObject({
      weekly: true,
      daysBefore: 3,
      reportAtMs: Date.parse('2026-11-23T12:30:00Z'),
    });
    expect(parseDemoOptions(['--weekly'], { ...place, nowMs: Date.parse('2026-11-23T00:00:00Z') })).toMatchObject({
      reportAtMs: Date.parse('2026-11-23T12:30:00Z'),
    });
    expect(parseDemoOptions(['--weekly', '--at', '2026-11-30T12:30:00Z'], place)?.weekly).toBe(true);
  });

  it('says when only help is wanted', () => {
    expect(parseDemoOptions(['--help'], place)).toBeUndefined();
  });

  it.each([
    [['--colour']],
    [['file.ndjson']],
    [['--updates']],
    [['--updates', '']],
    [['--faults', 'stale-read:dynamodb.GetItem']],
    [['--faults-seed', '1']],
    [['--weekly', '--at', '2026-11-25T12:30:00Z']],
    [['--weekly', '--updates', 'u.ndjson']],
    [['--days-before', '15']],
    [['--days-before', '14', '--updates', 'u.ndjson']],
    [['--days-before', 'all']],
    [['--out', '']],
    [['--at', 'noon']],
    [['--at', '2026-11-25']],
    [['--at', '2026-11-25T12:30:00']],
    [['--at', 'Thu Nov 26 2026 12:30:00 Z']],
    [['--at', '2026-02-30T12:30:00Z']],
  ])('refuses %j', (args) => {
    expect(() => parseDemoOptions(args, place)).toThrow(UsageError);
  });
});
