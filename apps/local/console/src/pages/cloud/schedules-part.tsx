import type { ScheduleState, ScheduleSummary } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { call } from '../../state/call';
import { DataTable } from '../../shell/data-table';
import { formatDuration, formatMoment } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { hearTime } from '../../state/cloud-time';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { act, shortName } from './cloud-state';

const steps = { '+1 minute': 60_000, '+1 hour': 3_600_000 };

const moveClock = (toMs: number): Promise<void> =>
  act(
    async () => {
      const { nowMs } = await call('cloud.move-clock', { toMs });
      hearTime(nowMs);
      return `The clock shows ${utc(nowMs)}. What was due on the way has happened.`;
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
  return (
    <>
      {state && <Clock state={state} isMoving={isMoving} />}
      <DataTable
        label="Schedules"
        rows={state?.schedules.toSorted((left, right) => (left.nextMs ?? Infinity) - (right.nextMs ?? Infinity))}
        keyOf={(schedule) => schedule.name}
        columns={[
          ['Schedule', ({ name }) => shortName(name)],
          ['Due next', ({ nextMs }) => <DueNext nextMs={nextMs} nowMs={state?.nowMs} />],
          ['When', ({ expression, timezone }) => `${expression} ${timezone}`],
          ['Calls', ({ target }) => shortName(target)],
          ['Do it', (schedule) => <Deeds schedule={schedule} isMoving={isMoving} />],
        ]}
      />
      <p>
        What a report does is shown under <a href={hrefOf('runs')}>Runs</a>.
      </p>
    </>
  );
}

const DueNext = (times: { readonly nextMs: number | undefined; readonly nowMs: number | undefined }) =>
  times.nextMs === undefined ? (
    <>by hand only</>
  ) : (
    <>
      <Moment atMs={times.nextMs} />, in {formatDuration(Math.max(0, times.nextMs - (times.nowMs ?? times.nextMs)))}
    </>
  );

function Deeds({
  schedule: { name, nextMs },
  isMoving,
}: {
  readonly schedule: ScheduleSummary;
  readonly isMoving: boolean;
}) {
  return (
    <div class="row">
      <button type="button" disabled={isMoving} onClick={() => void fire(name)}>
        Fire {shortName(name)} now
      </button>
      {nextMs !== undefined && (
        <button type="button" disabled={isMoving} onClick={() => void moveClock(nextMs)}>
          Go to <Moment atMs={nextMs} />
        </button>
      )}
    </div>
  );
}

function Clock({
  state: { nowMs, movingToMs },
  isMoving,
}: {
  readonly state: ScheduleState;
  readonly isMoving: boolean;
}) {
  const [typed, setTyped] = useState<string>();
  const value = typed ?? new Date(nowMs).toISOString().slice(0, 16);
  const go = (event: SubmitEvent): void => {
    event.preventDefault();
    void moveClock(Date.parse(`${value}Z`)).then(() => setTyped(undefined));
  };
  return (
    <section class="card" aria-label="Clock">
      <p class="cloud-clock">
        {utc(nowMs)}
        {movingToMs !== undefined && `, on its way to ${utc(movingToMs)}: ${formatDuration(movingToMs - nowMs)} to go`}
      </p>
      <form class="row" onSubmit={go}>
        {Object.entries(steps).map(([text, stepMs]) => (
          <button key={text} type="button" disabled={isMoving} onClick={() => void moveClock(nowMs + stepMs)}>
            {text}
          </button>
        ))}
        <label>
          Go to (UTC){' '}
          <input
            type="datetime-local"
            value={value}
            required
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        </label>
        <button type="submit" disabled={isMoving}>
          Go
        </button>
      </form>
    </section>
  );
}

/** @returns `2026-11-25 12:30:00 UTC`. */
const utc = (atMs: number): string => `${formatMoment(atMs, undefined)} UTC`;
