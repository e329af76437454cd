import type { ScheduleSummary } from '@pulso/local/console-api';

import { DataTable } from '../../shell/data-table';
import { formatDuration, formatMoment } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { call } from '../../state/call';
import { hearTime, isClockMoving } from '../../state/cloud-time';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { act, shortName } from './act';

const steps = { '+1 minute': 60_000, '+1 hour': 3_600_000, '+1 day': 86_400_000 };

const moveClock = (toMs: number): Promise<void> =>
  act(
    async () => {
      isClockMoving.value = true;
      try {
        const { nowMs } = await call('cloud.move-clock', { toMs });
        hearTime(nowMs);
        return `The clock shows ${utc(nowMs)}. What was due on the way has happened.`;
      } finally {
        isClockMoving.value = false;
      }
    },
    `The clock goes to ${utc(toMs)}. Everything that is due on the way is done in its order.`,
  );

const fire = (name: string): Promise<void> =>
  act(async () => {
    await call('cloud.fire-schedule', { name });
    return `${shortName(name)} has fired. A report that it starts is among the runs.`;
  });

/** The clock, and the schedules by when they are due. */
export function SchedulesPart() {
  const state = useFresh('cloud.schedules', {});
  const isMoving = state?.movingToMs !== undefined;
  const dueNext = ({ nextMs }: ScheduleSummary) =>
    nextMs === undefined ? (
      'by hand only'
    ) : (
      <>
        <Moment atMs={nextMs} />, in {formatDuration(Math.max(0, nextMs - (state?.nowMs ?? nextMs)))}
      </>
    );
  const deeds = ({ name, nextMs }: ScheduleSummary) => (
    <span class="row">
      <button
        type="button"
        aria-label={`Fire now: ${shortName(name)}`}
        disabled={isMoving}
        onClick={() => void fire(name)}
      >
        Fire now
      </button>
      {nextMs !== undefined && (
        <button type="button" disabled={isMoving} onClick={() => void moveClock(nextMs)}>
          Go to <Moment atMs={nextMs} />
        </button>
      )}
    </span>
  );
  return (
    <>
      <p class="card row">
        {Object.entries(steps).map(([text, stepMs]) => (
          <button
            key={text}
            type="button"
            disabled={isMoving || !state}
            onClick={() => void moveClock((state?.nowMs ?? 0) + stepMs)}
          >
            {text}
          </button>
        ))}
        <span class="faint">The clock only goes forward; what is due on the way happens.</span>
      </p>
      <DataTable
        label="Schedules"
        rows={state?.schedules.toSorted((left, right) => (left.nextMs ?? Infinity) - (right.nextMs ?? Infinity))}
        keyOf={(schedule) => schedule.name}
        columns={[
          ['Schedule', ({ name }) => shortName(name)],
          ['Due next', dueNext],
          ['When', ({ expression, timezone }) => `${expression} ${timezone}`],
          ['Calls', ({ target }) => shortName(target)],
          ['Do it', deeds],
        ]}
      />
      <p>
        What a report does is shown under <a href={hrefOf('runs')}>Runs</a>.
      </p>
    </>
  );
}

/** @returns `2026-11-25 12:30:00 UTC`. */
const utc = (atMs: number): string => `${formatMoment(atMs, undefined)} UTC`;
