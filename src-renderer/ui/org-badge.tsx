import type { Connection, OrgType } from '../../src-preload/contract/connections.ts';
import { t } from '../i18n/t.ts';
import classes from './org-badge.module.css';
import { orgColour } from './org-colours.ts';

/** What kind of org a connection leads to, in words. */
export function OrgBadge({ type }: { readonly type: OrgType }) {
  return (
    <span className={classes.badge} data-type={type}>
      {t(`type.${type}`)}
    </span>
  );
}

type SwatchProps = { readonly org: Pick<Connection, 'colour' | 'type'>; readonly size?: number };

/** The square in a connection's own colour; decoration beside its name. */
export function OrgSwatch({ org, size = 10 }: SwatchProps) {
  return (
    <span
      aria-hidden="true"
      className={classes.swatch}
      style={{ width: size, height: size, background: orgColour(org.colour, org.type) }}
    />
  );
}
