import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import type { ExportPreview as Preview, ExportSource, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { call } from '../../api/client.ts';
import { useCall } from '../../api/queries.ts';
import { type MessageId, t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { accountOf } from './destination-draft.ts';
import { type ExportDraft, isFolder, previewSpecOf, specOf } from './export-draft.ts';
import { ExportForm } from './export-form.tsx';
import { ExportPreview } from './export-preview.tsx';
import { closeExport } from './export-store.ts';
import { thingsOf } from './export-text.ts';
import classes from './exports.module.css';
import { PresetBar } from './preset-bar.tsx';

const PAUSE_MS = 150;
/** What a save dialog adds to a name; a spreadsheet online goes without. */
const EXTENSION = /\.(xlsx|csv|md|html|json)$/;

type Props = {
  readonly connectionId: string | null;
  readonly draft: ExportDraft;
  readonly onDraft: (draft: ExportDraft) => void;
  readonly shown: ExportSource | null;
  /** True when the person came back to it from a later step. */
  readonly returned: boolean;
  readonly onPreset: (spec: ExportSpec) => void;
  readonly onSetUp: () => void;
  /** A file is being written. */
  readonly onWritten: (started: { readonly jobId: string; readonly exportId: string }) => Promise<void>;
  /** The settings lead out of this machine, and have to be looked at. */
  readonly onReview: (spec: ExportSpec) => void;
};

/** The settings on the left, what they give on the right. */
export function FormStep(props: Props) {
  const { connectionId, draft, shown } = props;
  const accounts = useCall('accounts.list', {}).data?.accounts ?? [];
  const [suggested, setSuggested] = useState('');
  // From the click on, with the system's dialog: a second click must not ask and write a second time.
  const [writing, setWriting] = useState(false);
  const primary = useRef<HTMLButtonElement>(null);
  const asked = { draft, connectionId, shown, accounts, suggested };
  const spec = specOf(asked);
  const { preview, error, empty } = usePreview(previewSpecOf(asked));
  const rows = empty ? 0 : (preview?.rows ?? 0);
  const { returned } = props;
  const ready = spec !== null && rows > 0;
  const hasFocused = useRef(false);
  // As soon as it can be pressed: a button that cannot takes no focus.
  useEffect(() => {
    if (!returned || !ready || hasFocused.current) return;
    hasFocused.current = true;
    primary.current?.focus();
  }, [returned, ready]);
  const name = preview?.suggestedName.replace(EXTENSION, '') ?? '';
  if (name !== '' && name !== suggested) setSuggested(name);

  const write = async (): Promise<void> => {
    if (spec === null || preview === undefined || spec.destination.kind !== 'file') return;
    const { format } = spec.destination;
    setWriting(true);
    try {
      const target = await call('app.chooseSaveTarget', {
        suggestedName: preview.suggestedName.slice(0, 200),
        format,
        folder: isFolder(draft),
      });
      if (target.targetId === null) return;
      await props.onWritten(await call('exports.start', { spec, targetId: target.targetId, consentId: null }));
    } finally {
      setWriting(false);
    }
  };

  const { place, format } = draft.destination;
  const nothing = !empty && preview !== undefined && rows === 0;
  const missing = empty ? t(whyEmpty(draft, connectionId)) : spec === null ? whatIsMissing(draft, accounts) : null;
  return (
    <>
      <div className={classes.halves}>
        <div className={classes.formSide}>
          <PresetBar spec={spec} onApply={props.onPreset} />
          <ExportForm
            connectionId={connectionId}
            draft={draft}
            onChange={props.onDraft}
            shown={shown}
            accounts={accounts}
            suggested={suggested}
            onSetUp={props.onSetUp}
          />
        </div>
        <div className={classes.previewSide}>
          <ExportPreview
            preview={preview}
            error={error}
            reason={empty ? t(whyEmpty(draft, connectionId)) : null}
            files={isFolder(draft)}
          />
        </div>
      </div>
      <div className={classes.dialogFoot}>
        <span className={classes.missing} role="status">
          {nothing ? t('export.noRows') : (missing ?? '')}
        </span>
        <Button variant="default" onClick={closeExport}>
          {t('common.cancel')}
        </Button>
        {place === 'file' ? (
          <Button ref={primary} disabled={!ready} loading={writing} onClick={() => void write().catch(showFailure)}>
            {t(`export.button.${format}`, { what: thingsOf(draft.kind, rows) })}
          </Button>
        ) : (
          <Button
            ref={primary}
            disabled={!ready}
            onClick={() => {
              if (spec !== null) props.onReview(spec);
            }}
          >
            {t('export.button.review')}
          </Button>
        )}
      </div>
    </>
  );
}

type Shown = {
  readonly preview: Preview | undefined;
  readonly error: unknown;
  /** There is nothing to ask for. */
  readonly empty: boolean;
};

/** The preview of the settings as they are, a moment after the last change. */
function usePreview(spec: ExportSpec | null): Shown {
  const [asked] = useDebouncedValue(JSON.stringify(spec), PAUSE_MS);
  const askedSpec = JSON.parse(asked) as ExportSpec | null;
  const { data, error } = useCall(
    'exports.preview',
    // Not asked without a spec; an input is still needed for the key.
    { spec: askedSpec ?? ({} as ExportSpec) },
    { keepPrevious: true, enabled: askedSpec !== null },
  );
  return { preview: data, error, empty: spec === null };
}

/** Why there is nothing to export. */
function whyEmpty(draft: ExportDraft, connectionId: string | null): MessageId {
  if (draft.kind !== 'area' && !draft.columns[draft.kind].some(({ on }) => on)) return 'export.noColumns';
  return connectionId === null && draft.kind !== 'ledger' ? 'export.noOrg' : 'export.noObjects';
}

/** What the destination still lacks, as a sentence. */
function whatIsMissing({ destination }: ExportDraft, accounts: readonly Account[]): string | null {
  if (destination.place === 'file') return null;
  const account = accountOf(destination, destination.place, accounts);
  if (account?.signedIn !== true) return t('export.noAccount');
  return t('export.noDestination', { place: t(`export.place.${destination.place}`) });
}
