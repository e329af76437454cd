import { useEffect, useState } from 'preact/hooks';

/** A pause in typing after which the local cloud is asked, ms. */
const filterAfterMs = 250;

interface FilterProps {
  readonly label: string;
  /** What stands there at first. */
  readonly text: string;
  readonly onFilter: (text: string) => void;
}

/** A field that narrows what is shown below it. */
export function Filter({ label, text, onFilter }: FilterProps) {
  const [typed, setTyped] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => onFilter(typed), filterAfterMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <label>
      {label}{' '}
      <input
        type="search"
        maxLength={300}
        value={typed}
        onInput={({ currentTarget }) => setTyped(currentTarget.value)}
      />
    </label>
  );
}
