import { Button, Modal } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import type { FieldQuery } from '../../../src-preload/contract/catalog.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { DictionarySpec } from '../../../src-preload/contract/exports.ts';
import { call } from '../../api/client.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { usePreferences } from '../../api/state.ts';
import { useAppCommand } from '../../app/commands.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { ExportForm } from './export-form.tsx';
import { ExportPreview } from './export-preview.tsx';
import { ExportProgress } from './export-run.tsx';
import { differsFromAll, draftOf, firstDraft, specOf } from './export-spec.ts';
import { closeExport, openExport, rememberRun, useExportStore } from './export-store.ts';
import classes from './exports.module.css';

const PAUSE_MS = 150;

/** The export dialog of the org on screen; the menu's Export opens it anywhere. */
export function ExportDialog({ current }: { readonly current: Connection | null }) {
  const opened = useExportStore((state) => state.opened);
  useAppCommand(
    'export',
    () => {
      if (current !== null) openExport(current.id);
    },
    current !== null,
  );
  return (
    <Modal
      opened={opened !== null}
      onClose={closeExport}
      title={t('export.title')}
      size="64rem"
      classNames={{ body: classes.dialog ?? '' }}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      transitionProps={{ duration: 100 }}
    >
      {opened === null ? null : <Dialog connectionId={opened.connectionId} spec={opened.spec} />}
    </Modal>
  );
}

type DialogProps = { readonly connectionId: string; readonly spec: DictionarySpec | null };

function Dialog({ connectionId, spec: earlier }: DialogProps) {
  const preferences = usePreferences();
  const inGrid = useExportStore((state) => state.shown);
  // A repeated export keeps its own filters, whatever the grid shows meanwhile.
  const [shown] = useState<FieldQuery | null>(
    earlier?.query ?? (inGrid?.connectionId === connectionId ? inGrid : null),
  );
  const [draft, setDraft] = useState(() => (earlier === null ? firstDraft(preferences, shown) : draftOf(earlier)));
  const [jobId, setJobId] = useState<string | null>(null);
  // From the click on, with the system's dialog: a second click must not ask and write a second time.
  const [writing, setWriting] = useState(false);
  const job = useCall('jobs.list', { limit: 200 }).data?.jobs.find(({ id }) => id === jobId);
  const run = useExportStore((state) => (jobId === null ? undefined : state.runs[jobId]));
  const start = useAction('exports.start', { invalidates: ['jobs.list'] });

  const spec = specOf(draft, connectionId, shown);
  const [asked] = useDebouncedValue(JSON.stringify(spec), PAUSE_MS);
  const askedSpec = JSON.parse(asked) as DictionarySpec | null;
  const { data: preview, error } = useCall(
    'exports.preview',
    // Not asked without a spec; an input is still needed for the key.
    { spec: askedSpec ?? ({} as DictionarySpec) },
    { keepPrevious: true, enabled: askedSpec !== null },
  );
  const rows = spec === null ? 0 : (preview?.rows ?? 0);

  const write = async (): Promise<void> => {
    if (spec === null || preview === undefined) return;
    const folder = spec.format === 'csv' && spec.layout === 'perObject';
    const { suggestedName } = preview;
    setWriting(true);
    try {
      const target = await call('app.chooseSaveTarget', { suggestedName, format: spec.format, folder });
      if (target.targetId === null) return;
      const started = await start.mutateAsync({ spec, targetId: target.targetId });
      rememberRun(started.jobId, { spec, targetId: target.targetId, name: target.name });
      setJobId(started.jobId);
    } finally {
      setWriting(false);
    }
  };

  if (job !== undefined && run !== undefined) {
    return <ExportProgress job={job} run={run} onAgain={() => setJobId(null)} onClose={closeExport} />;
  }
  return (
    <>
      <div className={classes.halves}>
        <ExportForm
          connectionId={connectionId}
          draft={draft}
          onChange={setDraft}
          canShown={differsFromAll(shown) && shown !== null}
        />
        <div className={classes.previewSide}>
          <ExportPreview
            spec={spec}
            preview={preview}
            error={error}
            reason={t(draft.columns.some(({ on }) => on) ? 'export.noObjects' : 'export.noColumns')}
          />
        </div>
      </div>
      <div className={classes.dialogFoot}>
        <Button variant="default" onClick={closeExport}>
          {t('common.cancel')}
        </Button>
        <Button
          disabled={spec === null || rows === 0}
          loading={writing}
          onClick={() => void write().catch(showFailure)}
        >
          {t(`export.button.${draft.format}`, { count: rows, shown: formatNumber(rows) })}
        </Button>
      </div>
    </>
  );
}
