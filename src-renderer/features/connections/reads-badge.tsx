import { IconTableAlias } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Connection } from '../../../src-preload/contract/connections.ts';
import { t } from '../../i18n/t.ts';
import classes from './reads.module.css';

type Props = {
  readonly connection: Connection;
  /** In the frame of the window: leads to where it can be taken back. */
  readonly asLink?: boolean;
};

/** Says that records of this org may be read; nothing while only metadata is. */
export function ReadsBadge({ connection, asLink = false }: Props) {
  if (connection.reads === 'metadata') return null;
  const content = (
    <>
      <IconTableAlias size={13} stroke={1.8} aria-hidden="true" />
      {t('reads.badge')}
    </>
  );
  const hint = t('reads.badge.hint', { org: connection.name });
  return asLink ? (
    <Link to="/connections" className={classes.badge} title={hint}>
      {content}
    </Link>
  ) : (
    <span className={classes.badge} title={hint}>
      {content}
    </span>
  );
}
