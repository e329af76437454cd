import {
  type Design,
  type Orchestration,
  compareOrchestrations,
  designs,
  mostQuestionsOfOneExecution,
  mostQuestionsOfOneLambda,
  pricesReadOn,
  publicPrices,
} from '@pulso/operator/monthly-cost';

import { type CostOptions } from './cost-options';
import { detailLines, grouped, money, titles, unitLine } from './render-cost';

/** Questions of each day. With none there is what a design costs at rest, and an empty report. */
const questionCounts = [0, 3, 10, 100];

/** Writes what each design costs beside the bot, for people at a terminal, at most 120 columns wide. */
export function renderDesigns(options: CostOptions): readonly string[] {
  const costs = compareOrchestrations(options.workload, questionCounts, options);
  return [
    unitLine(options),
    'What each design costs beside the bot, its logs and their scans, which cost the same in all.',
    '',
    ...tableLines(costs),
    '',
    ...(options.showsDetails ? designs.flatMap((design) => lastDetails(design, costs[design], options)) : []),
    'Watching: alarms, dashboards, and metrics of signs of life.',
    `One Lambda holds about ${grouped(mostQuestionsOfOneLambda)} questions, one execution of a durable function about ` +
      `${grouped(mostQuestionsOfOneExecution)}.`,
    `Prices read on ${pricesReadOn}, of durable functions on ${publicPrices.durableOperation.readOn}; --details marks what is unverified.`,
    'Unverified as well: that a scheduled query costs only its scan.',
  ];
}

function tableLines(costs: Readonly<Record<Design, Orchestration>>): readonly string[] {
  const row = (label: string, cells: readonly string[]): string =>
    label.padEnd(22) + cells.map((cell) => cell.padStart(10)).join('');
  const head = row('questions each day', [...questionCounts.map(String), 'watching']);
  const rule = '-'.repeat(head.length);
  return [
    head,
    rule,
    ...designs.map((design) => {
      const { bills, watching } = costs[design];
      return row(
        titles[design],
        [...bills, watching].map(({ totalUsd }) => money(totalUsd)),
      );
    }),
    rule,
  ];
}

function lastDetails(design: Design, { bills }: Orchestration, { region }: CostOptions): readonly string[] {
  const bill = bills.at(-1);
  return bill ? [...detailLines(design, bill, region), ''] : [];
}
