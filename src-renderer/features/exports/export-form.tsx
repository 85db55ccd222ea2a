import { Radio, SegmentedControl, Select, Stack, Switch } from '@mantine/core';
import type { Account } from '../../../src-preload/contract/accounts.ts';
import type { ExportSource } from '../../../src-preload/contract/exports.ts';
import { t } from '../../i18n/t.ts';
import { ObjectPicker } from '../fields/object-picker.tsx';
import { Choice } from './choice.tsx';
import { isOneSheet } from './destination-draft.ts';
import { DestinationForm } from './destination-form.tsx';
import { ExportColumns } from './export-columns.tsx';
import { type ExportDraft, type Scope, type SourceKind, SOURCES, differsFromAll, hasCover } from './export-draft.ts';
import { areaName } from './export-text.ts';
import classes from './exports.module.css';

type Props = {
  /** Null: there is no org, so only requests can be exported. */
  readonly connectionId: string | null;
  readonly draft: ExportDraft;
  readonly onChange: (draft: ExportDraft) => void;
  /** What "as shown" means; null where nothing is shown. */
  readonly shown: ExportSource | null;
  readonly accounts: readonly Account[];
  readonly suggested: string;
  /** Leads to the card that shows how a client id is made. */
  readonly onSetUp: () => void;
};

/** Everything about an export that can be chosen: what, where to, and how it looks there. */
export function ExportForm(props: Props) {
  const { connectionId, draft, onChange, shown } = props;
  const set = (change: Partial<ExportDraft>): void => onChange({ ...draft, ...change });
  const { area } = draft;
  const kinds: readonly SourceKind[] =
    connectionId === null ? ['ledger'] : [...(area === null ? [] : (['area'] as const)), ...SOURCES];
  const nameOf = (kind: SourceKind): string =>
    kind !== 'area' ? t(`export.source.${kind}`) : area === null ? '' : areaName(area);
  return (
    <div className={classes.form}>
      <Select
        label={t('export.source')}
        value={draft.kind}
        data={kinds.map((value) => ({ value, label: nameOf(value) }))}
        onChange={(value) => {
          const kind = kinds.find((one) => one === value) ?? draft.kind;
          set({ kind, scope: differsFromAll(kind, shown) ? 'shown' : 'all' });
        }}
      />
      {draft.kind === 'area' ? (
        <p className={classes.quiet}>
          {t(area?.kind === 'fieldsUsed' ? 'export.what.fieldsUsed' : 'export.what.area')}
        </p>
      ) : (
        <ScopeChoice {...props} />
      )}
      <DestinationForm
        accounts={props.accounts}
        draft={draft.destination}
        onChange={(destination) => set({ destination })}
        suggested={props.suggested}
        onSetUp={props.onSetUp}
      />
      <Look draft={draft} onChange={set} />
      <Columns draft={draft} onChange={set} />
    </div>
  );
}

function Columns({ draft, onChange }: LookProps) {
  const { kind, columns } = draft;
  if (kind === 'area') return null;
  return (
    <ExportColumns
      kind={kind}
      columns={columns[kind]}
      onChange={(changed) => onChange({ columns: { ...columns, [kind]: changed } })}
    />
  );
}

function ScopeChoice({ connectionId, draft, onChange, shown }: Props) {
  const { kind, scope } = draft;
  const scopes: readonly Scope[] = [
    ...(differsFromAll(kind, shown) ? (['shown'] as const) : []),
    'all',
    ...(kind === 'dictionary' || kind === 'fields' ? (['chosen'] as const) : []),
  ];
  if (kind === 'area') return null;
  const thing = kind === 'dictionary' ? 'fields' : kind;
  return (
    <>
      <Radio.Group
        label={t(`export.what.${thing}`)}
        value={scope}
        onChange={(value) => onChange({ ...draft, scope: scopes.find((one) => one === value) ?? 'all' })}
      >
        <Stack gap="0.25rem" mt="0.25rem">
          {scopes.map((one) => (
            <Radio
              key={one}
              size="xs"
              value={one}
              label={t(one === 'all' ? `export.what.all.${thing}` : `export.what.${one}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {scope === 'chosen' && connectionId !== null ? (
        <ObjectPicker
          connectionId={connectionId}
          label={t('export.what.pick')}
          noneText={t('export.noObjects')}
          chosen={draft.objects}
          onChange={(objects) => onChange({ ...draft, objects })}
        />
      ) : null}
    </>
  );
}

type LookProps = { readonly draft: ExportDraft; readonly onChange: (change: Partial<ExportDraft>) => void };

function Look({ draft, onChange }: LookProps) {
  const { kind, destination } = draft;
  const one = isOneSheet(destination);
  return (
    <>
      {kind === 'dictionary' && !one ? (
        <Radio.Group
          label={t('export.layout')}
          value={draft.layout}
          onChange={(value) => onChange({ layout: value === 'perObject' ? 'perObject' : 'one' })}
        >
          <Stack gap="0.25rem" mt="0.25rem">
            {(['one', 'perObject'] as const).map((layout) => (
              <Radio key={layout} size="xs" value={layout} label={t(`export.layout.${layoutWords(draft)}.${layout}`)} />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      {one ? <p className={classes.quiet}>{t('export.layout.oneSheet')}</p> : null}
      {kind === 'ledger' || (kind === 'area' && draft.area?.kind !== 'components') ? null : (
        <Choice label={t('export.headers')}>
          {(id) => (
            <SegmentedControl
              fullWidth
              aria-labelledby={id}
              value={draft.headers}
              data={(['label', 'api'] as const).map((value) => ({ value, label: t(`export.headers.${value}`) }))}
              onChange={(headers) => onChange({ headers })}
            />
          )}
        </Choice>
      )}
      {hasCover(destination) ? (
        <Switch
          label={t('export.cover')}
          description={t('export.cover.text')}
          checked={draft.cover}
          onChange={(event) => onChange({ cover: event.currentTarget.checked })}
        />
      ) : null}
      {destination.place === 'file' && destination.format === 'csv' ? (
        <Switch
          label={t('export.defuse')}
          description={t('export.defuse.text')}
          checked={draft.defuse}
          onChange={(event) => onChange({ defuse: event.currentTarget.checked })}
        />
      ) : null}
    </>
  );
}

/** Which words say what one and several sheets are there. */
function layoutWords({ destination }: ExportDraft): 'book' | 'files' | 'page' | 'json' {
  if (destination.place !== 'file' || destination.format === 'xlsx') return 'book';
  if (destination.format === 'html') return 'page';
  return destination.format === 'json' ? 'json' : 'files';
}
