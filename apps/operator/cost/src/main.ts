import { compareDesigns } from '@pulso/operator/monthly-cost';
import { runCommand } from '@pulso/operator/deployed-stage';

import { costUsage, parseCostOptions } from './cost-options';
import { costJson } from './cost-json';
import { renderCost } from './render-cost';
import { renderDesigns } from './render-designs';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

runCommand(async (args) => {
  const options = parseCostOptions(args);
  if (!options) {
    say(costUsage);
    return 0;
  }
  if (options.showsDesigns) {
    renderDesigns(options).forEach(say);
    return 0;
  }
  const comparison = compareDesigns(options.workload, options);
  if (options.isJson) say(JSON.stringify(costJson(comparison, options), undefined, 2));
  else renderCost(comparison, options).forEach(say);
  return 0;
});
