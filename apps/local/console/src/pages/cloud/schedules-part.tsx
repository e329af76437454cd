import type { ScheduleSummary } from '@pulso/local/console-api';

import { Asking, DataTable } from '../../shell/data-table';
import { formatDuration } from '../../shell/format';
import { Badge, Moment } from '../../shell/inline';
import { call } from '../../state/call';
import { hearTime } from '../../state/cloud-time';
import { useFresh } from '../../state/keep-fresh';
import { attempt, change, shortName } from '../../state/overview';

const steps = { '+1 minute': 60_000, '+1 hour': 3_600_000, '+1 day': 86_400_000 };

const moveClock = (toMs: number): Promise<void> =>
  change(async () => {
    hearTime((await call('cloud.move-clock', { toMs })).nowMs);
    return 'What was due on the way of the clock has happened.';
  });

const fire = (name: string): Promise<void> =>
  change(async () => {
    await call('cloud.fire-schedule', { name });
    return `${shortName(name)} has fired. A report that it starts is among the runs.`;
  });

/** The clock, and the schedules by when they are due. */
export function SchedulesPart() {
  const state = useFresh('cloud.schedules', {});
  if (!state) return <Asking />;
  const { schedules, nowMs, movingToMs, waitsFor } = state;
  const isMoving = movingToMs !== undefined;
  const dueNext = ({ nextMs }: ScheduleSummary) =>
    nextMs === undefined ? (
      'by hand only'
    ) : (
      <>
        <Moment atMs={nextMs} />, in {formatDuration(Math.max(0, nextMs - nowMs))}
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
      {isMoving ? (
        <p class="card row" role="status">
          <Badge kind="going">The clock goes</Badge> to <Moment atMs={movingToMs} />
          {waitsFor !== undefined && `, waits for ${waitsFor}`}
          <button type="button" onClick={() => void attempt(() => call('cloud.stop-clock', {}))}>
            Stop
          </button>
        </p>
      ) : (
        <p class="card row">
          {Object.entries(steps).map(([text, stepMs]) => (
            <button key={text} type="button" onClick={() => void moveClock(nowMs + stepMs)}>
              {text}
            </button>
          ))}
          <span class="faint">The clock only goes forward; what is due on the way happens.</span>
        </p>
      )}
      <DataTable
        label="Schedules"
        rows={schedules.toSorted((left, right) => (left.nextMs ?? Infinity) - (right.nextMs ?? Infinity))}
        keyOf={({ name }) => name}
        columns={[
          ['Schedule', ({ name }) => shortName(name)],
          ['Due next', dueNext],
          ['When', ({ expression, timezone }) => `${expression} ${timezone}`],
          ['Calls', ({ target }) => shortName(target)],
          ['Do it', deeds],
        ]}
      />
    </>
  );
}
