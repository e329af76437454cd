import { type Handlers } from '@pulso/console-api';

import { type ShownCloud } from './shown-cloud';

/** @returns What stands above every page. */
export const createOverviewHandlers = (cloud: ShownCloud): Handlers<'overview'> => ({
  overview: () => ({
    stage: cloud.stage,
    nowMs: cloud.clock.nowMs(),
    bot: { name: cloud.botApi.bot.first_name },
    ringingAlarms: cloud.alarms().flatMap(({ alarm, state }) => (state === 'ALARM' ? [alarm.name] : [])),
    ...(cloud.activity !== undefined && { activity: cloud.activity }),
  }),
});
