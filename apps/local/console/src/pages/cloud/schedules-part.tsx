import type { ScheduleState, ScheduleSummary } from '@pulso/local/console-api';
import { useState } from 'preact/hooks';

import { DataTable } from '../../shell/data-table';
import { formatDuration, formatMoment } from '../../shell/format';
import { Moment } from '../../shell/inline';
import { call } from '../../state/call';
import { hearTime, isClockMoving } from '../../state/cloud-time';
import { useFresh } from '../../state/keep-fresh';
import { hrefOf } from '../../state/route';
import { act, shortName } from './act';

const steps = { '+1 minute': 60_000, '+1 hour': 3_600_000 };

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
        aria-label={`Fire ${shortName(name)} now`}
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
      {state && <ClockForm state={state} isMoving={isMoving} />}
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

function ClockForm({ state: { nowMs }, isMoving }: { readonly state: ScheduleState; readonly isMoving: boolean }) {
  const [typed, setTyped] = useState<string>();
  const value = typed ?? new Date(nowMs).toISOString().slice(0, 16);
  const go = (event: SubmitEvent): void => {
    event.preventDefault();
    void moveClock(Date.parse(`${value}Z`)).then(() => setTyped(undefined));
  };
  return (
    <form class="card row" aria-label="Clock" onSubmit={go}>
      {Object.entries(steps).map(([text, stepMs]) => (
        <button key={text} type="button" disabled={isMoving} onClick={() => void moveClock(nowMs + stepMs)}>
          {text}
        </button>
      ))}
      <label>
        Go to (UTC){' '}
        <input type="datetime-local" value={value} required onInput={(event) => setTyped(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={isMoving}>
        Go
      </button>
    </form>
  );
}

/** @returns `2026-11-25 12:30:00 UTC`. */
const utc = (atMs: number): string => `${formatMoment(atMs, undefined)} UTC`;
