import type { QuestionAnswer } from '@pulso/local/console-api';
import { useMemo, useState } from 'preact/hooks';

import { formatMoment, percent, utcDayOf } from '../../shell/format';
import { type ChartData, chartsOf, pathsOf, ticksBetween, timeTicksBetween } from './charts-of';

/** From so many times on only those numbers have a point to which no line leads. */
const mostPoints = 100;

/** A single time has this much room to both sides, seconds. */
const roomSeconds = 1800;

/** Lines differ by their dashes, too: pixels. */
const dashes = ['', '8 4', '2 3', '12 4 2 4', '5 5', '14 6'];

/** An answer along time, in UTC: a chart for each column of numbers. */
export function Charts({ answer }: { readonly answer: QuestionAnswer }) {
  const charts = useMemo(() => chartsOf(answer), [answer]);
  return (
    <>
      {charts.map((data) => (
        <Chart key={data.name} data={data} />
      ))}
    </>
  );
}

function Chart({ data: { name, times, lines, leftOut } }: { readonly data: ChartData }) {
  /** The place of the time that a person points at. */
  const [pointed, setPointed] = useState<number>();
  const room = times.length > 1 ? 0 : roomSeconds;
  const [from, to] = [(times[0] ?? 0) - room, (times.at(-1) ?? 0) + room];
  const values = lines.flatMap((line) => line.values.map((value) => value ?? 0));
  const [least, most] = [Math.min(0, ...values), Math.max(0, ...values) * 1.05 || 1];
  // Shares of the width and of the height, from the upper left.
  const x = (time: number): number => (time - from) / (to - from);
  const y = (value: number): number => (most - value) / (most - least);
  const point = ({ currentTarget, clientX }: PointerEvent & { readonly currentTarget: HTMLElement }): void => {
    const { left, width } = currentTarget.getBoundingClientRect();
    const distances = times.map((time) => Math.abs(x(time) - (clientX - left) / width));
    setPointed(distances.indexOf(Math.min(...distances)));
  };
  const pointedTime = times[pointed ?? -1];
  const numbers = ticksBetween(least, most);
  return (
    <figure class="question-chart">
      <figcaption>
        {name}
        {leftOut.length > 0 &&
          `, without ${leftOut.length > 5 ? `the ${leftOut.length} smallest` : leftOut.join(', ')}`}
      </figcaption>
      <div
        class="question-plot"
        role="img"
        aria-label={`Chart of ${name} along time. The table below has the numbers.`}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        <svg viewBox="0 0 1 1" preserveAspectRatio="none">
          {numbers.map((value) => (
            <path key={value} class="question-grid" d={`M0 ${y(value)}H1`} />
          ))}
          {pointedTime !== undefined && <path class="question-grid" d={`M${x(pointedTime)} 0V1`} />}
          {lines.map((line, index) => {
            const points = line.values.map(
              (value, place) => value !== null && ([x(times[place] ?? 0), y(value)] as const),
            );
            const { line: drawn, dots } = pathsOf(points, times.length < mostPoints);
            return (
              <g key={line.label} style={{ stroke: `var(--question-line-${index + 1})` }}>
                <path d={drawn} stroke-dasharray={dashes[index]} />
                <path class="question-dots" d={dots} />
              </g>
            );
          })}
        </svg>
        {numbers.map((value) => (
          <span key={value} class="question-y" style={{ top: percent(y(value)) }}>
            {value.toLocaleString('en-US', { maximumSignificantDigits: 4 })}
          </span>
        ))}
        {timeTicksBetween(from, to).map((time) => (
          <span key={time} class="question-x" style={{ left: percent(x(time)) }}>
            {timeText(time)}
          </span>
        ))}
      </div>
      <ul class="plain row">
        <li>{pointedTime === undefined ? 'UTC' : formatMoment(pointedTime * 1000, undefined).slice(0, 16)}</li>
        {lines.map(({ label, values }, index) => (
          <li key={label}>
            <svg class="question-key" viewBox="0 0 24 2" style={{ stroke: `var(--question-line-${index + 1})` }}>
              <path d="M0 1H24" stroke-dasharray={dashes[index]} />
            </svg>{' '}
            {label} <strong>{values[pointed ?? -1]?.toLocaleString('en-US')}</strong>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The day where a day begins, else the time of the day. */
function timeText(seconds: number): string {
  const day = utcDayOf(seconds * 1000);
  if (seconds % 86_400 === 0) return day.slice(5);
  const text = formatMoment(seconds * 1000, day);
  return seconds % 60 === 0 ? text.slice(0, 5) : text;
}
