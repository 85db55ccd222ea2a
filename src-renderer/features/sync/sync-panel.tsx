import { Button } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleDashed,
  IconCloudOff,
  IconGauge,
  IconDatabaseOff,
  IconLogin2,
  IconPlayerPause,
  IconCirclePlus,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AREAS_OF_OBJECTS } from '../../../src-preload/contract/areas.ts';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import type { Output } from '../../../src-preload/contract/index.ts';
import { unknownArea } from '../../../src-preload/contract/unknown-area.ts';
import { useCall } from '../../api/queries.ts';
import { useSignIn } from '../../app/use-sign-in.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/t.ts';
import { Banner } from '../../ui/banner.tsx';
import { WorkButton } from '../../ui/work-button.tsx';
import { SyncProgress } from './sync-progress.tsx';
import { UnknownParts } from './unknown-parts.tsx';
import { useChosen } from './use-chosen.ts';
import { useStartSync } from './use-start-sync.ts';

type Status = Output<'sync.status'>;
type Props = { readonly connection: Connection; readonly status: Status };

/** Parts that are unknown because no object was read, where none is chosen: reading again does not change that. */
const PARTS_OF_OBJECTS: ReadonlySet<string> = new Set(AREAS_OF_OBJECTS.map(unknownArea));

const icon = { size: 17, stroke: 1.6, 'aria-hidden': true } as const;

type PanelProps = {
  readonly connection: Connection;
  /** True on the screen where objects are chosen: what only leads there is left out. */
  readonly choosing?: boolean;
};

/** What reading this org came to, wherever there is something to say; nothing when all is read and nothing is new. */
export function SyncPanel({ connection, choosing = false }: PanelProps) {
  const { data: status } = useCall('sync.status', { connectionId: connection.id });
  if (status === undefined || (choosing && status.state === 'never')) return null;
  return (
    <section aria-label={t('sync.label')}>
      <StateBanner connection={connection} status={status} />
      {status.state === 'running' || choosing ? null : <Offers connection={connection} status={status} />}
    </section>
  );
}

function StateBanner({ connection, status }: Props) {
  const start = useStartSync(connection.id);
  const signIn = useSignIn(connection);
  const org = connection.name;
  const what = useChosen(connection.id);
  const counts = { read: formatNumber(status.read), chosen: formatNumber(status.chosen), count: status.chosen, org };
  const choose = <ChooseObjects connection={connection} />;
  const resume = (text: 'sync.resume' | 'sync.again' | 'sync.start'): ReactNode =>
    what === 'nothing' ? (
      choose
    ) : (
      <WorkButton variant={text === 'sync.start' ? 'filled' : 'default'} loading={start.pending} onClick={start.run}>
        {t(text)}
      </WorkButton>
    );
  switch (status.state) {
    case 'complete':
      return null;
    case 'running':
      return status.job === null ? null : <SyncProgress job={status.job} org={org} />;
    case 'never':
      return <NeverRead connection={connection} chosen={status.chosen} start={resume('sync.start')} />;
    case 'partial':
      // What could not be read is no longer chosen.
      if (status.unknown.length === 0 && what === 'areas') return null;
      if (status.unknown.length === 0 && what === 'nothing') return <NeverRead connection={connection} chosen={0} />;
      return (
        <Banner
          tone="warn"
          icon={<IconAlertTriangle {...icon} />}
          title={t(status.chosen === 0 ? 'sync.partial.areas' : 'sync.partial.title', counts)}
          text={t('sync.partial.text', { count: status.unknown.length })}
        >
          <UnknownParts parts={status.unknown}>
            {(open) => (
              <Button variant="default" onClick={open}>
                {t('sync.partial.show')}
              </Button>
            )}
          </UnknownParts>
          {what !== 'areas' ? (
            resume('sync.again')
          ) : (
            <>
              {status.unknown.some(({ area }) => PARTS_OF_OBJECTS.has(area)) ? choose : null}
              {status.unknown.every(({ area }) => PARTS_OF_OBJECTS.has(area)) ? null : resume('sync.again')}
            </>
          )}
        </Banner>
      );
    case 'signed-out':
      return (
        <Banner
          tone="warn"
          icon={<IconLogin2 {...icon} />}
          title={t('sync.signed-out.title', counts)}
          text={t('sync.signed-out.text', counts)}
        >
          {connection.signedIn || what === 'nothing' ? (
            resume('sync.resume')
          ) : (
            <WorkButton loading={signIn.pending} onClick={signIn.run}>
              {t('sync.signed-out.button')}
            </WorkButton>
          )}
        </Banner>
      );
    case 'failed':
      return (
        <Banner
          tone="danger"
          icon={<IconAlertTriangle {...icon} />}
          title={t('sync.failed.title')}
          text={`${status.job?.error?.message ?? ''} ${t('sync.failed.text', counts)}`.trim()}
        >
          {resume('sync.again')}
        </Banner>
      );
    default:
      return (
        <Banner
          tone={status.state === 'cancelled' || status.state === 'interrupted' ? 'plain' : 'warn'}
          icon={STOPPED_ICON[status.state]}
          title={t(`sync.${status.state}.title`, counts)}
          text={t(`sync.${status.state}.text`, counts)}
        >
          {resume(status.state === 'offline' ? 'sync.again' : 'sync.resume')}
        </Banner>
      );
  }
}

