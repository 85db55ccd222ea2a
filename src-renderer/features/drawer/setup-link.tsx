import { useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { OutLink } from '../../ui/out-link.tsx';

type Props = { readonly connectionId: string; readonly object: string; readonly field: string | null };

/** Opens the thing's Setup page. */
export function SetupLink({ connectionId, object, field }: Props) {
  const { data } = useCall('catalog.setupLink', { connectionId, object, field });
  return <OutLink label={t('drawer.setup')} link={data} />;
}
