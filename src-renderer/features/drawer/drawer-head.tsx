import type { ReactNode } from 'react';
import { t } from '../../i18n/t.ts';
import { Breakable } from '../../ui/breakable.tsx';
import { CopyButton } from './copy-button.tsx';
import classes from './drawer.module.css';

type Props = {
  /** What kind of thing it is, or a link to where it belongs. */
  readonly crumb: ReactNode;
  /** Undefined while it is being read. */
  readonly label: string | undefined;
  /** The API name. */
  readonly name: string;
};

/** What stands over a drawer: the thing's place, its label, and its API name to copy. */
export function DrawerHead({ crumb, label = '', name }: Props) {
  const title = label === '' ? name : label;
  return (
    <>
      <span className={classes.crumb}>{crumb}</span>
      <h2 className={classes.title} dir="auto" title={title}>
        <Breakable text={title} />
      </h2>
      <div className={classes.apiName}>
        <span className="ob-mono" title={name}>
          <Breakable text={name} />
        </span>
        <CopyButton text={name} what={t('drawer.name')} />
      </div>
    </>
  );
}
