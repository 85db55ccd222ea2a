import type { IHeaderComp, IHeaderParams } from 'ag-grid-community';
import { t } from '../../i18n/t.ts';
import classes from './data-grid.module.css';
import type { GridColumn } from './types.ts';

export type HeaderActions = {
  readonly ours: GridColumn<never>;
  readonly onSort: (column: string, add: boolean) => void;
  /** Absent: this grid has no filters of columns. */
  readonly onFilter: ((column: string, anchor: Element) => void) | undefined;
  readonly isFiltered: (column: string) => boolean;
};

type Params = IHeaderParams & HeaderActions;

/** A column's header: its name, which way it is sorted, and a button for its filter. Enter sorts, Alt+Down filters. */
export class HeaderCell implements IHeaderComp {
  private readonly root = document.createElement('div');

  init(params: Params): void {
    this.root.className = classes['head'] ?? '';
    this.draw(params);
  }

  getGui(): HTMLElement {
    return this.root;
  }

  refresh(params: Params): boolean {
    this.draw(params);
    return true;
  }

  private draw({ ours: column, column: agColumn, onSort, onFilter, isFiltered }: Params): void {
    const name = document.createElement('span');
    name.className = classes['headName'] ?? '';
    name.textContent = column.header;
    const parts: HTMLElement[] = [name];
    this.root.onclick = column.sortable === true ? (event) => onSort(column.id, event.shiftKey) : null;
    this.root.dataset['numeric'] = String(column.numeric === true);
    this.root.dataset['sortable'] = String(column.sortable === true);
    const sort = agColumn.getSort();
    if (sort === 'asc' || sort === 'desc') {
      const arrow = document.createElement('span');
      arrow.className = classes['arrow'] ?? '';
      arrow.dataset['direction'] = sort;
      const place = agColumn.getSortIndex();
      arrow.textContent = typeof place === 'number' && place > 0 ? String(place + 1) : '';
      parts.push(arrow);
    }
    if (column.filterable === true && onFilter !== undefined) parts.push(filterButton(column, isFiltered, onFilter));
    this.root.replaceChildren(...parts);
  }
}

function filterButton(
  column: GridColumn<never>,
  isFiltered: (column: string) => boolean,
  onFilter: (column: string, anchor: Element) => void,
): HTMLElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = classes['filter'] ?? '';
  button.tabIndex = -1;
  const filtered = isFiltered(column.id);
  button.dataset['on'] = String(filtered);
  const label = t(filtered ? 'grid.filtered' : 'grid.filter', { column: column.header });
  button.title = label;
  button.setAttribute('aria-label', label);
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    onFilter(column.id, button);
  });
  return button;
}