const STOPPED_ICON = {
  'budget-stopped': <IconGauge {...icon} />,
  offline: <IconCloudOff {...icon} />,
  cancelled: <IconPlayerPause {...icon} />,
  interrupted: <IconPlayerPause {...icon} />,
} as const;

type NeverProps = { readonly connection: Connection; readonly chosen: number; readonly start?: ReactNode };

function NeverRead({ connection, chosen, start }: NeverProps) {
  return (
    <Banner
      tone="accent"
      icon={<IconCircleDashed {...icon} />}
      title={t('sync.never.title', { org: connection.name })}
      text={chosen === 0 ? t('sync.never.text') : t('sync.never.chosen', { count: chosen })}
    >
      <ChooseObjects connection={connection} variant={chosen === 0 ? 'filled' : 'default'} />
      {chosen === 0 ? null : start}
    </Banner>
  );
}

type ChooseProps = { readonly connection: Connection; readonly variant?: 'filled' | 'default' };

function ChooseObjects({ connection, variant = 'default' }: ChooseProps) {
  const navigate = useNavigate();
  const params = { connectionId: connection.id };
  return (
    <Button variant={variant} onClick={() => void navigate({ to: '/org/$connectionId/choose', params })}>
      {t('sync.choose')}
    </Button>
  );
}

/** Things the person may want to look at: objects that appeared, objects that went away. */
function Offers({ connection, status }: Props) {
  const navigate = useNavigate();
  const org = connection.name;
  const shown = status.vanished.slice(0, 3).join(', ');
  const rest = status.vanished.length - 3;
  return (
    <>
      {status.vanished.length === 0 ? null : (
        <Banner
          tone="plain"
          icon={<IconDatabaseOff {...icon} />}
          title={t('sync.vanished.title', { count: status.vanished.length, org })}
          text={t('sync.vanished.text', { names: rest > 0 ? `${shown} ${t('sync.more', { count: rest })}` : shown })}
        />
      )}
      {status.newObjects === 0 || status.state === 'never' ? null : (
        <Banner
          tone="plain"
          icon={<IconCirclePlus {...icon} />}
          title={t('sync.new.title', { count: status.newObjects, org })}
          text={t('sync.new.text')}
        >
          <Button
            variant="default"
            onClick={() =>
              void navigate({
                to: '/org/$connectionId/choose',
                params: { connectionId: connection.id },
                search: { only: 'new' },
              })
            }
          >
            {t('sync.new.button')}
          </Button>
        </Banner>
      )}
    </>
  );
}
