import { Badge, Button, Checkbox } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { RestorePreview } from '../../../src-preload/contract/backup.ts';
import { type PreferenceName, PREFERENCE_NAMES, preferenceTable } from '../../../src-preload/contract/preferences.ts';
import { call } from '../../api/client.ts';
import { useAction, useCall } from '../../api/queries.ts';
import { useAppState } from '../../api/state.ts';
import { formatDateTime } from '../../i18n/format.ts';
import { hasMessage, t } from '../../i18n/t.ts';
import { FailureNotice } from '../../ui/failure-notice.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { showDone } from '../../ui/toasts.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import classes from './privacy.module.css';
import { type RestoreChoice, changingItems, chosenParts, countChosen, firstChoice } from './restore-choice.ts';
import { Section } from './section.tsx';
import { useWork } from './use-work.ts';

/** More are not drawn; they are chosen with the whole part. */
const MAX_SHOWN = 300;

/** Opens a backup, shows what it would change here, and restores what was chosen. */
export function RestorePanel() {
  const secretOpen = useAppState()?.secretOpen ?? null;
  const { data, refetch } = useCall('backup.preview', {}, { askAgain: true });
  // The password was typed in the secret page; afterwards the engine has the backup open.
  useEffect(() => {
    if (secretOpen === null) void refetch();
  }, [secretOpen, refetch]);
  const { failed, run } = useWork();
  const button = useRef<HTMLButtonElement>(null);
  const open = async (): Promise<void> => {
    const { targetId } = await call('app.chooseOpenTarget', { kind: 'backup' });
    if (targetId !== null) await call('app.askSecret', { purpose: 'restore', connectionId: null, targetId });
  };
  return (
    <Section
      title={t('backup.restore')}
      text={t('backup.restore.text')}
      actions={
        <Button
          ref={button}
          variant="default"
          // The password is asked for above this page: the button keeps the focus meanwhile.
          onClick={() => run(open)}
        >
          {t('backup.restore.open')}
        </Button>
      }
    >
      {failed === null ? null : <FailureNotice error={failed} />}
      {data === undefined || data === null ? null : (
        <Preview key={data.restoreId} preview={data} onClosed={() => button.current?.focus()} />
      )}
    </Section>
  );
}

type PreviewProps = { readonly preview: RestorePreview; readonly onClosed: () => void };

function Preview({ preview, onClosed }: PreviewProps) {
  const [choice, setChoice] = useState<RestoreChoice>(() => firstChoice(preview));
  const close = useAction('backup.closeRestore', {
    invalidates: ['backup.preview', 'backup.sections'],
    onDone: onClosed,
  });
  const { run } = useWork();
  const restore = useAction('backup.restore', {
    onDone: ({ restored }) => {
      showDone(t('backup.done', { count: restored }));
      close.mutate({});
    },
  });
  const count = countChosen(choice);
  const shown = preview.sections.filter(({ state, items }) => state !== 'whole' || items.length > 0);
  const empty = preview.sections.filter((section) => !shown.includes(section)).map(({ title }) => title);
  return (
    <div className={classes.stack}>
      <p className={classes.plain}>
        {t('backup.preview.made', { when: formatDateTime(preview.madeAt), by: preview.madeBy })}
      </p>
      {shown.map((section) => (
        <PreviewSection
          key={section.name}
          section={section}
          chosen={choice[section.name] ?? new Set()}
          onChosen={(ids) => setChoice({ ...choice, [section.name]: ids })}
        />
      ))}
      {empty.length === 0 ? null : (
        <p className={classes.text}>{t('backup.preview.empty', { titles: empty.join(', ') })}</p>
      )}
      {restore.error === null ? null : <FailureNotice error={restore.error} />}
      <div className={classes.end}>
        <span className={classes.text} role="status">
          {t('backup.preview.chosen', { count })}
        </span>
        <Button variant="default" onClick={() => close.mutate({})}>
          {t('backup.preview.close')}
        </Button>
        <WorkButton
          disabled={count === 0}
          loading={restore.isPending}
          onClick={() =>
            // What failed is said above the buttons.
            run(() =>
              restore.mutateAsync({ restoreId: preview.restoreId, choose: chosenParts(choice) }).catch(() => undefined),
            )
          }
        >
          {t('backup.preview.restore', { count })}
        </WorkButton>
      </div>
    </div>
  );
}

/** Preferences have their names in the table of this version; everything else brings its own. */
const titleOf = (section: string, { id, title }: RestorePreview['sections'][number]['items'][number]): string =>
  section === 'preferences' && isPreference(id) ? preferenceTable[id].title : title;
/** The values of a preference by the names that they have on its screen. */
const textOf = (section: string, { id, text }: RestorePreview['sections'][number]['items'][number]): string => {
  if (section !== 'preferences') return text;
  // An id means nothing to anybody.
  if (id === 'lastConnectionId') return '';
  const said = text.replaceAll(/\b(?:true|false)\b/g, (value) =>
    t(`preferences.value.${value === 'true' ? 'on' : 'off'}`),
  );
  return said.replaceAll(/"([A-Za-z]+)"/g, (quoted, value: string) => {
    const label = `preferences.${id}.${value}`;
    return hasMessage(label) ? `“${t(label)}”` : quoted;
  });
};
const isPreference = (id: string): id is PreferenceName => PREFERENCE_NAMES.some((name) => name === id);

type SectionProps = {
  readonly section: RestorePreview['sections'][number];
  readonly chosen: ReadonlySet<string>;
  readonly onChosen: (ids: ReadonlySet<string>) => void;
};

function PreviewSection({ section, chosen, onChosen }: SectionProps) {
  const { title, state, items } = section;
  const changing = changingItems(section);
  const hidden = items.slice(MAX_SHOWN).filter(({ id }) => chosen.has(id)).length;
  if (state !== 'whole') {
    return (
      <div className={classes.box}>
        <div className={classes.cardTitle}>{title}</div>
        <p className={state === 'damaged' ? `${classes.plain} ${classes.warn} ${classes.damaged}` : classes.text}>
          {t(`backup.section.${state}`)}
        </p>
      </div>
    );
  }
  return (
    <div className={classes.box}>
      <Checkbox
        classNames={{ label: classes.checkTitle }}
        label={title}
        aria-label={t('backup.preview.whole', { title })}
        disabled={changing.length === 0}
        checked={changing.length > 0 && chosen.size === changing.length}
        indeterminate={chosen.size > 0 && chosen.size < changing.length}
        onChange={(event) => onChosen(new Set(event.currentTarget.checked ? changing.map(({ id }) => id) : []))}
      />
      <ScrollRegion label={title} className={classes.items}>
        {items.slice(0, MAX_SHOWN).map((item) => (
          <div key={item.id} className={classes.buttons}>
            <Checkbox
              classNames={{ label: classes.check }}
              label={titleOf(section.name, item)}
              disabled={!changing.includes(item)}
              checked={chosen.has(item.id)}
              onChange={(event) => {
                const next = new Set(chosen);
                if (event.currentTarget.checked) next.add(item.id);
                else next.delete(item.id);
                onChosen(next);
              }}
            />
            <Badge>{t(`backup.change.${item.change}`)}</Badge>
            {textOf(section.name, item) === '' ? null : (
              <span className={classes.text}>{textOf(section.name, item)}</span>
            )}
          </div>
        ))}
        {hidden === 0 ? null : <p className={classes.text}>{t('backup.preview.more', { count: hidden })}</p>}
      </ScrollRegion>
    </div>
  );
}
