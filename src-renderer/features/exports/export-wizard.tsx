import { Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import type { ExportSource, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { usePreferences } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ProviderStep } from '../accounts/provider-step.tsx';
import { ConsentStep } from './consent-step.tsx';
import { type ExportDraft, type SourceKind, draftOf, firstDraft, orgOf, sourceFor } from './export-draft.ts';
import { ExportRun } from './export-run.tsx';
import { type ExportStart, type ShownGrid, closeExport, useExportStore } from './export-store.ts';
import classes from './exports.module.css';
import { follow, useOpenHistory } from './export-end-notice.ts';
import { FormStep } from './form-step.tsx';

type Started = { readonly jobId: string; readonly exportId: string };

/** An export that stopped, and the address of the account it was sent as. */
type Stopped = { readonly id: string; readonly accountName: string | null };

type Step =
  | { readonly kind: 'form'; readonly returned: boolean }
  | { readonly kind: 'setUp' }
  /** `resumes`: the export that goes on; null for a new one. */
  | { readonly kind: 'consent'; readonly spec: ExportSpec; readonly resumes: Stopped | null }
  | ({ readonly kind: 'run' } & Started);
export type StepKind = Step['kind'];

type Props = {
  readonly connectionId: string | null;
  readonly start: ExportStart;
  readonly onLook: (look: { readonly source: SourceKind; readonly step: StepKind }) => void;
};

/** The steps of an export: settings, consent where it leaves the machine, and what came of it. */
export function ExportWizard({ connectionId, start, onLook }: Props) {
  const preferences = usePreferences();
  const client = useQueryClient();
  const onScreen = useExportStore((state) => state.shown);
  const inGrid = start.kind === 'new' && start.of !== undefined ? start.of : onScreen;
  // An export that is repeated keeps its own rows, whatever the grid shows meanwhile.
  const [shown, setShown] = useState<ExportSource | null>(() => shownAtFirst(start, inGrid, connectionId));
  const [draft, setDraft] = useState<ExportDraft>(() => draftAtFirst(start, inGrid, connectionId, preferences));
  const [step, setStep] = useState<Step>(() => stepAtFirst(start));
  useEffect(() => onLook({ source: draft.kind, step: step.kind }), [onLook, draft.kind, step.kind]);

  const isShown = useRef(true);
  useEffect(() => {
    isShown.current = true;
    return () => {
      isShown.current = false;
      follow(null);
    };
  }, []);

  const begun = async (started: Started): Promise<void> => {
    if (isShown.current) follow(started.jobId);
    await Promise.all(
      (['jobs.list', 'exports.history'] as const).map((name) => client.invalidateQueries({ queryKey: [name] })),
    );
    setStep({ kind: 'run', ...started });
  };

  switch (step.kind) {
    case 'form':
      return (
        <FormStep
          connectionId={connectionId}
          draft={draft}
          onDraft={setDraft}
          shown={shown}
          returned={step.returned}
          onPreset={(spec) => {
            const source = sourceFor(spec.source, connectionId);
            setShown(source);
            setDraft(draftOf({ ...spec, source }, draft));
          }}
          onSetUp={() => setStep({ kind: 'setUp' })}
          onWritten={begun}
          onReview={(spec) => setStep({ kind: 'consent', spec, resumes: null })}
        />
      );
    case 'setUp':
      return draft.destination.place === 'file' ? null : (
        <ProviderStep provider={draft.destination.place} onBack={() => setStep({ kind: 'form', returned: true })} />
      );
    case 'consent': {
      const { spec, resumes } = step;
      return (
        <ConsentStep
          key={JSON.stringify(spec)}
          spec={spec}
          resumes={resumes !== null}
          onBack={() => (resumes === null ? setStep({ kind: 'form', returned: true }) : closeExport())}
          onAccount={(account) =>
            // What another person's account began cannot go on with this one: it becomes an export of its own.
            setStep({
              kind: 'consent',
              spec: sentAs(spec, account),
              resumes: account.name === resumes?.accountName ? resumes : null,
            })
          }
          onOther={() => setStep({ kind: 'form', returned: true })}
          onCancel={closeExport}
          onSend={async (consentId) => {
            if (resumes === null) await begun(await call('exports.start', { spec, targetId: null, consentId }));
            else {
              const { jobId } = await call('exports.resume', { exportId: resumes.id, consentId });
              await begun({ jobId, exportId: resumes.id });
            }
          }}
        />
      );
    }
    case 'run':
      return (
        <RunStep
          started={step}
          onAgain={() => {
            follow(null);
            setStep({ kind: 'form', returned: true });
          }}
          onReview={(spec, resumes) => {
            follow(null);
            setStep({ kind: 'consent', spec, resumes });
          }}
        />
      );
  }
}

const RECENT = 100;

type RunStepProps = {
  readonly started: Started;
  readonly onAgain: () => void;
  /** Leads to the consent: to go on with the export of that id, or to begin it anew. */
  readonly onReview: (spec: ExportSpec, resumes: Stopped | null) => void;
};

function RunStep({ started, onAgain, onReview }: RunStepProps) {
  const openHistory = useOpenHistory();
  const jobs = useCall('jobs.list', { limit: RECENT });
  const history = useCall('exports.history', { connectionId: null, limit: RECENT });
  const job = jobs.data?.jobs.find(({ id }) => id === started.jobId);
  const record = history.data?.exports.find(({ id }) => id === started.exportId);
  const error = jobs.error ?? history.error;
  if (error !== null) {
    return (
      <div className={classes.run}>
        <FailureNotice error={error} onRetry={() => void Promise.all([jobs.refetch(), history.refetch()])} />
      </div>
    );
  }
  if (job === undefined || record === undefined) {
    return (
      <div className={classes.run}>
        <Loader size="sm" aria-label={t('common.loading')} />
      </div>
    );
  }
  return (
    <ExportRun
      job={job}
      record={record}
      onAgain={onAgain}
      onResume={() => {
        if (record.spec !== null) onReview(record.spec, record);
      }}
      onSignedIn={(account) => {
        if (record.spec === null) return;
        const isSame = record.canResume && account.name === record.accountName;
        onReview(sentAs(record.spec, account), isSame ? record : null);
      }}
      onClose={closeExport}
      onHistory={() => {
        closeExport();
        openHistory(record);
      }}
    />
  );
}

/** The same export as another account. */
const sentAs = (spec: ExportSpec, { id: accountId }: Account): ExportSpec =>
  spec.destination.kind === 'file' ? spec : { ...spec, destination: { ...spec.destination, accountId } };

/** The grid on screen, when it belongs to the org that is exported. */
function gridOf(grid: ShownGrid | null, connectionId: string | null): ShownGrid | null {
  if (grid === null || grid.kind === 'ledger') return grid;
  return orgOf(grid) === connectionId ? grid : null;
}

function specAtFirst(start: ExportStart): ExportSpec | null {
  if (start.kind === 'new') return null;
  return start.kind === 'repeat' ? start.spec : start.record.spec;
}

const shownAtFirst = (start: ExportStart, grid: ShownGrid | null, connectionId: string | null): ExportSource | null =>
  specAtFirst(start)?.source ?? gridOf(grid, connectionId);

function draftAtFirst(
  start: ExportStart,
  grid: ShownGrid | null,
  connectionId: string | null,
  preferences: Parameters<typeof firstDraft>[0],
): ExportDraft {
  const shown = gridOf(grid, connectionId);
  const base = firstDraft(preferences, shown, start.kind === 'new' && (start.grid || connectionId === null));
  const spec = specAtFirst(start);
  return spec === null ? base : draftOf(spec, base);
}

function stepAtFirst(start: ExportStart): Step {
  if (start.kind !== 'resume' || start.record.spec === null) return { kind: 'form', returned: false };
  return { kind: 'consent', spec: start.record.spec, resumes: start.record };
}
