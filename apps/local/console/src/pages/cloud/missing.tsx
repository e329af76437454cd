import { hrefOf } from '../../state/route';

interface MissingProps {
  readonly what: 'queue' | 'table';
  readonly name: string;
}

/** Of a name in the address that no stack declares. */
export const Missing = ({ what, name }: MissingProps) => (
  <p class="card">
    No stack declares a {what} &quot;{name}&quot;. <a href={hrefOf('cloud', `${what}s`)}>All {what}s</a>
  </p>
);
