import { Modal } from '@mantine/core';
import { useRef, useState } from 'react';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { useConnections } from '../../api/state.ts';
import { useAppCommand } from '../../app/commands.ts';
import { useInnerEscape } from '../../ui/inner-escape.ts';
import { t } from '../../i18n/t.ts';
import { OrgBadge, OrgSwatch } from '../../ui/org-badge.tsx';
import { useExportEndNotices } from './export-end-notice.ts';
import type { SourceKind } from './export-draft.ts';
import { closeExport, openExport, useExportStore } from './export-store.ts';
import { ExportWizard, type StepKind } from './export-wizard.tsx';
import classes from './exports.module.css';

type Look = { readonly source: SourceKind; readonly step: StepKind };

const SIZES: Readonly<Record<StepKind, string>> = { form: '72rem', setUp: '46rem', consent: '60rem', run: '42rem' };

/** The export dialog; the menu's Export opens it anywhere an org is on screen. */
export function ExportDialog({ current }: { readonly current: Connection | null }) {
  const opened = useExportStore((state) => state.opened);
  const [look, setLook] = useState<Look>({ source: 'dictionary', step: 'form' });
  const title = useRef<HTMLSpanElement>(null);
  useExportEndNotices();
  useInnerEscape(title, opened !== null, closeExport);
  const org = useConnections()?.find(({ id }) => id === opened?.connectionId);
  useAppCommand(
    'export',
    () => {
      if (current !== null && opened === null) openExport(current.id);
    },
    current !== null,
  );
  return (
    <Modal
      opened={opened !== null}
      onClose={closeExport}
      title={
        <span ref={title} className={classes.dialogTitle}>
          {t(`export.title.${look.source}`)}
          {org === undefined || look.source === 'ledger' ? null : (
            <span className={classes.dialogOrg}>
              <OrgSwatch org={org} />
              <span className={classes.dialogOrgName} dir="auto" title={org.name}>
                {org.name}
              </span>
              <OrgBadge type={org.type} />
            </span>
          )}
        </span>
      }
      size={SIZES[look.step]}
      classNames={{ body: classes.dialog ?? '', title: classes.dialogHead ?? '' }}
      closeOnClickOutside={false}
      closeOnEscape={false}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 100 }}
    >
      {opened === null ? null : (
        <ExportWizard connectionId={opened.connectionId} start={opened.start} onLook={setLook} />
      )}
    </Modal>
  );
}
