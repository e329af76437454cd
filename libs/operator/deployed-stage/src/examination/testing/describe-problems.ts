import { type DoctorPorts } from '../ports';
import { examineWith, secretValues } from './healthy-stage';

/** One way in which a stage can be wrong, and the line that tells it: `failed: what was found → what to do`. */
export type Problem = readonly [
  wrong: string,
  /** What differs from a healthy stage. */
  ports: Partial<DoctorPorts>,
  line: RegExp,
];

/** Each of the problems is a test: it is named, with what to do about it, and no line holds a secret. */
export function describeProblems(area: string, problems: readonly Problem[]): void {
  describe(`the check of the ${area}`, () => {
    it.each(problems)('notices %s', async (_wrong, ports, line) => {
      const findings = await examineWith(ports);

      const lines = findings
        .filter((finding) => finding.area === area)
        .map(({ verdict, text, advice }) => `${verdict}: ${text}${advice === undefined ? '' : ` → ${advice}`}`);
      expect(lines).toContainEqual(expect.stringMatching(line));
      for (const secret of Object.values(secretValues)) expect(JSON.stringify(findings)).not.toContain(secret);
    });
  });
}
