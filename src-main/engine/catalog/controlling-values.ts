import { CHECKBOX, type ControllingValue } from '../../domain/metadata/dependent-values.ts';
import { FIELD_FLAG, hasFlag } from '../../domain/metadata/field-flags.ts';
import type { CatalogStore } from '../store/catalog/index.ts';
import type { FieldWhole } from '../store/catalog/object-reads.ts';

/** Values of the field that controls a picklist, in the order of the bitmaps; null: none does, it is hidden or unread. */
export function controllingValues(
  catalog: CatalogStore,
  connectionId: string,
  field: FieldWhole,
): readonly ControllingValue[] | null {
  if (field.controllerName === null) return null;
  const controller = catalog.field(connectionId, field.row.object, field.controllerName);
  if (controller === null || hasFlag(controller.flags, FIELD_FLAG.noAccess)) return null;
  return controller.row.type === 'boolean' ? CHECKBOX : controller.picklist;
}
