import { useEffect, useRef } from 'preact/hooks';

import { Badge } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { overview, shortName } from '../../state/overview';
import { hrefOf, route } from '../../state/route';
import { HealthPart } from './health-part';
import { PartDetail, PartList } from './parts';
import { SchedulesPart } from './schedules-part';

const titles = {
  queues: 'Queues',
  tables: 'Tables',
  functions: 'Functions',
  schedules: 'Schedules and clock',
  health: 'Health',
} as const;

type Part = keyof typeof titles;

/** The parts of the local cloud; those in which something is stuck say so. */
export function CloudPage() {
  const [wantedPart, name] = route.value.rest;
  const part = (Object.keys(titles) as Part[]).find((each) => each === wantedPart) ?? 'queues';
  const tabs = useRef<HTMLElement>(null);
  const stuckCounts: Readonly<Record<string, number | undefined>> = {
    queues: useFresh('cloud.list', { kind: 'queues' })?.filter(({ isBad }) => isBad).length,
    health: overview.value?.ringingAlarms.length,
  };
  useEffect(() => {
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [part]);
  return (
    <>
      <nav class="tabs" ref={tabs} aria-label="Parts of the cloud">
        {Object.entries(titles).map(([each, title]) => (
          <a key={each} href={hrefOf('cloud', each)} aria-current={each === part ? 'page' : undefined}>
            {title} {Boolean(stuckCounts[each]) && <Badge kind="bad">{stuckCounts[each]}</Badge>}
          </a>
        ))}
      </nav>
      <h1>{name === undefined ? titles[part] : shortName(name)}</h1>
      <Shown key={`${part} ${name}`} part={part} rest={route.value.rest} />
    </>
  );
}

function Shown({ part, rest: [, name, holds, from] }: { readonly part: Part; readonly rest: readonly string[] }) {
  if (part === 'schedules') return <SchedulesPart />;
  if (part === 'health') return <HealthPart />;
  return name === undefined ? (
    <PartList kind={part} />
  ) : (
    <PartDetail kind={part} name={name} holds={holds} from={from} />
  );
}
