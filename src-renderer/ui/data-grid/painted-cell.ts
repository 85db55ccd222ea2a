import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { call } from '../../api/client.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../toasts.tsx';
import classes from './data-grid.module.css';
import type { GridColumn } from './types.ts';

const COPIED_MS = 1500;

type Params = ICellRendererParams<unknown> & {
  readonly ours: GridColumn<unknown>;
  readonly announce: (text: string) => void;
};

/**
 * A cell drawn straight into the document.
 *
 * A component tree for each of some hundred cells in sight is what makes grids slow to scroll, so none is used here.
 */
export class PaintedCell implements ICellRendererComp<unknown> {
  private readonly root = document.createElement('span');

  init(params: Params): void {
    this.root.className = classes['cell'] ?? '';
    this.draw(params);
  }

  getGui(): HTMLElement {
    return this.root;
  }

  refresh(params: Params): boolean {
    this.draw(params);
    return true;
  }

  private draw({ data, ours: column, announce }: Params): void {
    if (data === undefined) {
      this.root.replaceChildren(element('span', 'loading'));
      this.root.removeAttribute('title');
      return;
    }
    const text = column.text(data);
    const shown = column.show === undefined ? text : column.show(data);
    const title = shown === null ? '' : shown;
    if (title === '') this.root.removeAttribute('title');
    else this.root.title = title;
    if (column.paint !== undefined) {
      this.root.replaceChildren(column.paint(data));
      return;
    }
    if (shown === null) {
      this.root.replaceChildren(element('span', 'unknown', t('common.unknown')));
      return;
    }
    const span = element('span', column.mono === true ? 'mono' : 'text', shown);
    // Names in other scripts keep their own direction; API names never have one.
    if (column.mono !== true) span.dir = 'auto';
    this.root.replaceChildren(span, ...(column.copyable === true && text !== null ? [copyButton(text, announce)] : []));
  }
}

function element(tag: 'span' | 'button', name: string, text?: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = classes[name] ?? '';
  if (text !== undefined) made.textContent = text;
  return made;
}

function copyButton(text: string, announce: (text: string) => void): HTMLElement {
  const button = element('button', 'copy');
  button.setAttribute('type', 'button');
  // Not a tab stop of its own: the cell is, and there Ctrl or Cmd+C does the same.
  button.tabIndex = -1;
  button.title = t('grid.copyName');
  button.setAttribute('aria-label', t('grid.copyNameOf', { name: text }));
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    call('app.copyText', { text }).then(() => {
      button.dataset['copied'] = t('common.copied');
      announce(t('grid.copied', { text }));
      setTimeout(() => delete button.dataset['copied'], COPIED_MS);
    }, showFailure);
  });
  return button;
}
