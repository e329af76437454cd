import {
  type Bill,
  type Comparison,
  type Design,
  type PricedRegion,
  type PublicPrice,
  daysPerMonth,
  designs,
  fewestAlarmCount,
  mostQuestionsOfOneLambda,
  pricesReadOn,
  publicPrices,
  watchName,
} from '@pulso/operator/monthly-cost';

import { type CostOptions } from './cost-options';

export const titles: Readonly<Record<Design, string>> = {
  pulso: 'Pulso',
  'one-lambda': 'one Lambda',
  'durable-function': 'durable function',
  'step-functions': 'Step Functions',
  'scheduled-queries': 'scheduled queries',
};

const columnWidth = 18;

/** @example '1,944,000' */
export const grouped = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 });

/** To the cent; what is less is no nothing. */
export const money = (usd: number): string => (usd > 0 && usd < 0.005 ? '< 0.01' : usd.toFixed(2));

/** A price with the digits that it needs. @example '0.0000004' */
const exact = (usd: number): string => usd.toFixed(12).replace(/0+$/, '').replace(/\.$/, '');

/** Writes the bills for people at a terminal, at most 120 columns wide. */
export function renderCost(comparison: Comparison, options: CostOptions): readonly string[] {
  const { bills } = comparison;
  return [
    ...headLines(options),
    '',
    ...tableLines(bills),
    '',
    ...(options.showsDetails
      ? designs.flatMap((design) => detailLines(design, bills[design], options.region))
      : mostLines(bills.pulso)),
    '',
    ...comparisonLines(comparison),
  ];
}

/** What all figures of a table are in. */
export function unitLine({ region, hasFreeTier }: CostOptions): string {
  const free = hasFreeTier ? "less the account's free tiers" : 'free tiers not taken off';
  return `A month of ${daysPerMonth} days in ${region}, US dollars without taxes, ${free}.`;
}

function headLines(options: CostOptions): readonly string[] {
  const { workload, region } = options;
  const { questionCount, gbPerDay, requestsPerDay, destinationCount, alarmCount } = workload;
  const unverified = Object.values(publicPrices).filter((price) => isUnverified(price, region)).length;
  return [
    unitLine(options),
    `Public prices, read on ${pricesReadOn}; ${unverified} of ${Object.keys(publicPrices).length} are not verified (--details).`,
    `Each day: questions ${grouped(questionCount)}, logs ${gbPerDay} GB, requests ${grouped(requestsPerDay)}, ` +
      `destinations ${grouped(destinationCount)}. Alarms: ${grouped(alarmCount)}.`,
  ];
}

const isUnverified = ({ unverified }: { readonly unverified: readonly string[] }, region: string): boolean =>
  unverified.includes(region);

function tableLines(bills: Comparison['bills']): readonly string[] {
  const services = [...new Set(designs.flatMap((design) => [...bills[design].services.keys()]))];
  const row = (label: string, cells: readonly string[]): string =>
    label.padEnd(22) + cells.map((cell) => cell.padStart(columnWidth)).join('');
  const rule = '-'.repeat(22 + columnWidth * designs.length);
  return [
    row(
      '',
      designs.map((design) => titles[design]),
    ),
    rule,
    ...services.map((service) =>
      row(
        service,
        designs.map((design) => {
          const usd = bills[design].services.get(service);
          return usd === undefined ? '-' : money(usd);
        }),
      ),
    ),
    rule,
    row(
      'together',
      designs.map((design) => money(bills[design].totalUsd)),
    ),
  ];
}

/** What a reader would change first. */
function mostLines({ items }: Bill): readonly string[] {
  const most = items.toSorted((left, right) => right.usd - left.usd).slice(0, 5);
  const watchUsd = items.filter(({ what }) => what === watchName).reduce((sum, { usd }) => sum + usd, 0);
  return [
    'Most of it:',
    ...most.map((item) => `  ${money(item.usd).padStart(7)}  ${item.service}: ${item.what}`),
    ...(watchUsd > 0 ? ['', `The hourly watch is $${money(watchUsd)} of it (--watch off leaves it out).`] : []),
  ];
}

/** Each item of a design's bill, with its price, where that is published, and when it was read. */
export function detailLines(design: Design, { items }: Bill, region: PricedRegion): readonly string[] {
  return [
    `${titles[design]}:`,
    ...items.flatMap(({ price, service, what, quantity, freeQuantity, unitUsd, usd }) => {
      const published: PublicPrice = publicPrices[price];
      const { unit, source, readOn = pricesReadOn } = published;
      const mark = isUnverified(published, region) ? ' (unverified)' : '';
      const free = freeQuantity > 0 ? ` (${grouped(freeQuantity)} free)` : '';
      return [
        `  ${money(usd).padStart(7)}  ${service}: ${what}`,
        `           ${grouped(quantity)}${free} x $${exact(unitUsd)}, ${unit}${mark}`,
        `           ${source}, read on ${readOn}`,
      ];
    }),
  ];
}

function comparisonLines({ bills, questionsBeyondStepFunctions }: Comparison): readonly string[] {
  const difference = (design: Design): string => {
    const usd = bills.pulso.totalUsd - bills[design].totalUsd;
    return `is $${money(Math.abs(usd))} a month ${usd >= 0 ? 'cheaper' : 'more expensive'} than Pulso`;
  };
  const turn =
    questionsBeyondStepFunctions === undefined
      ? 'It stays below Pulso for any number of questions.'
      : `Pulso is the cheaper one from ${grouped(questionsBeyondStepFunctions)} questions a day on.`;
  return [
    `One Lambda on a schedule ${difference('one-lambda')}: ${fewestAlarmCount} alarms and no dashboard are`,
    'enough for it, there is no queue to poll, and no runs are kept. Of the designs that start their queries themselves it',
    `is the cheapest as long as the questions of a day fit into its 15 minutes, about ${grouped(mostQuestionsOfOneLambda)}.`,
    `A durable function ${difference('durable-function')}.`,
    `A function that reads scheduled queries ${difference('scheduled-queries')}.`,
    `Step Functions (Standard) ${difference('step-functions')}.`,
    turn,
    'All of them scan the same logs, and the bot is the same. What Pulso adds for the difference: a query that fails or',
    'takes long is tried again alone and holds up no other, a crash seldom pays a scan twice, a late result corrects',
    'the report, and the services deploy one by one.',
  ];
}
