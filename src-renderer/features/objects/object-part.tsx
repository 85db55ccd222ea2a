import { Button } from '@mantine/core';
import { IconAlertTriangle, IconTable } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { ObjectDetail } from '../../../src-preload/contract/catalog.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { refusalText } from '../areas/refusal-text.ts';

type Part = Pick<ObjectDetail['limits'], 'state' | 'readAt' | 'unknown'> & { readonly rows: readonly unknown[] };

type Props = {
  readonly connectionId: string;
  readonly area: 'picklists' | 'layouts' | 'limits';
  readonly part: Part;
  readonly children: ReactNode;
};

const AREA_OF_PART = { picklists: 'record-types', layouts: 'layouts', limits: 'object-limits' } as const;

/** False when none of it could be read: that there are no rows says nothing then. Rows of an earlier read stay. */
export const isPartKnown = ({ state, readAt, rows }: Part): boolean =>
  readAt !== null && (state !== 'unknown' || rows.length > 0);

/** A part that an area of its own brings: its content, or why there is none, or what of it is missing. */
export function ObjectPart({ connectionId, area, part, children }: Props) {
  const name = t(`object.part.${area}`);
  const choose = (
    <Button variant="default" component={Link} to="/org/$connectionId/areas" params={{ connectionId } as never}>
      {t('object.notRead.action')}
    </Button>
  );
  const check = (
    <Button variant="default" component={Link} to="/org/$connectionId/permissions" params={{ connectionId } as never}>
      {t('components.unknown.check')}
    </Button>
  );
  const [first] = part.unknown;
  const why = first === undefined ? '' : refusalText(AREA_OF_PART[area], `${first.name}: ${first.reason}`);
  if (!isPartKnown(part)) {
    return (
      <EmptyState
        icon={<IconTable size={28} stroke={1.4} aria-hidden="true" />}
        title={t(first === undefined ? 'object.notRead.title' : 'object.unknown.title', { area: name })}
        text={first === undefined ? t('object.notRead.text') : why}
      >
        {first === undefined ? null : check}
        {choose}
      </EmptyState>
    );
  }
  return (
    <>
      {first === undefined ? null : (
        <Banner
          tone="warn"
          icon={<IconAlertTriangle size={16} stroke={1.7} aria-hidden="true" />}
          title={t('object.missing', { count: part.unknown.length })}
          text={why}
        >
          {check}
          {choose}
        </Banner>
      )}
      {children}
    </>
  );
}
