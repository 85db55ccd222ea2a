import { Button } from '@mantine/core';
import { useState } from 'react';
import type { CellValue, ComponentDetail } from '../../../src-preload/contract/components.ts';
import { formatDateTime, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { CopyButton } from '../drawer/copy-button.tsx';
import drawer from '../drawer/drawer.module.css';
import { type Property, PropertyGroup, Section } from '../drawer/property-list.tsx';
import { Breakable } from '../../ui/breakable.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { cellText } from './component-columns.ts';
import classes from './components.module.css';

type DetailPart = ComponentDetail['sections'][number];

const FIRST_ROWS = 100;
/** A value of more than this many characters stands under its name instead of beside it. */
const LONG_TEXT = 60;
const ISO_TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** In a drawer null stands for unknown; a time is shown as a person reads it. */
export function factText(value: CellValue): string | null {
  if (value === null) return null;
  if (typeof value === 'number') return formatNumber(value);
  if (typeof value === 'object') return value.join('\n');
  const text = cellText(value) ?? '';
  return ISO_TIME.test(text) ? formatDateTime(text) : text;
}

const property = ({ name, value }: { readonly name: string; readonly value: CellValue }): Property => {
  const text = factText(value);
  return { name, text, long: text !== null && (text.length > LONG_TEXT || text.includes('\n')) };
};

/** One part of a definition: names and values, a table, a text of code, or several of them. */
export function DetailSection({ section }: { readonly section: DetailPart }) {
  const { title, facts, table, code } = section;
  return (
    <>
      {facts.length === 0 ? null : <PropertyGroup title={title} rows={facts.map(property)} />}
      {table === null ? null : (
        <Section title={`${title} · ${formatNumber(table.rows.length)}`}>
          <PartTable title={title} table={table} />
        </Section>
      )}
      {code === null ? null : (
        <Section title={title}>
          <div className={classes.codeBox}>
            {/* WCAG 2.1.1: scrollable without a pointer. */}
            {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
            <pre className={classes.code} tabIndex={0} role="region" aria-label={title}>
              {code}
            </pre>
            <CopyButton text={code} what={title} />
          </div>
        </Section>
      )}
    </>
  );
}

type TableProps = { readonly title: string; readonly table: NonNullable<DetailPart['table']> };

function PartTable({ title, table }: TableProps) {
  const [all, setAll] = useState(false);
  const rows = all ? table.rows : table.rows.slice(0, FIRST_ROWS);
  return (
    <>
      <ScrollRegion className={classes.wide} label={title}>
        <table className={drawer.table}>
          <thead>
            <tr>
              {table.columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // Rows of a definition have no identity but their place.
              // oxlint-disable-next-line react/no-array-index-key
              <tr key={index}>
                {table.columns.map((column, at) => (
                  <td key={column} dir="auto">
                    <Cell value={row[at] ?? null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {rows.length === table.rows.length ? null : (
        <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setAll(true)}>
          {t('component.showAll', { count: formatNumber(table.rows.length) })}
        </Button>
      )}
    </>
  );
}

/** Empty cells of a table are empty: what is unknown is a matter of the whole definition. */
function Cell({ value }: { readonly value: CellValue }) {
  if (typeof value === 'object' && value !== null) return value.join(', ');
  return <Breakable text={factText(value) ?? ''} />;
}

/** What somebody wrote of it; nothing where nobody did. */
export function ComponentTexts({ detail }: { readonly detail: ComponentDetail }) {
  const isUnknown = detail.unknown.includes('description');
  if (detail.description === null && !isUnknown) return null;
  return (
    <PropertyGroup
      title={t('drawer.group.texts')}
      rows={[{ name: t('drawer.description'), text: isUnknown ? null : detail.description, long: true }]}
    />
  );
}

/** Who made and changed it, and when it was read: the same for all types. */
export function ComponentFacts({ detail }: { readonly detail: ComponentDetail }) {
  const unknown = new Set(detail.unknown);
  const text = (column: 'createdBy' | 'lastModifiedBy' | 'createdDate' | 'lastModifiedDate'): Property['text'] => {
    if (unknown.has(column)) return null;
    const value = detail[column];
    if (value === null) return '';
    return column.endsWith('Date') ? formatDateTime(value) : value;
  };
  const row = (column: Parameters<typeof text>[0], name: string): Property[] => {
    const value = text(column);
    return value === '' ? [] : [{ name, text: value }];
  };
  return (
    <PropertyGroup
      title={t('drawer.group.dates')}
      rows={[
        ...row('createdDate', t('drawer.created')),
        ...row('createdBy', t('component.createdBy')),
        ...row('lastModifiedDate', t('drawer.modified')),
        ...row('lastModifiedBy', t('component.lastModifiedBy')),
        { name: t('drawer.read'), text: formatDateTime(detail.readAt) },
      ]}
    />
  );
}
