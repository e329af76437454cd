import type { QuestionAnswer } from '@pulso/console-api';
import uPlot from 'uplot';

import { chartDataOf } from './chart-data';

const height = 220;

/** Lines differ by their dashes, too. */
const dashes: readonly number[][] = [[], [8, 4], [2, 3], [12, 4, 2, 4], [5, 5], [14, 6]];

/**
 * Draws an answer along time, in UTC, and anew when the box or the page's colours change.
 *
 * @returns Takes the chart away.
 */
export function drawChart(host: HTMLElement, answer: QuestionAnswer): () => void {
  const { times, lines, leftOutCount } = chartDataOf(answer);
  const draw = (): uPlot => {
    const text = colourOf(host, '--faint');
    const axis = { stroke: text, grid: { stroke: colourOf(host, '--line'), width: 1 } };
    const options: uPlot.Options = {
      width: host.clientWidth,
      height,
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      axes: [axis, { ...axis, size: 60 }],
      series: [
        { label: 'UTC', value: '{YYYY}-{MM}-{DD} {HH}:{mm}' },
        ...lines.map(({ label }, index) => ({
          label,
          stroke: colourOf(host, `--question-line-${index + 1}`),
          width: 2,
          dash: dashes[index] ?? [],
          points: { show: times.length < 100 },
        })),
      ],
    };
    const chart = new uPlot(options, [[...times], ...lines.map(({ values }) => [...values])], host);
    chart.ctx.canvas.setAttribute('role', 'img');
    const more = leftOutCount > 0 ? `, and ${leftOutCount} that are left out` : '';
    const names = lines.map(({ label }) => label).join(', ');
    chart.ctx.canvas.setAttribute('aria-label', `Chart of ${names}${more}. The table below has the numbers.`);
    return chart;
  };
  let chart = draw();
  const scheme = matchMedia('(prefers-color-scheme: dark)');
  const redraw = (): void => {
    chart.destroy();
    chart = draw();
  };
  scheme.addEventListener('change', redraw);
  const observer = new ResizeObserver(() => chart.setSize({ width: host.clientWidth, height }));
  observer.observe(host);
  return () => {
    scheme.removeEventListener('change', redraw);
    observer.disconnect();
    chart.destroy();
  };
}

/** A canvas knows no custom properties, and `light-dark()` is decided where a colour is used. */
function colourOf(host: HTMLElement, name: string): string {
  const probe = host.appendChild(document.createElement('span'));
  probe.style.color = `var(${name})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
