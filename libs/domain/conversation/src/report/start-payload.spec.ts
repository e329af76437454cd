import { type RunRequest } from '@pulso/contracts/run-requests';

import { chatReports } from '../chat-reports';
import { startSourceOf } from '../intake/start-source';
import { group, messageUpdate, owner, ownerChat } from '../testing/factories';
import { World } from '../testing/world';
import { readReportCommand } from './report-command';
import { argumentOfStart, startPayloadOf } from './start-payload';

const wantable = chatReports.flatMap(({ reportId }) => [0, 1, 9, 30].map((windowsAgo) => ({ reportId, windowsAgo })));

describe('the payload of a link that asks for a report', () => {
  it.each([
    ['daily-usage', 0, 'report'],
    ['daily-usage', 2, 'report-2'],
    ['weekly-usage', 0, 'report-weekly'],
    ['weekly-usage', 12, 'report-weekly-12'],
  ])('names %s of %i windows ago: %s', (reportId, windowsAgo, payload) => {
    expect(startPayloadOf({ reportId, windowsAgo }, chatReports)).toBe(payload);
  });

  it.each(wantable)('asks for $reportId of $windowsAgo windows ago, and for nothing else', (wanted) => {
    const argument = argumentOfStart(startPayloadOf(wanted, chatReports), chatReports);

    expect(readReportCommand(argument ?? '?', chatReports, 365)).toEqual(wanted);
  });

  it.each(wantable)('is no place where a person comes from, for $reportId of $windowsAgo windows ago', (wanted) => {
    expect(startSourceOf(startPayloadOf(wanted, chatReports))).toBeUndefined();
  });

  it.each(['', 'promo', 'report-', 'report-launch', 'report-0', 'report-weekly-', 'report-weekly-2-2', 'reports'])(
    'is not %j',
    (payload) => {
      expect(argumentOfStart(payload, chatReports)).toBeUndefined();
    },
  );
});

it.each(['/report', '/report weekly', '/report 3', '/report weekly 2'])(
  'an owner whom the bot may not write to gets by the button in the group what %j asked for',
  async (text) => {
    const asked = new World();
    await asked.deliver(messageUpdate({ text, chat: ownerChat, from: owner() }));
    const world = new World();
    world.sendOutcomes.push({ status: 'gone', reason: "Forbidden: bot can't initiate conversation with a user" });

    await world.deliver(messageUpdate({ text, chat: group, from: owner() }, { update_id: 1 }));
    const payload = /start=([\w-]+)/.exec(JSON.stringify(world.sent.at(-1)?.buttons))?.[1];
    await world.deliver(messageUpdate({ text: `/start ${payload}`, chat: ownerChat, from: owner() }, { update_id: 2 }));

    expect(world.started.map(windowOf)).toEqual(asked.started.map(windowOf));
  },
);

const windowOf = ({ reportId, trigger }: RunRequest) => [reportId, 'windowsAgo' in trigger ? trigger.windowsAgo : 0];
