import { Button, Menu, TextInput } from '@mantine/core';
import { IconBookmark, IconChevronDown } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { ExportPreset, ExportSpec } from '../../../src-preload/contract/exports.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { t } from '../../i18n/t.ts';
import { showDone, showFailure } from '../../ui/toasts.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './presets.module.css';

type Props = {
  /** The settings as they are now; null while they are not complete. */
  readonly spec: ExportSpec | null;
  readonly onApply: (spec: ExportSpec) => void;
};

/** Null: nothing is being named. An id: that preset is being renamed. */
type Naming = { readonly preset: ExportPreset | null; readonly name: string } | null;

const LISTS = { invalidates: ['exports.presets'] } as const;

/** Settings that were saved under a name: applied, saved, renamed and removed from one menu. */
export function PresetBar({ spec, onApply }: Props) {
  const presets = useCall('exports.presets', {}).data?.presets ?? [];
  const save = useAction('exports.savePreset', LISTS);
  const remove = useAction('exports.removePreset', LISTS);
  const [appliedId, setAppliedId] = useState<string | null>(null);
  const [naming, setNaming] = useState<Naming>(null);
  const field = useRef<HTMLInputElement>(null);
  const target = useRef<HTMLButtonElement>(null);
  const [opened, setOpened] = useState(false);
  const isNaming = naming !== null;
  const wasNaming = useRef(false);
  useEffect(() => {
    if (isNaming) {
      field.current?.focus();
      field.current?.select();
    }
    // The field went with the focus in it: the menu's button, which took its place, gets it back.
    else if (wasNaming.current) target.current?.focus();
    wasNaming.current = isNaming;
  }, [isNaming]);
  const applied = presets.find(({ id }) => id === appliedId);

  const store = (id: string | null, name: string, what: ExportSpec): void =>
    save.mutate(
      { id, name, spec: what },
      {
        onSuccess: (preset) => {
          setAppliedId(preset.id);
          setNaming(null);
          showDone(t('preset.saved', { name: preset.name }));
        },
        onError: showFailure,
      },
    );

  if (naming !== null) {
    const { preset, name } = naming;
    const what = preset?.spec ?? spec;
    const submit = (event: FormEvent): void => {
      event.preventDefault();
      if (what !== null && name.trim() !== '') store(preset?.id ?? null, name.trim(), what);
    };
    return (
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- wherever in it the focus is.
      <form
        className={classes.bar}
        onSubmit={submit}
        // Escape leaves the name, not the dialog.
        data-takes-escape
        onKeyDown={(event) => {
          if (event.key === 'Escape') setNaming(null);
        }}
      >
        <TextInput
          ref={field}
          className={classes.name}
          aria-label={t('preset.name')}
          placeholder={t('preset.name')}
          value={name}
          maxLength={80}
          autoComplete="off"
          onChange={(event) => setNaming({ preset, name: event.currentTarget.value })}
        />
        <WorkButton type="submit" disabled={name.trim() === '' || what === null} loading={save.isPending}>
          {t('common.save')}
        </WorkButton>
        <Button variant="default" onClick={() => setNaming(null)}>
          {t('common.cancel')}
        </Button>
      </form>
    );
  }
  return (
    <div className={classes.bar}>
      <Menu position="bottom-start" opened={opened} onChange={setOpened}>
        <Menu.Target>
          <Button
            ref={target}
            variant="default"
            className={classes.target}
            // Until the focus is in the menu, Escape is pressed here.
            onKeyDown={(event) => {
              if (event.key === 'Escape') setOpened(false);
            }}
            leftSection={<IconBookmark size={14} stroke={1.6} aria-hidden="true" />}
            rightSection={<IconChevronDown size={14} stroke={1.6} aria-hidden="true" />}
          >
            <span className={classes.preset} title={applied?.name} dir="auto">
              {applied?.name ?? t('preset.menu')}
            </span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.menu}>
          {presets.length === 0 ? <Menu.Label>{t('preset.none')}</Menu.Label> : null}
          {presets.map((preset) => (
            <Menu.Item
              key={preset.id}
              onClick={() => {
                setAppliedId(preset.id);
                onApply(preset.spec);
              }}
            >
              <span className={classes.preset} title={preset.name} dir="auto">
                {preset.name}
              </span>
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item disabled={spec === null} onClick={() => setNaming({ preset: null, name: '' })}>
            {t('preset.saveAs')}
          </Menu.Item>
          {applied === undefined ? null : (
            <>
              <Menu.Item
                disabled={spec === null}
                onClick={() => {
                  if (spec !== null) store(applied.id, applied.name, spec);
                }}
              >
                {t('preset.update', { name: applied.name })}
              </Menu.Item>
              <Menu.Item onClick={() => setNaming({ preset: applied, name: applied.name })}>
                {t('preset.rename', { name: applied.name })}
              </Menu.Item>
              <Menu.Item
                className={classes.danger}
                onClick={() =>
                  remove.mutate(
                    { id: applied.id },
                    {
                      onSuccess: () => showDone(t('preset.removed', { name: applied.name })),
                      onError: showFailure,
                    },
                  )
                }
              >
                {t('preset.remove', { name: applied.name })}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}
