import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import type { UsageCoverage } from '../../../src-preload/contract/usage.ts';
import { useCall } from '../../api/queries.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { openExport } from '../exports/export-store.ts';
import { UsageList } from './usage-list.tsx';
import { isWhole } from './usage-text.ts';
import classes from './usage.module.css';

type ComponentProps = {
  readonly connectionId: string;
  /** A Metadata API type name, with the name as dependencies write it. */
  readonly type: string;
  readonly name: string;
};

/** What uses a component, and what it uses, with what that rests on. */
export function UsagePanel({ connectionId, type, name }: ComponentProps) {
  const { data, error, refetch } = useCall('usage.ofComponent', { connectionId, type, name });
  const [wanted, setWanted] = useState<'usedBy' | 'uses' | null>(null);
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Looking />;
  const { uses, usedBy, coverage, usesCoverage } = data;
  // A 0 without what it rests on would be taken for an answer.
  const labelOf = (id: 'usage.usedBy' | 'usage.uses', count: number, rests: readonly UsageCoverage[]): string =>
    count === 0 && !isWhole(rests) ? t(`${id}.none`) : t(id, { count: formatNumber(count) });
  const direction = wanted ?? (usedBy.length === 0 && uses.length > 0 ? 'uses' : 'usedBy');
  return (
    <div className={classes.panel}>
      <SegmentedControl
        className={classes.direction}
        aria-label={t('usage.direction')}
        value={direction}
        data={[
          { value: 'usedBy', label: labelOf('usage.usedBy', usedBy.length, coverage) },
          { value: 'uses', label: labelOf('usage.uses', uses.length, usesCoverage) },
        ]}
        onChange={(value) => setWanted(value === 'uses' ? 'uses' : 'usedBy')}
      />
      <UsageList
        key={`${type} ${name} ${direction}`}
        connectionId={connectionId}
        rows={direction === 'uses' ? uses : usedBy}
        coverage={direction === 'uses' ? usesCoverage : coverage}
        direction={direction}
      />
    </div>
  );
}

type FieldProps = { readonly connectionId: string; readonly object: string; readonly name: string };

/** What uses a field, standard or custom, with what that rests on. */
export function FieldUsagePanel({ connectionId, object, name }: FieldProps) {
  const { data, error, refetch } = useCall('usage.ofField', { connectionId, object, name });
  if (error !== null) return <Failed error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <Looking />;
  return (
    <div className={classes.panel}>
      <UsageList
        key={`${object}.${name}`}
        connectionId={connectionId}
        rows={data.rows}
        coverage={data.coverage}
        direction="usedBy"
        onExport={() =>
          openExport(connectionId, {
            kind: 'new',
            grid: true,
            of: { kind: 'whereUsed', connectionId, object, name },
          })
        }
      />
    </div>
  );
}

function Failed({ error, onRetry }: { readonly error: unknown; readonly onRetry: () => void }) {
  return (
    <div className={classes.panel}>
      <FailureNotice error={error} onRetry={onRetry} />
    </div>
  );
}

function Looking() {
  return (
    <p className={classes.looking} role="status">
      {t('usage.loading')}
    </p>
  );
}
