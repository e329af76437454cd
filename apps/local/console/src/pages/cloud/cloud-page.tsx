import { useEffect, useRef } from 'preact/hooks';

import { Badge } from '../../shell/inline';
import { useFresh } from '../../state/keep-fresh';
import { overview } from '../../state/overview';
import { hrefOf, route } from '../../state/route';
import { said } from './act';
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

const isPart = (name: string): name is keyof typeof titles => Object.hasOwn(titles, name);

/** The parts of the local cloud; those in which something is stuck say so. */
export function CloudPage() {
  const [part = '', name, wanted] = route.value.rest;
  const current = isPart(part) ? part : 'queues';
  const tabs = useRef<HTMLElement>(null);
  const stuckCounts: Readonly<Record<string, number | undefined>> = {
    queues: useFresh('cloud.list', { kind: 'queues' })?.filter(({ isBad }) => isBad).length,
    health: overview.value?.ringingAlarms.length,
  };
  useEffect(() => {
    said.value = '';
    tabs.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current, name]);
  return (
    <>
      <nav class="tabs" ref={tabs} aria-label="Parts of the cloud">
        {Object.entries(titles).map(([each, title]) => (
          <a key={each} href={hrefOf('cloud', each)} aria-current={each === current ? 'page' : undefined}>
            {title} {Boolean(stuckCounts[each]) && <Badge kind="bad">{stuckCounts[each]}</Badge>}
          </a>
        ))}
      </nav>
      <h1 class={name === undefined ? '' : 'hidden'}>{titles[current]}</h1>
      <p class={said.value === '' ? 'hidden' : 'card'} role="status">
        {said.value}
      </p>
      <Part key={`${current} ${name} ${wanted}`} part={current} name={name} wanted={wanted} />
    </>
  );
}

interface PartProps {
  readonly part: keyof typeof titles;
  /** Of one thing, from the address; undefined: all are shown. */
  readonly name: string | undefined;
  /** What of it is looked for, from the address. */
  readonly wanted: string | undefined;
}

function Part({ part, name, wanted }: PartProps) {
  if (part === 'schedules') return <SchedulesPart />;
  if (part === 'health') return <HealthPart />;
  return name === undefined ? <PartList kind={part} /> : <PartDetail kind={part} name={name} wanted={wanted} />;
}
