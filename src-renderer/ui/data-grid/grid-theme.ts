import { type Theme, createTheme } from 'ag-grid-community';
import type { Preferences } from '../../../src-preload/contract/preferences.ts';

const ROW_PX = { compact: 28, comfortable: 34 } as const;

/** The grid in our colours: all of them are the page's own variables, so both schemes come for free. */
export const gridTheme = (density: Preferences['density']): Theme =>
  createTheme().withParams({
    backgroundColor: 'var(--ob-ground)',
    dataBackgroundColor: 'var(--ob-ground)',
    foregroundColor: 'var(--ob-text)',
    cellTextColor: 'var(--ob-text)',
    accentColor: 'var(--ob-accent)',
    borderColor: 'var(--ob-line)',
    borderWidth: 1,
    fontFamily: 'inherit',
    fontSize: 13,
    spacing: 6,
    rowHeight: ROW_PX[density],
    headerHeight: 30,
    headerFontSize: 12,
    headerFontWeight: 600,
    headerBackgroundColor: 'var(--ob-panel)',
    headerTextColor: 'var(--ob-dim)',
    headerCellMovingBackgroundColor: 'var(--ob-selected)',
    headerColumnBorder: false,
    headerColumnResizeHandleColor: 'var(--ob-line)',
    headerColumnResizeHandleHeight: '50%',
    headerRowBorder: true,
    columnBorder: false,
    rowBorder: { color: 'var(--ob-line)' },
    pinnedColumnBorder: { color: 'var(--ob-line)' },
    wrapperBorder: false,
    wrapperBorderRadius: 0,
    cellHorizontalPadding: 10,
    selectedRowBackgroundColor: 'var(--ob-selected)',
    rangeSelectionBorderColor: 'var(--ob-accent)',
    dragHandleColor: 'var(--ob-dim)',
    focusShadow: 'none',
  });
