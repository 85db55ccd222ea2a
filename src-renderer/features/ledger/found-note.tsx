import { useEffect, useRef, useState } from 'react';
import { t } from '../../i18n/t.ts';

type Props = {
  /** Names the filter. */
  readonly filterKey: string;
  /** Whether `total` is that of the filter, and not of the one before. */
  readonly known: boolean;
  readonly total: number;
};

/**
 * Tells screen readers how many lines there are once the filter has changed. Lines that are added later are not told:
 * while an org is read they come by the second.
 */
export function FoundNote({ filterKey, known, total }: Props) {
  const told = useRef(filterKey);
  const [text, setText] = useState('');
  useEffect(() => {
    if (!known || told.current === filterKey) return;
    told.current = filterKey;
    setText(t('ledger.found', { count: total }));
  }, [filterKey, known, total]);
  return (
    <div className="ob-hidden" role="status">
      {text}
    </div>
  );
}
