import { dashboardBody, gridColumns } from './dashboard';

interface Placed {
  readonly type: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

const body = dashboardBody({ stage: 'test', region: 'eu-west-1' }) as { readonly widgets: readonly Placed[] };
const { widgets } = body;

describe('dashboardBody', () => {
  it('places its widgets inside the grid without overlap', () => {
    const cells = widgets.flatMap(({ x, y, width, height }) =>
      Array.from({ length: width * height }, (_, index) => `${x + (index % width)},${y + Math.floor(index / width)}`),
    );

    expect(new Set(cells).size).toBe(cells.length);
    for (const { x, width } of widgets) expect(x + width).toBeLessThanOrEqual(gridColumns);
  });

  it("shows a week, with the periods of the widgets' titles", () => {
    expect(body).toMatchObject({ start: '-P7D', periodOverride: 'inherit' });
  });

  it('shows only one stage, and scans no log with usage records', () => {
    const text = JSON.stringify(widgets);

    expect(text.match(/pulso-\w+-/g)).toEqual(expect.not.arrayContaining(['pulso-local-', 'pulso-prod-']));
    expect(text).toContain('pulso-test-report-updates-dlq');
    expect(text).not.toContain("SOURCE '/aws/lambda/pulso-test-bot'");
  });
});
