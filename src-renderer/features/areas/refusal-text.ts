import type { CatalogArea } from '../../../src-preload/contract/areas.ts';
import { t } from '../../i18n/t.ts';

/** Why an area could not be read, with the permission that is usually needed unless the reason names it. */
export function refusalText(area: CatalogArea, reason: string): string {
  const permission = t(`area.${area}.permission`);
  return reason.includes(permission) ? reason : t('components.unknown.text', { reason, permission });
}
