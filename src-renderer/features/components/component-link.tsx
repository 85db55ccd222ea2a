import type { ComponentType } from '../../../src-preload/contract/components.ts';
import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { OutLink } from '../../ui/out-link.tsx';

type Props = { readonly connectionId: string; readonly type: ComponentType; readonly name: string };

/** Opens a component where people work with it: reports and dashboards by themselves, all else in Setup. */
export function ComponentLink({ connectionId, type, name }: Props) {
  const { data } = useCall('components.link', { connectionId, type, name });
  const isReport = type === 'Report' || type === 'Dashboard';
  return <OutLink label={t(isReport ? 'component.open.report' : 'component.open.setup')} link={data} />;
}
