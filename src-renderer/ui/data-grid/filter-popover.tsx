import { Popover } from '@mantine/core';
import { FilterEditor } from './filter-editor.tsx';
import { type FilterColumn, type GridFilter, changeFilter } from './filters.ts';
import classes from './filters.module.css';

/** Which filter is being made (`at` undefined) or changed, and where on the screen it was asked for. */
export type EditedFilter = { readonly column: string; readonly at: number | undefined; readonly box: DOMRect };

type Props<Column extends string> = {
  readonly columns: readonly FilterColumn<Column>[];
  readonly filters: readonly GridFilter<Column>[];
  readonly edited: EditedFilter;
  readonly onFilters: (filters: GridFilter<Column>[] | undefined) => void;
  readonly onClose: () => void;
};

/** The small form of one filter, at the header, chip or button that opened it. */
export function FilterPopover<Column extends string>({ columns, filters, edited, onFilters, onClose }: Props<Column>) {
  const { at, box } = edited;
  const column = columns.find(({ id }) => id === edited.column);
  if (column === undefined) return null;
  const change = (filter: GridFilter<Column> | null): void => {
    onFilters(changeFilter(filters, at, filter));
    onClose();
  };
  return (
    <Popover
      opened
      position="bottom-start"
      shadow="md"
      trapFocus
      returnFocus
      // The form inside has a role and a name of its own, and the anchor is no control.
      withRoles={false}
      onChange={onClose}
    >
      <Popover.Target>
        <span
          className={classes.anchor}
          style={{ top: box.top, left: box.left, width: box.width, height: box.height }}
        />
      </Popover.Target>
      <Popover.Dropdown>
        <FilterEditor
          columns={columns}
          column={column}
          filter={at === undefined ? null : (filters[at] ?? null)}
          onApply={change}
          onRemove={at === undefined ? undefined : () => change(null)}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
