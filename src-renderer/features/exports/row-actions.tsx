import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { ExportRecord } from '../../../src-preload/contract/exports.ts';
import { useCopy } from '../../api/copy.ts';
import { useAction } from '../../api/queries.ts';
import { useConnections } from '../../api/state.ts';
import { t } from '../../i18n/t.ts';
import { showFailure } from '../../ui/toasts.tsx';
import { openExport } from './export-store.ts';
import { ForgetDialog } from './forget-dialog.tsx';
import classes from './history.module.css';

/** What can be done with a line of the history: the likeliest as a button, the rest in a menu. */
export function RowActions({ record }: { readonly record: ExportRecord }) {
  const { id, link, targetName: title } = record;
  /** A page that helps with what went wrong. */
  const help = record.error?.link;
  const cancel = useAction('jobs.cancel', { invalidates: ['jobs.list', 'exports.history'] });
  const openLink = useAction('app.openLink');
  const openFile = useAction('app.openExport');
  const [forgetting, setForgetting] = useState(false);
  const clipboard = useCopy();
  const repeat = useRepeat(record);
  const open = openOf(record);
  const run = (): void => {
    if (open === 'link' && link !== null) openLink.mutate({ url: link }, { onError: showFailure });
    else openFile.mutate({ exportId: id, how: 'open' }, { onError: showFailure });
  };

  if (record.state === 'running') {
    return (
      <span className={classes.actions}>
        <Button
          variant="default"
          aria-label={t('exports.cancelOf', { title })}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ jobId: record.jobId }, { onError: showFailure })}
        >
          {t('common.cancel')}
        </Button>
      </span>
    );
  }
  return (
    <span className={classes.actions}>
      {record.canResume ? (
        <Button
          variant="default"
          aria-label={t('exports.resumeOf', { title })}
          onClick={() => openExport(record.connectionId, { kind: 'resume', record })}
        >
          {t('exports.resume')}
        </Button>
      ) : open === null ? (
        <Button
          variant="default"
          aria-label={t('exports.repeatOf', { title })}
          disabled={repeat === null}
          title={repeat === null ? t('exports.repeat.no') : undefined}
          onClick={repeat ?? undefined}
        >
          {t('exports.repeat')}
        </Button>
      ) : (
        <Button variant="default" aria-label={t('exports.openOf', { title })} onClick={run}>
          {t('exports.open')}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={t('exports.more', { title })}>
            <IconDots size={16} stroke={1.6} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {record.canResume && open !== null ? <Menu.Item onClick={run}>{t('exports.open')}</Menu.Item> : null}
          {record.hasFile ? (
            <Menu.Item onClick={() => openFile.mutate({ exportId: id, how: 'reveal' }, { onError: showFailure })}>
              {t('exports.reveal')}
            </Menu.Item>
          ) : null}
          {link === null ? null : <Menu.Item onClick={() => clipboard.copy(link)}>{t('exports.copyLink')}</Menu.Item>}
          {help === undefined ? null : (
            <Menu.Item onClick={() => openLink.mutate({ url: help }, { onError: showFailure })}>
              {t('exports.help')}
            </Menu.Item>
          )}
          <Menu.Item disabled={repeat === null} onClick={repeat ?? undefined}>
            {t('exports.repeat')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item onClick={() => setForgetting(true)}>{t('exports.forget.ask')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ForgetDialog record={record} opened={forgetting} onClose={() => setForgetting(false)} />
    </span>
  );
}

/** What there is to open. */
function openOf({ state, link, hasFile }: ExportRecord): 'link' | 'file' | null {
  if (link !== null) return 'link';
  return state === 'done' && hasFile ? 'file' : null;
}

/** Opens the dialog with the settings of then; null when they cannot be read, or their org is gone. */
function useRepeat({ spec, connectionId }: ExportRecord): (() => void) | null {
  const here = useParams({ from: '/org/$connectionId/exports' }).connectionId;
  const known = useConnections()?.some(({ id }) => id === connectionId) ?? false;
  if (spec === null || (connectionId !== null && !known)) return null;
  return () => openExport(connectionId ?? here, { kind: 'repeat', spec });
}
