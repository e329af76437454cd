import { type Scenario, type ScenarioResult, runScenario } from '../run-scenario';
import './at-root';

/** @returns Runs a scenario for a test: it is stopped when the test ends, and must not have been denied anything. */
export function useScenario(): (scenario: Scenario) => Promise<ScenarioResult> {
  let result: ScenarioResult | undefined;

  afterEach(async () => {
    const denials = result?.cloud.access?.denials();
    await result?.cloud.stop();
    result = undefined;
    expect(denials ?? []).toEqual([]);
  });

  return async (scenario) => (result = await runScenario(scenario));
}
