import { Button, Menu } from '@mantine/core';
import { IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { call } from '../../api/client.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { showDone, showFailure } from '../toasts.tsx';
import { COPY_FORMATS, type CopyFormat, copyRows } from './copy-formats.ts';
import type { GridColumn, RowSource } from './types.ts';

/** More belongs into a file; a clipboard of this size still pastes. */
const COPY_MAX_ROWS = 10_000;
const PAGE_ROWS = 1000;

type Props<Row> = {
  /** The columns as shown, in their order. */
  readonly columns: readonly GridColumn<Row>[];
  readonly selected: number;
  readonly selectedRows: () => readonly Row[];
  readonly total: number;
  readonly source: RowSource<Row>;
};

/** Copies the selected rows, or all that are shown, in one of four formats. */
export function CopyMenu<Row>({ columns, selected, selectedRows, total, source }: Props<Row>) {
  const [working, setWorking] = useState(false);
  const copy = async (format: CopyFormat): Promise<void> => {
    setWorking(true);
    try {
      const rows = selected > 0 ? selectedRows() : await allRows(source, total);
      await call('app.copyText', { text: copyRows(format, columns, rows) });
      showDone(t('grid.copy.done', { count: rows.length, format: t(`grid.copy.${format}`) }));
    } catch (error) {
      showFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          variant="default"
          loading={working}
          disabled={total === 0}
          leftSection={<IconCopy size={14} stroke={1.6} aria-hidden="true" />}
        >
          {t('grid.copy')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{whatIsCopied(selected, total)}</Menu.Label>
        {COPY_FORMATS.map((format) => (
          <Menu.Item key={format} onClick={() => void copy(format)}>
            {t(`grid.copy.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function whatIsCopied(selected: number, total: number): string {
  if (selected > 0) return t('grid.copy.selected', { count: selected });
  const shown = formatNumber(total);
  if (total <= COPY_MAX_ROWS) return t('grid.copy.all', { count: total, shown });
  return t('grid.copy.first', { limit: formatNumber(COPY_MAX_ROWS), shown });
}

async function allRows<Row>(source: RowSource<Row>, total: number): Promise<readonly Row[]> {
  const { signal } = new AbortController();
  const rows: Row[] = [];
  while (rows.length < Math.min(total, COPY_MAX_ROWS)) {
    const page = await source.load(rows.length, Math.min(PAGE_ROWS, COPY_MAX_ROWS - rows.length), signal);
    if (page.rows.length === 0) break;
    rows.push(...page.rows);
  }
  return rows;
}
