import { Modal, Table } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import type { UnknownPart } from '../../../src-preload/contract/jobs.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';

/** More rows than anybody reads would only slow the dialog down. */
const MAX_ROWS = 500;

type Props = {
  readonly parts: readonly UnknownPart[];
  /** Draws what opens the list. */
  readonly children: (open: () => void) => ReactNode;
};

/** What could not be read, part by part, with the reason. */
export function UnknownParts({ parts, children }: Props) {
  const [opened, setOpened] = useState(false);
  return (
    <>
      {children(() => setOpened(true))}
      <Modal
        opened={opened}
        onClose={() => setOpened(false)}
        title={t('sync.partial.listTitle')}
        size="xl"
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('unknown.area')}</Table.Th>
              <Table.Th>{t('unknown.name')}</Table.Th>
              <Table.Th>{t('unknown.reason')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {parts.slice(0, MAX_ROWS).map((part, index) => (
              <Table.Tr key={`${part.area} ${part.name} ${index}`}>
                <Table.Td>{part.area}</Table.Td>
                <Table.Td className="ob-mono">{part.name}</Table.Td>
                <Table.Td>{part.reason}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        {parts.length > MAX_ROWS ? t('sync.more', { count: formatNumber(parts.length - MAX_ROWS) }) : null}
      </Modal>
    </>
  );
}
