import { type DoctorPorts } from '../ports';
import { examineWith, secretValues } from './healthy-stage';

/** One way in which a stage can be wrong, and what is said of it. */
export type Problem = readonly [
  area: string,
  wrong: string,
  /** What differs from a healthy stage. */
  ports: Partial<DoctorPorts>,
  verdict: 'warning' | 'failed',
  text: RegExp,
  advice?: RegExp,
];

/** Each of the problems is a test: it is named, with what to do about it, and no line holds a secret. */
export function describeProblems(title: string, problems: readonly Problem[]): void {
  describe(title, () => {
    it.each(problems.map((problem) => [problem[0], problem[1], problem] as const))(
      '%s: notices %s',
      async (_area, _wrong, [area, , ports, verdict, text, advice = /^/]) => {
        const findings = await examineWith(ports);

        const found = findings.find((finding) => finding.area === area && text.test(finding.text));
        expect(found ?? findings.filter((finding) => finding.area === area)).toMatchObject({ verdict });
        expect(found?.advice ?? '').toMatch(advice);
        for (const secret of Object.values(secretValues)) expect(JSON.stringify(findings)).not.toContain(secret);
      },
    );
  });
}
