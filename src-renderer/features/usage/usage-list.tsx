import { ActionIcon, Button, TextInput, Tooltip } from '@mantine/core';
import { IconCopy, IconDownload, IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { componentType } from '../../../src-preload/contract/components.ts';
import type { UsageCoverage, UsageRow } from '../../../src-preload/contract/usage.ts';
import { call } from '../../api/client.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Breakable } from '../../ui/breakable.tsx';
import { copyRows } from '../../ui/data-grid/copy-formats.ts';
import type { GridColumn } from '../../ui/data-grid/types.ts';
import { showDone, showFailure } from '../../ui/toasts.tsx';
import { groupOfType } from '../components/component-groups.ts';
import { Coverage } from './coverage.tsx';
import { type UsageGroup, isNothingRead, usageGroups, usageTypeName, viaText } from './usage-text.ts';
import classes from './usage.module.css';

/** From here on looking takes longer than typing. */
const FILTER_FROM = 12;
/** Of each type; more are drawn when asked for. */
const FIRST_ROWS = 50;

const COPIED: readonly GridColumn<UsageRow>[] = [
  { id: 'type', header: t('usage.column.type'), widthPx: 0, text: (row) => row.type },
  { id: 'name', header: t('usage.column.name'), widthPx: 0, text: (row) => row.name },
  {
    id: 'label',
    header: t('usage.column.label'),
    widthPx: 0,
    text: (row) => (row.label === null && row.shown === row.name ? '' : row.shown),
  },
  { id: 'via', header: t('usage.column.via'), widthPx: 0, text: (row) => row.via.join(', ') },
  { id: 'source', header: t('usage.column.source'), widthPx: 0, text: (row) => row.source.join(', ') },
];

type Props = {
  readonly connectionId: string;
  readonly rows: readonly UsageRow[];
  readonly coverage: readonly UsageCoverage[];
  /** What the rows are: those that use the thing, or those that it uses. */
  readonly direction: 'usedBy' | 'uses';
  /** Exports the whole table, where that is offered. */
  readonly onExport?: () => void;
};

/** Uses by type, under the line that says what they rest on. */
export function UsageList({ connectionId, rows, coverage, direction, onExport }: Props) {
  const [text, setText] = useState('');
  const groups = usageGroups(rows, text);
  const suffix = direction === 'uses' ? '.uses' : '';
  const copy = (): void => {
    const shown = groups.flatMap((group) => group.rows);
    call('app.copyText', { text: copyRows('tsv', COPIED, shown) }).then(
      () => showDone(t('grid.copiedRows', { count: shown.length })),
      showFailure,
    );
  };
  return (
    <>
      <Coverage coverage={coverage} found={rows.length} />
      {rows.length === 0 && isNothingRead(coverage) ? (
        <div className={classes.nothing}>
          <p className={classes.nothingTitle}>{t('usage.noneRead.title')}</p>
          <p className={classes.nothingText}>{t('usage.noneRead.text')}</p>
          <Button variant="default" component={Link} to="/org/$connectionId/areas" params={{ connectionId } as never}>
            {t('usage.choose')}
          </Button>
        </div>
      ) : rows.length === 0 ? (
        <p className={classes.none}>{t(`usage.noneFound${suffix}`)}</p>
      ) : (
        <>
          <div className={classes.tools}>
            <span className={classes.found} role="status">
              {t(`usage.found${suffix}`, { count: rows.length, shown: formatNumber(rows.length) })}
            </span>
            {rows.length < FILTER_FROM ? null : (
              <TextInput
                className={classes.filter}
                aria-label={t('usage.filter')}
                placeholder={t('usage.filter')}
                leftSection={<IconSearch size={14} stroke={1.6} aria-hidden="true" />}
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
            <Tooltip label={t('usage.copy')}>
              <ActionIcon
                variant="default"
                size="1.875rem"
                aria-label={t('usage.copy')}
                disabled={groups.length === 0}
                onClick={copy}
              >
                <IconCopy size={14} stroke={1.6} aria-hidden="true" />
              </ActionIcon>
            </Tooltip>
            {onExport === undefined ? null : (
              <Tooltip label={t('usage.export')}>
                <ActionIcon variant="default" size="1.875rem" aria-label={t('usage.export')} onClick={onExport}>
                  <IconDownload size={14} stroke={1.6} aria-hidden="true" />
                </ActionIcon>
              </Tooltip>
            )}
          </div>
          {groups.length === 0 ? <p className={classes.none}>{t('usage.noMatch')}</p> : null}
          {groups.map((group) => (
            <Group key={group.type} connectionId={connectionId} group={group} />
          ))}
        </>
      )}
    </>
  );
}

function Group({ connectionId, group }: { readonly connectionId: string; readonly group: UsageGroup }) {
  const [all, setAll] = useState(false);
  const { type, rows } = group;
  const name = usageTypeName(type);
  return (
    <section className={classes.group}>
      <h3 className={classes.groupTitle}>
        {name} <span className={classes.count}>{formatNumber(rows.length)}</span>
      </h3>
      <table className={classes.table} aria-label={t('usage.table', { type: name })}>
        <colgroup>
          <col />
          <col className={classes.viaColumn} />
        </colgroup>
        <thead className="ob-hidden">
          <tr>
            <th scope="col">{t('usage.column.name')}</th>
            <th scope="col">{t('usage.column.via')}</th>
          </tr>
        </thead>
        <tbody>
          {(all ? rows : rows.slice(0, FIRST_ROWS)).map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <UsageName connectionId={connectionId} row={row} />
              </th>
              <td>
                <span className={classes.via}>{viaText(row.via)}</span>
                <span className={classes.source}>{row.source.join(', ')}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {all || rows.length <= FIRST_ROWS ? null : (
        <Button variant="subtle" color="gray" onClick={() => setAll(true)}>
          {t('usage.showAll', { count: formatNumber(rows.length) })}
        </Button>
      )}
    </section>
  );
}

/** A way to what it is, where that is in the store: then it has a label. Else its name as it is read. */
function UsageName({ connectionId, row }: { readonly connectionId: string; readonly row: UsageRow }) {
  return (
    <>
      <UsageLink connectionId={connectionId} row={row} />
      {row.label === null && row.shown === row.name ? null : (
        <span className={`${classes.name} ob-mono`} title={row.name}>
          <Breakable text={row.name} />
        </span>
      )}
    </>
  );
}

type LinkProps = { readonly connectionId: string; readonly row: UsageRow };

function UsageLink({ connectionId, row: { type, name, label: known, shown } }: LinkProps) {
  const dot = name.indexOf('.');
  if (type === 'CustomField' && dot > 0) {
    return (
      <Link
        className={classes.link}
        dir="auto"
        to="/org/$connectionId/fields"
        params={{ connectionId }}
        search={{ objects: name.slice(0, dot), field: name }}
      >
        {shown}
      </Link>
    );
  }
  const listed = componentType.safeParse(type).data;
  const group = known === null || listed === undefined ? null : groupOfType(listed);
  if (group === null || listed === undefined) {
    return (
      <span className={classes.label} dir="auto">
        {shown}
      </span>
    );
  }
  return (
    <Link
      className={classes.link}
      dir="auto"
      to="/org/$connectionId/catalog/$group"
      params={{ connectionId, group }}
      search={{ type: listed, open: name }}
    >
      {shown}
    </Link>
  );
}
