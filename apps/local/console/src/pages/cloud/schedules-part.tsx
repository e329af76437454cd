import type { ScheduleSummary } from '@pulso/console-api';
import { type ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

import { call } from '../../api/call';
import { formatDuration } from '../../shell/format';
import { Moment } from '../../shell/moment';
import { hrefOf } from '../../state/route';
import { hearTime } from '../../state/cloud-time';
import { CloudTable } from './cloud-table';
import { act, shortName, usePolled } from './cloud-state';

const minuteMs = 60_000;

const moveClock = (toMs: number): Promise<void> =>
  act(async () => {
    const { nowMs } = await call('cloud.moveClock', { toMs });
    hearTime(nowMs);
    return `The clock shows ${utc(nowMs)}. What was due on the way has happened.`;
  });

const fire = (name: string): Promise<void> =>
  act(async () => {
    await call('cloud.fireSchedule', { name });
    return `${shortName(name)} has fired. A report that it starts is among the runs.`;
  });

/** The clock, and the schedules by when they are due. */
export function SchedulesPart() {
  const state = usePolled('cloud.schedules', {});
  const isMoving = state?.movingToMs !== undefined;
  const due = state?.schedules.toSorted((left, right) => (left.nextMs ?? Infinity) - (right.nextMs ?? Infinity));
  return (
    <>
      {state && <Clock nowMs={state.nowMs} movingToMs={state.movingToMs} schedules={due ?? []} />}
      <CloudTable
        label="Schedules"
        rows={due}
        keyOf={(schedule) => schedule.name}
        empty="The stacks declare no schedule. Give a report in the catalogue one."
        columns={{
          Schedule: ({ name }) => shortName(name),
          'Due next': ({ nextMs }) =>
            nextMs === undefined || !state ? (
              'by hand only'
            ) : (
              <>
                <Moment atMs={nextMs} />, in {formatDuration(Math.max(0, nextMs - state.nowMs))}
              </>
            ),
          When: ({ expression, timezone }) => `${expression} ${timezone}`,
          Calls: ({ target }) => shortName(target),
          'Do it': ({ name }) => (
            <button type="button" disabled={isMoving} onClick={() => void fire(name)}>
              Fire {shortName(name)} now
            </button>
          ),
        }}
      />
      <p>
        What a report does is shown under <a href={hrefOf('runs')}>Runs</a>.
      </p>
    </>
  );
}

interface ClockProps {
  readonly nowMs: number;
  readonly movingToMs: number | undefined;
  readonly schedules: readonly ScheduleSummary[];
}

function Clock({ nowMs, movingToMs, schedules }: ClockProps) {
  const [typed, setTyped] = useState<string>();
  const value = typed ?? new Date(nowMs).toISOString().slice(0, 16);
  const isMoving = movingToMs !== undefined;
  const dates = schedules.filter(({ expression }) => !expression.startsWith('rate('));
  return (
    <section class="cloud-card" aria-label="Clock">
      <p class="cloud-clock">{utc(nowMs)}</p>
      {isMoving && (
        <p>
          On the way to <Moment atMs={movingToMs} />: everything that is due on the way is done in its order.
        </p>
      )}
      <div class="cloud-actions">
        <Step toMs={nowMs + minuteMs} isMoving={isMoving}>
          +1 minute
        </Step>
        <Step toMs={nowMs + 60 * minuteMs} isMoving={isMoving}>
          +1 hour
        </Step>
        {dates.map(
          ({ name, nextMs }) =>
            nextMs !== undefined && (
              <Step key={name} toMs={nextMs} isMoving={isMoving}>
                Go to <Moment atMs={nextMs} />, {shortName(name)}
              </Step>
            ),
        )}
      </div>
      <form
        class="cloud-actions"
        onSubmit={(event) => {
          event.preventDefault();
          void moveClock(Date.parse(`${value}Z`)).then(() => setTyped(undefined));
        }}
      >
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

interface StepProps {
  readonly toMs: number;
  readonly isMoving: boolean;
  readonly children: ComponentChildren;
}

function Step({ toMs, isMoving, children }: StepProps) {
  return (
    <button type="button" disabled={isMoving} onClick={() => void moveClock(toMs)}>
      {children}
    </button>
  );
}

/** @returns `2026-11-25 12:30:00 UTC`. */
const utc = (atMs: number): string => `${new Date(atMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
