import type { QuestionAnswer } from '@pulso/local/console-api';
import uPlot from 'uplot';

import { type ChartData, chartsOf, lonePlaces } from './charts-of';

const height = 190;

/** A single time has this much room to both sides, seconds. */
const roomSeconds = 1800;

/** From so many times on only those numbers have a point to which no line leads. */
const mostPoints = 100;

const daySeconds = 86_400;

/** Lines differ by their dashes, too. */
const dashes: readonly number[][] = [[], [8, 4], [2, 3], [12, 4, 2, 4], [5, 5], [14, 6]];

/**
 * Draws an answer along time, in UTC, and anew when the box or the page's colours change.
 *
 * @returns Takes the charts away.
 */
export function drawCharts(host: HTMLElement, answer: QuestionAnswer): () => void {
  const draw = (): readonly uPlot[] => chartsOf(answer).map((data) => drawChart(host, data));
  let charts = draw();
  const remove = (): void => charts.forEach((chart) => chart.destroy());
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const redraw = (): void => {
    remove();
    charts = draw();
  };
  scheme.addEventListener('change', redraw);
  const observer = new ResizeObserver(() =>
    charts.forEach((chart) => chart.setSize({ width: host.clientWidth, height })),
  );
  observer.observe(host);
  return () => {
    scheme.removeEventListener('change', redraw);
    observer.disconnect();
    remove();
  };
}

function drawChart(host: HTMLElement, { name, times, lines, leftOutCount }: ChartData): uPlot {
  const axis = { stroke: colourOf(host, '--faint'), grid: { stroke: colourOf(host, '--line'), width: 1 } };
  const more = leftOutCount > 0 ? `, without the ${leftOutCount} smallest` : '';
  const [onlyTime = 0] = times;
  const options: uPlot.Options = {
    title: `${name}${more}`,
    width: host.clientWidth,
    height,
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
    scales: {
      x: {
        range: (_, least, most) =>
          times.length > 1 ? [least, most] : [onlyTime - roomSeconds, onlyTime + roomSeconds],
      },
      y: { range: (_, least, most) => [Math.min(0, least), Math.max(0, most) * 1.05 || 1] },
    },
    axes: [
      { ...axis, space: 70, values: (_, times, _axis, _space, step) => times.map((time) => shownTime(time, step)) },
      { ...axis, size: 60 },
    ],
    series: [
      { label: 'UTC', value: (_, time) => pointedAt(time, (seconds) => utc(seconds).slice(0, 16).replace('T', ' ')) },
      ...lines.map(({ label, values }, index) => ({
        label,
        value: (_: uPlot, value: number | null) => pointedAt(value, (number) => number.toLocaleString('en-US')),
        stroke: colourOf(host, `--question-line-${index + 1}`),
        width: 2,
        dash: dashes[index] ?? [],
        points: {
          fill: colourOf(host, `--question-line-${index + 1}`),
          size: 5,
          ...(times.length < mostPoints ? { show: true } : { show: false, filter: () => lonePlaces(values) }),
        },
      })),
    ],
  };
  const chart = new uPlot(options, [[...times], ...lines.map(({ values }) => [...values])], host);
  const { canvas } = chart.ctx;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', `Chart of ${name} along time. The table below has the numbers.`);
  return chart;
}

/** The day where a day begins, else the time of the day, both in UTC. */
function shownTime(seconds: number, stepSeconds: number): string {
  const text = utc(seconds);
  return seconds % daySeconds === 0 ? text.slice(5, 10) : text.slice(11, stepSeconds < 60 ? 19 : 16);
}

const utc = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** The legend says nothing of a line before a person points at the chart. */
const pointedAt = (value: number | null, write: (value: number) => string): string =>
  value === null ? '' : write(value);

/** A canvas knows no custom properties, and `light-dark()` is decided where a colour is used. */
function colourOf(host: HTMLElement, name: string): string {
  const probe = host.appendChild(document.createElement('span'));
  probe.style.color = `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
